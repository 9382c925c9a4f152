package dev.weir.batch;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;

import dev.weir.ledger.Digest;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import dev.weir.model.Lines;
import dev.weir.sql.Identifier;
import dev.weir.warehouse.Digests;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.VisibleRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Finds the lines that the speed layer got wrong: the batch layer writes those anew. Where the digest of the stored lines
 * equals that of the recomputed ones, they are what it would write.
 */
final class Corrections {
    private static final String ROWS = Identifier.quoted(Digests.ROWS);
    private static final String HIGHS = Identifier.quoted(Digests.HIGHS);
    private static final String LOWS = Identifier.quoted(Digests.LOWS);

    private final Tables tables;

    Corrections(Tables tables) {
        this.tables = tables;
    }

    /**
     * Holds recomputed lines against those that the speed layer wrote, by event day and raw segment. Only the parts that
     * differ come to the driver.
     *
     * @param ledger as it was when the recomputation read it
     * @param days what was recomputed; each is in the result
     * @param recomputed the digests of the recomputed lines, by {@code day} and {@code raw_segment}
     */
    RawParts of(Ledger ledger, Set<LocalDate> days, Dataset<Row> recomputed) {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        List<Row> known = new ArrayList<>();
        List<VisibleSegment> standing = new ArrayList<>();
        SortedMap<LocalDate, SortedSet<String>> wrong = new TreeMap<>();
        days.forEach(day -> wrong.put(day, new TreeSet<>()));
        ledger.speedSegments(days)
                .forEach(speed -> speed.segment().days().keySet().stream()
                        .filter(days::contains)
                        .forEach(day -> {
                            String id = speed.segment().id();
                            known.add(RowFactory.create(java.sql.Date.valueOf(day), id));
                            // Once replaced, the speed layer's lines may be gone.
                            if (!replaced(newest.get(day), speed.position(), id)) {
                                standing.add(new VisibleSegment(id, day, Layer.SPEED));
                            }
                        }));
        Dataset<Row> stored = Digests.by(VisibleRows.of(tables.lines(), standing), new String[] {"day", "segment"})
                .withColumnRenamed("segment", Lines.RAW_SEGMENT);
        for (Row part : differing(stored.sparkSession().createDataFrame(known, RawParts.PART), recomputed, stored)
                .collectAsList()) {
            // A line of another day is for the ledger's count to find: it belongs to none of these.
            wrong.computeIfPresent(part.getDate(0).toLocalDate(), (day, parts) -> {
                parts.add(part.getString(1));
                return parts;
            });
        }
        return new RawParts(wrong);
    }

    /** The parts that are known or recomputed, but those of which the same is stored. What nothing is stored of differs. */
    private static Dataset<Row> differing(Dataset<Row> known, Dataset<Row> recomputed, Dataset<Row> stored) {
        return signed(recomputed, 1, false)
                .union(signed(stored, -1, true))
                .union(signed(known.selectExpr("*", "0L AS " + ROWS, "0L AS " + HIGHS, "0L AS " + LOWS), 1, false))
                .groupBy("day", Lines.RAW_SEGMENT)
                .agg(
                        expr("bool_or(`stored`) AS `stored`"),
                        sum(Digests.ROWS).as(Digests.ROWS),
                        sum(Digests.HIGHS).as(Digests.HIGHS),
                        sum(Digests.LOWS).as(Digests.LOWS))
                .where("NOT `stored` OR " + ROWS + " <> 0 OR " + HIGHS + " <> 0 OR " + LOWS + " <> 0")
                .select("day", Lines.RAW_SEGMENT);
    }

    /** Digests that add up to nothing where they are equal; the sums are modulo 2^64, as {@link Digest} has it. */
    private static Dataset<Row> signed(Dataset<Row> digests, int sign, boolean stored) {
        return digests.selectExpr(
                "`day`",
                Identifier.quoted(Lines.RAW_SEGMENT),
                sign + " * " + ROWS + " AS " + ROWS,
                sign + " * " + HIGHS + " AS " + HIGHS,
                sign + " * " + LOWS + " AS " + LOWS,
                stored + " AS `stored`");
    }

    /** Whether a batch segment has its own lines of a raw segment. */
    private static boolean replaced(Ledger.Published batch, long position, String rawSegment) {
        return batch != null
                && position <= batch.readThrough()
                && !batch.segment().keeps(rawSegment);
    }
}
