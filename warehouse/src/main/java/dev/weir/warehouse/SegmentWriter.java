package dev.weir.warehouse;

import dev.weir.ledger.Digest;
import dev.weir.rollup.Limits;
import dev.weir.rollup.Partials;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Appends the rows of segments to the tables. Nothing of it is visible until the ledger says so. */
public final class SegmentWriter {
    private final Tables tables;

    public SegmentWriter(Tables tables) {
        this.tables = tables;
    }

    /** Appends rows of the lines table. */
    public void lines(Dataset<Row> lines) {
        tables.appendLines(lines);
    }

    /**
     * What was made of lines.
     *
     * @param accounts of the lines
     * @param partials the digests of the partials, by event day
     */
    public record Summary(Accounts accounts, Map<LocalDate, Digest> partials) {
        /** The digests of a day's rows, by table. */
        public Map<String, Digest> digests(LocalDate day) {
            return Map.of("lines", accounts.digest(day), "partials", partials.getOrDefault(day, Digest.NONE));
        }
    }

    /**
     * What was made of lines, and what was found out about them.
     *
     * @param found what the caller made of the lines' digests
     */
    public record Written<T>(Summary summary, T found) {}

    /**
     * Appends the rollups' partials.
     *
     * @param lines what they are of, rows of the lines table, whether or not they are stored
     */
    public Summary partials(Dataset<Row> lines) {
        return partials(lines, parts -> true).summary();
    }

    /**
     * Appends the rollups' partials.
     *
     * @param lines as {@link #partials(Dataset)} has them
     * @param find is given the lines' digests by {@code day} and {@code raw_segment}, with the columns of
     *     {@link Digests#by}; they can be read until it returns
     */
    public <T> Written<T> partials(Dataset<Row> lines, Function<Dataset<Row>, T> find) {
        Dataset<Row> cells =
                Partials.with(Accounts.GROUPING, Accounts.SUMS, lines).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Accounts accounts = Accounts.of(cells);
            Dataset<Row> partials = cells.where("NOT (" + Accounts.CONDITION + ")");
            for (var sum : Accounts.SUMS) {
                partials = partials.drop(sum.name());
            }
            Dataset<Row> digested = Partials.digested(Limits.apply(partials));
            tables.appendPartials(digested);
            return new Written<>(new Summary(accounts, digests(digested)), find.apply(Accounts.parts(cells)));
        } finally {
            cells.unpersist();
        }
    }

    /** The digests of rows that carry theirs, by event day. */
    public static Map<LocalDate, Digest> digests(Dataset<Row> rows) {
        Map<LocalDate, Digest> digests = new TreeMap<>();
        for (Row row : Digests.by(rows, new String[] {"day"}).collectAsList()) {
            digests.put(row.getDate(0).toLocalDate(), Digests.of(row, 1));
        }
        return digests;
    }
}
