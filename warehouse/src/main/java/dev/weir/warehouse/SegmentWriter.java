package dev.weir.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.weir.ledger.Digest;
import dev.weir.rollup.Limits;
import dev.weir.rollup.Partials;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Appends the rows of segments to the tables. Nothing of it is visible until the ledger says so. */
public final class SegmentWriter {
    private final Tables tables;

    public SegmentWriter(Tables tables) {
        this.tables = tables;
    }

    /**
     * Appends rows of the lines table.
     *
     * @param segments those that the rows are of
     * @return the digests of what is stored of these segments, by event day
     */
    public Map<LocalDate, Digest> lines(Dataset<Row> lines, Collection<String> segments) {
        tables.appendLines(lines);
        return digests(of(tables.lines(), segments));
    }

    /**
     * What was made of lines.
     *
     * @param accounts of the lines
     * @param partials the digests of the stored partials, by event day
     */
    public record Summary(Accounts accounts, Map<LocalDate, Digest> partials) {
        /** The digests of a day's rows, by table. */
        public Map<String, Digest> digests(LocalDate day) {
            return Map.of("lines", accounts.digest(day), "partials", partials.getOrDefault(day, Digest.NONE));
        }
    }

    /**
     * Appends the rollups' partials.
     *
     * @param lines what they are of, rows of the lines table
     * @param segments those that the rows are of
     */
    public Summary partials(Dataset<Row> lines, Collection<String> segments) {
        Dataset<Row> cells =
                Partials.with(Accounts.GROUPING, Accounts.SUMS, lines).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Accounts accounts = Accounts.of(cells);
            Dataset<Row> partials = cells.where("NOT (" + Accounts.CONDITION + ")");
            for (var sum : Accounts.SUMS) {
                partials = partials.drop(sum.name());
            }
            tables.appendPartials(Partials.digested(Limits.apply(partials)));
            return new Summary(accounts, digests(of(tables.partials(), segments)));
        } finally {
            cells.unpersist();
        }
    }

    private static Dataset<Row> of(Dataset<Row> table, Collection<String> segments) {
        return table.where(col("segment").isInCollection(segments));
    }

    /**
     * Refuses to go on where the table does not hold the lines that were summed up.
     *
     * @param stored as {@link #lines} said
     * @param expected by event day
     */
    public static void requireStored(Map<LocalDate, Digest> stored, Map<LocalDate, Digest> expected) {
        if (!stored.equals(expected)) {
            throw new WarehouseException("Cannot admit what was written: the table lines holds " + stored + ", not "
                    + expected + "; nothing of it is visible. Run the job again, and report this");
        }
    }

    /** The digests of rows that carry theirs, by event day. */
    public static Map<LocalDate, Digest> digests(Dataset<Row> rows) {
        Map<LocalDate, Digest> digests = new TreeMap<>();
        for (Row row : rows.groupBy("day")
                .agg(expr("count(*)"), expr("sum(shiftrightunsigned(digest, 32))"), expr("sum(digest & 4294967295L)"))
                .collectAsList()) {
            digests.put(row.getDate(0).toLocalDate(), new Digest(row.getLong(1), row.getLong(2), row.getLong(3)));
        }
        return digests;
    }
}
