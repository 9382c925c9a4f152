package dev.weir.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.weir.ledger.Drift;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import dev.weir.model.Lines;
import dev.weir.model.RawRecords;
import dev.weir.rollup.Dimension;
import dev.weir.rollup.Limits;
import dev.weir.rollup.Partials;
import dev.weir.rollup.Rollups;
import dev.weir.rollup.Sum;
import dev.weir.sql.Identifier;
import dev.weir.warehouse.Digests;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.VisibleRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Holds staged batch segments against the answers so far, cell by cell and count by count, and explains each difference:
 *
 * <pre>after - before = duplicates(before) - duplicates(now) + healed + model change + unexplained</pre>
 *
 * The left side comes from both layers' stored partials, the right side from the records that were marked as duplicates and
 * from those parsed by another model. Where everything is explained, the layers agree.
 */
final class Comparison {
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String DUPLICATE = "duplicate";
    private static final String HEALED = "healed";
    private static final String MODEL = "model";
    private static final String LATE = "late";

    /**
     * Sums and histograms. Distinct counts follow from the same lines, and copies of a line add nothing to them; their
     * slots, by far the most rows, are proven by `weir verify`.
     */
    private static final String COUNTED = "`part` NOT IN (" + Limits.distinctParts(Rollups.ALL) + ")";

    private final SparkSession spark;
    private final Tables tables;

    Comparison(SparkSession spark, Tables tables) {
        this.spark = spark;
        this.tables = tables;
    }

    /**
     * Compares an attempt's staged rows.
     *
     * @param ledger as it was when the attempt read it
     * @param corrections the lines that the attempt wrote, of the days that it is about
     * @param attempt the batch job's run
     */
    Map<LocalDate, List<Drift>> run(Ledger ledger, RawParts corrections, String attempt) {
        Set<LocalDate> days = corrections.days().keySet();
        List<VisibleSegment> shown = of(days, ledger.visible());
        List<VisibleSegment> staged = days.stream()
                .map(day -> new VisibleSegment(BatchLayer.segmentId(attempt, day), day, Layer.BATCH))
                .toList();
        Dataset<Row> before = merged(shown);
        Dataset<Row> after =
                VisibleRows.of(spark, tables.partials(), staged).where(COUNTED).drop("layer");

        List<Dataset<Row>> sides = new ArrayList<>();
        if (!corrections.none()) {
            Dataset<Row> wrong =
                    corrections.among(VisibleRows.of(spark, tables.lines(), of(days, ledger.visibleLines())));
            Dataset<Row> right = VisibleRows.of(spark, tables.lines(), staged);
            sides.add(cells(right.where("outcome = 'duplicate'"), DUPLICATE, -1));
            sides.add(cells(wrong.where("outcome = 'duplicate'"), DUPLICATE, 1));
            Set<String> changed = changed(ledger, days);
            if (!changed.isEmpty()) {
                sides.addAll(modelChange(
                        wrong.where(col(Lines.RAW_SEGMENT).isInCollection(changed)),
                        right.where(col(Lines.RAW_SEGMENT).isInCollection(changed)),
                        VisibleRows.of(spark, tables.partials(), shown)));
            }
        }
        late(ledger, corrections, staged).ifPresent(sides::add);
        if (sides.isEmpty()) {
            Optional<Map<LocalDate, List<Drift>>> equal = equal(before, after);
            if (equal.isPresent()) {
                return equal.get();
            }
        }
        sides.add(signed(before, BEFORE, 1));
        sides.add(signed(after, AFTER, 1));
        Dataset<Row> all =
                sides.stream().reduce(Dataset::unionByName).orElseThrow().persist();
        try {
            return summed(collapsed(all));
        } finally {
            all.unpersist();
        }
    }

    private static List<VisibleSegment> of(Set<LocalDate> days, List<VisibleSegment> segments) {
        return segments.stream().filter(segment -> days.contains(segment.day())).toList();
    }

    /** Where no difference is expected, a look at digests does: the drift if there is none, empty if cells differ. */
    private static Optional<Map<LocalDate, List<Drift>>> equal(Dataset<Row> before, Dataset<Row> after) {
        Map<LocalDate, List<Drift>> drift = new TreeMap<>();
        Map<List<Object>, List<Object>> expected = new HashMap<>();
        for (Row row : outline(before).collectAsList()) {
            expected.put(List.of(row.get(0), row.get(1)), contents(row));
        }
        List<Row> found = outline(after).orderBy("day", "rollup").collectAsList();
        for (Row row : found) {
            if (!contents(row).equals(expected.get(List.of(row.get(0), row.get(1))))) {
                return Optional.empty();
            }
            drift.computeIfAbsent(row.getDate(0).toLocalDate(), day -> new ArrayList<>())
                    .add(new Drift(row.getString(1), row.getLong(5), 0, row.getLong(6), row.getLong(6), 0, 0, 0, 0, 0));
        }
        return found.size() == expected.size() ? Optional.of(drift) : Optional.empty();
    }

    /** By day and rollup: a digest of all rows, cells, and requests. */
    private static Dataset<Row> outline(Dataset<Row> partials) {
        String sums = "`part` = '" + Partials.SUMS + "'";
        return Digests.by(
                partials,
                new String[] {"day", "rollup"},
                expr("count_if(" + sums + ")"),
                expr("coalesce(sum(IF(" + sums + ", `requests`, 0)), 0)"));
    }

    private static List<Object> contents(Row row) {
        return List.of(Digests.of(row, 2), row.get(5), row.get(6));
    }

    /** Raw segments that were parsed anew since some of the days were last published. */
    private static Set<String> changed(Ledger ledger, Collection<LocalDate> days) {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        long since = days.stream()
                .mapToLong(day -> newest.containsKey(day) ? newest.get(day).readThrough() : 0)
                .min()
                .orElse(0);
        return ledger.reindexedAfter(since);
    }

    private static List<Dataset<Row>> modelChange(Dataset<Row> before, Dataset<Row> after, Dataset<Row> answered) {
        String[] place = {Lines.RAW_SEGMENT, RawRecords.PARTITION, RawRecords.POSITION};
        Dataset<Row> dead = before.where("outcome = 'rejected'").select(place[0], place[1], place[2]);
        Dataset<Row> events = after.where("outcome <> 'rejected'");
        return List.of(
                cells(events.join(dead, place, "left_semi"), HEALED, 1),
                cells(events.join(dead, place, "left_anti"), MODEL, 1),
                // A rollup that is newer than the older answers took nothing away from them.
                cells(before.where("outcome <> 'rejected'"), MODEL, -1)
                        .join(
                                answered.select("day", "rollup").distinct(),
                                new String[] {"day", "rollup"},
                                "left_semi"));
    }

    /** What arrived after a day had been published. */
    private Optional<Dataset<Row>> late(Ledger ledger, RawParts corrections, List<VisibleSegment> staged) {
        List<VisibleSegment> holders = new ArrayList<>();
        SortedMap<LocalDate, SortedSet<String>> unread = new TreeMap<>();
        ledger.newestBatch().forEach((day, batch) -> {
            if (corrections.days().containsKey(day)) {
                staged.stream().filter(segment -> segment.day().equals(day)).forEach(holders::add);
                ledger.speedSegments().tailMap(batch.readThrough() + 1).values().forEach(speed -> {
                    unread.computeIfAbsent(day, none -> new TreeSet<>()).add(speed.id());
                    if (!corrections.of(day).contains(speed.id())) {
                        holders.add(new VisibleSegment(speed.id(), day, Layer.BATCH));
                    }
                });
            }
        });
        if (unread.isEmpty()) {
            return Optional.empty();
        }
        Dataset<Row> lines = VisibleRows.of(spark, tables.lines(), holders).where("outcome = 'accepted'");
        return Optional.of(cells(new RawParts(unread).among(lines), LATE, 1));
    }

    /** Stored partials of several segments, merged and limited as the views show them. */
    private Dataset<Row> merged(List<VisibleSegment> shown) {
        Dataset<Row> counted =
                VisibleRows.of(spark, tables.partials(), shown).where(COUNTED).drop("layer");
        boolean alone = shown.stream().map(VisibleSegment::day).distinct().count() == shown.size();
        if (alone) {
            return counted;
        }
        Dataset<Row> merged = Partials.merged(counted.withColumn("segment", lit("")));
        return Partials.digested(Limits.apply(merged));
    }

    /** The partials that some lines would add up to, whatever their outcome. */
    private static Dataset<Row> cells(Dataset<Row> lines, String side, int sign) {
        Dataset<Row> counted = lines.withColumn("outcome", lit("accepted")).withColumn("segment", lit(side));
        return signed(Partials.of(counted).where(COUNTED), side, sign);
    }

    private static Dataset<Row> signed(Dataset<Row> partials, String side, int sign) {
        List<String> columns =
                new ArrayList<>(List.of("`day`", "`rollup`", "`part`", "`time`", "`d1`", "`d2`", "`slot`"));
        columns.add("'" + side + "' AS `side`");
        for (Sum sum : Rollups.SUMS) {
            String name = Identifier.quoted(sum.name());
            columns.add(sign + " * COALESCE(" + name + ", 0) AS " + name);
        }
        return partials.selectExpr(columns.toArray(String[]::new));
    }

    /**
     * Where a limit took effect, which cells were folded into the rest depends on what else was there: those rollups are
     * compared by day, rollup and time.
     */
    private Dataset<Row> collapsed(Dataset<Row> sides) {
        List<Row> limited = sides.where(
                        col("d1").equalTo(Dimension.OTHER).or(col("d2").equalTo(Dimension.OTHER)))
                .select("day", "rollup")
                .distinct()
                .collectAsList();
        if (limited.isEmpty()) {
            return sides;
        }
        Dataset<Row> folded =
                spark.createDataFrame(limited, limited.get(0).schema()).withColumn("folded", lit(true));
        return sides.join(folded, new String[] {"day", "rollup"}, "left")
                .withColumn("d1", expr("IF(`folded`, '" + Dimension.OTHER + "', `d1`)"))
                .withColumn("d2", expr("IF(`folded`, '" + Dimension.OTHER + "', `d2`)"))
                .drop("folded");
    }

    private static Map<LocalDate, List<Drift>> summed(Dataset<Row> sides) {
        List<String> cell = new ArrayList<>();
        StringBuilder unexplained = new StringBuilder("0");
        StringBuilder differs = new StringBuilder("false");
        for (Sum sum : Rollups.SUMS) {
            String name = Identifier.quoted(sum.name());
            String left = Identifier.quoted("left_" + sum.name());
            String diff = Identifier.quoted("diff_" + sum.name());
            cell.add("SUM(CASE `side` WHEN 'after' THEN " + name + " WHEN 'late' THEN 0 ELSE -" + name + " END) AS "
                    + left);
            cell.add("SUM(CASE `side` WHEN 'after' THEN " + name + " WHEN 'before' THEN -" + name + " ELSE 0 END) AS "
                    + diff);
            unexplained.append(" + ABS(").append(left).append(")");
            differs.append(" OR ").append(diff).append(" <> 0");
        }
        for (String side : List.of(BEFORE, AFTER, DUPLICATE, HEALED, MODEL, LATE)) {
            cell.add("SUM(IF(`side` = '" + side + "', `requests`, 0)) AS " + Identifier.quoted("side_" + side));
        }
        Dataset<Row> cells = sides.groupBy("day", "rollup", "part", "time", "d1", "d2", "slot")
                .agg(
                        expr(cell.get(0)),
                        cell.stream().skip(1).map(functions::expr).toArray(org.apache.spark.sql.Column[]::new));
        String sums = "`part` = ''";
        Dataset<Row> totals = cells.groupBy("day", "rollup")
                .agg(
                        count("IF(" + sums + ", 1, 0)"),
                        count("IF(" + sums + " AND (" + differs + "), 1, 0)"),
                        count("IF(" + sums + ", `side_before`, 0)"),
                        count("IF(" + sums + ", `side_after`, 0)"),
                        count("IF(" + sums + ", `side_duplicate`, 0)"),
                        count("IF(" + sums + ", `side_late`, 0)"),
                        count("IF(" + sums + ", `side_healed`, 0)"),
                        count("IF(" + sums + ", `side_model`, 0)"),
                        count(unexplained.toString()));
        Map<LocalDate, List<Drift>> drift = new TreeMap<>();
        for (Row row : totals.orderBy("day", "rollup").collectAsList()) {
            drift.computeIfAbsent(row.getDate(0).toLocalDate(), day -> new ArrayList<>())
                    .add(new Drift(
                            row.getString(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7),
                            row.getLong(8),
                            row.getLong(9),
                            row.getLong(10)));
        }
        return drift;
    }

    private static org.apache.spark.sql.Column count(String expression) {
        return expr("SUM(CAST(" + expression + " AS BIGINT))");
    }
}
