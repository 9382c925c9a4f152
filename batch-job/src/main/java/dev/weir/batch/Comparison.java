package dev.weir.batch;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Outcome;
import dev.weir.catalogue.Table;
import dev.weir.ledger.AnsweredDays;
import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import dev.weir.rollup.Cells;
import dev.weir.rollup.Grouping;
import dev.weir.warehouse.Digests;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.VisibleRows;
import java.sql.Date;
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

/**
 * Holds staged batch segments against the answers so far, cell by cell and count by count, and explains each difference:
 *
 * <pre>after - before = duplicates(before) - duplicates(now) + healed + model change + unexplained</pre>
 *
 * The left side comes from both layers' stored cells, the right side from the records that were marked as duplicates and
 * from those parsed by another model. Where everything is explained, the layers agree. Distinct counts and extremes are left out: they
 * follow from the same lines, copies of a line add nothing to them, and `weir verify` proves them.
 */
final class Comparison {
    private final Tables tables;
    private final List<Grouping> counted;
    private final TimeCells timeCells;

    Comparison(Tables tables) {
        this.tables = tables;
        this.counted = Grouping.of(tables.catalogue().rollups()).stream()
                .map(Comparison::counted)
                .toList();
        this.timeCells = new TimeCells(counted.stream()
                .flatMap(grouping -> grouping.measures().stream())
                .toList());
    }

    private static Grouping counted(Grouping grouping) {
        return new Grouping(
                grouping.name(),
                grouping.condition(),
                grouping.grain(),
                grouping.dimensions(),
                grouping.measures().stream()
                        .filter(measure -> measure instanceof Measure.Sum || measure instanceof Measure.Histogram)
                        .toList());
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
                .map(day -> new VisibleSegment(BatchSegment.id(attempt, day), day, Layer.BATCH))
                .toList();
        Dataset<Row> before = merged(shown);
        Dataset<Row> after = VisibleRows.of(tables.cells(), staged).drop("layer");

        Optional<Dataset<Row>> explaining = explaining(ledger, corrections, staged, attempt);
        if (explaining.isEmpty()) {
            Optional<Map<LocalDate, List<Drift>>> equal = equal(before, after);
            if (equal.isPresent()) {
                return equal.get();
            }
        }
        Dataset<Row> sides = timeCells.sided(before, Side.BEFORE).unionByName(timeCells.sided(after, Side.AFTER));
        return drift(timeCells.compared(
                explaining.map(cells -> sides.unionByName(cells)).orElse(sides)));
    }

    private static List<VisibleSegment> of(Set<LocalDate> days, List<VisibleSegment> segments) {
        return segments.stream().filter(segment -> days.contains(segment.day())).toList();
    }

    /** The cells that explain a difference, with their sides; empty where there is nothing to explain. */
    private Optional<Dataset<Row>> explaining(
            Ledger ledger, RawParts corrections, List<VisibleSegment> staged, String attempt) {
        Set<LocalDate> days = corrections.days().keySet();
        Set<String> changed = corrections.none() ? Set.of() : changed(ledger, days);
        return new ExplainingLines(attempt, corrections, unread(ledger, days), changed)
                .of(tables.lines(), ledger.shown().lines(days), staged)
                .map(this::counted)
                .map(cells -> changed.isEmpty() ? cells : withoutNewRollups(cells, of(days, ledger.visible())));
    }

    /** The cells that lines add up to, whatever their outcome; by the sides that stand where segments do. */
    private Dataset<Row> counted(Dataset<Row> lines) {
        return timeCells.sided(
                tables.counting(counted).of(lines.withColumn(Outcome.COLUMN, lit(Outcome.ACCEPTED.text()))));
    }

    /** A rollup that is newer than the older answers took nothing away from them. */
    private Dataset<Row> withoutNewRollups(Dataset<Row> cells, List<VisibleSegment> shown) {
        String[] answers = {TimeCells.DAY, TimeCells.ROLLUP};
        Dataset<Row> answered = VisibleRows.of(tables.cells(), shown)
                .select(answers[0], answers[1])
                .distinct()
                .withColumn("answered", lit(true));
        return cells.join(answered, answers, "left")
                .where("`answered` OR NOT (" + TimeCells.isOf(Side.MODEL, -1) + ")")
                .drop("answered");
    }

    /** Raw segments that arrived after a day had been published, by day. */
    private static RawParts unread(Ledger ledger, Set<LocalDate> days) {
        SortedMap<LocalDate, SortedSet<String>> unread = new TreeMap<>();
        ledger.newestBatch().forEach((day, batch) -> {
            if (days.contains(day)) {
                ledger.speedSegmentsAfter(batch.readThrough())
                        .forEach(speed -> unread.computeIfAbsent(day, none -> new TreeSet<>())
                                .add(speed.segment().id()));
            }
        });
        return new RawParts(unread);
    }

    /** Where no difference is expected, a look at digests does: the drift if there is none, empty if cells differ. */
    private static Optional<Map<LocalDate, List<Drift>>> equal(Dataset<Row> before, Dataset<Row> after) {
        Map<LocalDate, List<Drift>> drift = new TreeMap<>();
        Map<List<Object>, List<Object>> expected = new HashMap<>();
        for (Row row : outline(before).collectAsList()) {
            expected.put(List.of(row.get(0), row.get(1)), contents(row));
        }
        List<Row> found =
                outline(after).orderBy(TimeCells.DAY, TimeCells.ROLLUP).collectAsList();
        for (Row row : found) {
            if (!contents(row).equals(expected.get(List.of(row.get(0), row.get(1))))) {
                return Optional.empty();
            }
            drift.computeIfAbsent(row.getDate(0).toLocalDate(), day -> new ArrayList<>())
                    .add(Drift.none(row.getString(1), Digests.of(row, 2).rows(), row.getLong(5)));
        }
        return found.size() == expected.size() ? Optional.of(drift) : Optional.empty();
    }

    /** By day and rollup: a digest of all cells, and the requests. */
    private static Dataset<Row> outline(Dataset<Row> cells) {
        return Digests.by(cells, new String[] {TimeCells.DAY, TimeCells.ROLLUP}, sum(Measure.Sum.REQUESTS.name()));
    }

    private static List<Object> contents(Row row) {
        return List.of(Digests.of(row, 2), row.get(5));
    }

    /** Raw segments that were parsed anew since some of the days were last published. */
    private static Set<String> changed(Ledger ledger, Collection<LocalDate> days) {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        long since = days.stream()
                .mapToLong(day -> newest.containsKey(day) ? newest.get(day).readThrough() : 0)
                .min()
                .orElse(0);
        return ledger.staleness().reindexedAfter(since);
    }

    /** Stored cells of several segments, merged and limited as the views show them. */
    private Dataset<Row> merged(List<VisibleSegment> shown) {
        Dataset<Row> stored = VisibleRows.of(tables.cells(), shown).drop("layer");
        return AnsweredDays.of(shown).live().isEmpty()
                ? stored
                : Cells.digested(
                        tables.counting().merged(stored.withColumn(Table.SEGMENT, lit(""))),
                        tables.catalogue().cells());
    }

    private static Map<LocalDate, List<Drift>> drift(Dataset<Row> compared) {
        Map<LocalDate, List<Drift>> drift = new TreeMap<>();
        for (Row row : compared.orderBy(TimeCells.DAY, TimeCells.ROLLUP).collectAsList()) {
            drift.computeIfAbsent(row.<Date>getAs(TimeCells.DAY).toLocalDate(), day -> new ArrayList<>())
                    .add(new Drift(
                            row.getAs(TimeCells.ROLLUP),
                            row.<Long>getAs(TimeCells.CELLS),
                            row.<Long>getAs(TimeCells.DIFFERING),
                            requests(row, Side.BEFORE),
                            requests(row, Side.AFTER),
                            requests(row, Side.DUPLICATE),
                            requests(row, Side.LATE),
                            requests(row, Side.HEALED),
                            requests(row, Side.MODEL),
                            row.<Long>getAs(TimeCells.UNEXPLAINED)));
        }
        return drift;
    }

    private static long requests(Row row, Side side) {
        return row.<Long>getAs(TimeCells.requests(side));
    }
}
