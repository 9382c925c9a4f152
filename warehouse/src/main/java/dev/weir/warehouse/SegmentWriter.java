package dev.weir.warehouse;

import static org.apache.spark.sql.functions.col;

import dev.weir.ledger.Digest;
import dev.weir.ledger.Tally;
import dev.weir.rollup.Limits;
import dev.weir.rollup.Partials;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Writes the rows of segments, the same way for both layers: lines first, then the rollups' partials from the lines as they
 * are stored. Nothing of it is visible until the ledger says so.
 */
public final class SegmentWriter {
    private static final String DIGEST = "bit_xor(digest) AS xor_digest";
    private static final String SUM = "sum(digest & 4294967295L) AS sum_digest";

    private final Tables tables;

    public SegmentWriter(Tables tables) {
        this.tables = tables;
    }

    /**
     * What was written for one day.
     *
     * @param tally lines by outcome
     * @param digests of the rows, by table
     */
    public record Day(Tally tally, Map<String, Digest> digests) {}

    /**
     * What was written.
     *
     * @param days by event day
     * @param formats accepted lines by format
     */
    public record Written(SortedMap<LocalDate, Day> days, SortedMap<String, Long> formats) {}

    /**
     * Appends the rows of some segments.
     *
     * @param lines rows of the lines table
     * @param segments the ids that occur in them
     */
    public Written write(Dataset<Row> lines, Collection<String> segments) {
        tables.appendLines(lines);
        Dataset<Row> stored = tables.lines().where(col("segment").isInCollection(segments));
        Dataset<Row> partials = Partials.of(stored).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            tables.appendPartials(Partials.digested(Limits.apply(partials)));
        } finally {
            partials.unpersist();
        }
        return written(
                stored, tables.partials().where(col("segment").isInCollection(segments)));
    }

    private static Written written(Dataset<Row> lines, Dataset<Row> partials) {
        SortedMap<LocalDate, Tally> tallies = new TreeMap<>();
        SortedMap<LocalDate, Digest> lineDigests = new TreeMap<>();
        SortedMap<String, Long> formats = new TreeMap<>();
        for (Row row : lines.groupBy("day", "outcome", "format")
                .agg(
                        org.apache.spark.sql.functions.expr("count(*)"),
                        org.apache.spark.sql.functions.expr(DIGEST),
                        org.apache.spark.sql.functions.expr(SUM))
                .collectAsList()) {
            LocalDate day = row.getDate(0).toLocalDate();
            long count = row.getLong(3);
            tallies.merge(day, tally(row.getString(1), count), Tally::plus);
            lineDigests.merge(day, new Digest(count, row.getLong(4), row.getLong(5)), Digest::plus);
            if (row.getString(1).equals("accepted")) {
                formats.merge(row.getString(2), count, Long::sum);
            }
        }
        Map<LocalDate, Digest> partialDigests = digests(partials);
        SortedMap<LocalDate, Day> days = new TreeMap<>();
        tallies.forEach((day, tally) -> days.put(
                day,
                new Day(
                        tally,
                        Map.of(
                                "lines", lineDigests.get(day),
                                "partials", partialDigests.getOrDefault(day, Digest.NONE)))));
        return new Written(days, formats);
    }

    /** The digests of rows that carry theirs, by day. */
    public static Map<LocalDate, Digest> digests(Dataset<Row> rows) {
        Map<LocalDate, Digest> digests = new TreeMap<>();
        for (Row row : rows.groupBy("day")
                .agg(
                        org.apache.spark.sql.functions.expr("count(*)"),
                        org.apache.spark.sql.functions.expr(DIGEST),
                        org.apache.spark.sql.functions.expr(SUM))
                .collectAsList()) {
            digests.put(row.getDate(0).toLocalDate(), new Digest(row.getLong(1), row.getLong(2), row.getLong(3)));
        }
        return digests;
    }

    private static Tally tally(String outcome, long count) {
        return switch (outcome) {
            case "accepted" -> new Tally(count, 0, 0);
            case "duplicate" -> new Tally(0, count, 0);
            case "rejected" -> new Tally(0, 0, count);
            default -> throw new IllegalStateException("Unknown outcome: " + outcome);
        };
    }
}
