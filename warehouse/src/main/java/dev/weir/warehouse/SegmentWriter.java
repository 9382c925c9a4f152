package dev.weir.warehouse;

import dev.weir.catalogue.Catalogue;
import dev.weir.ledger.Digest;
import dev.weir.rollup.Cells;
import dev.weir.rollup.Grouping;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
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
     * What was made of lines, and what was found out about them.
     *
     * @param found what the caller made of the lines' digests
     */
    public record Written<T>(Accounts accounts, T found) {}

    /**
     * Appends the rollups' cells.
     *
     * @param lines what they are of, rows of the lines table, whether or not they are stored
     */
    public Accounts cells(Dataset<Row> lines) {
        return write(lines, (cells, append) -> {
                    append.run();
                    return Optional.empty();
                })
                .accounts();
    }

    /**
     * Appends the rollups' cells.
     *
     * @param lines as {@link #cells(Dataset)} has them
     * @param find is given the lines' digests by {@code day} and {@code raw_segment}, with the columns of
     *     {@link Digests#by}; they can be read until it returns
     */
    public <T> Written<T> cells(Dataset<Row> lines, Function<Dataset<Row>, T> find) {
        return write(lines, (cells, append) -> SideBySide.run(append, () -> find.apply(Accounts.parts(cells))));
    }

    /** @param work is given the accounts and cells, and what appends these */
    private <T> Written<T> write(Dataset<Row> lines, BiFunction<Dataset<Row>, Runnable, T> work) {
        Catalogue catalogue = tables.catalogue();
        List<Grouping> groupings = new ArrayList<>(Grouping.of(catalogue.rollups()));
        groupings.add(Accounts.GROUPING);
        Dataset<Row> all = Cells.digested(tables.counting(groupings).of(lines), catalogue.cells(), Accounts.HALVES)
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Accounts accounts = Accounts.of(all);
            Runnable append = () -> tables.appendCells(
                    all.where("NOT (" + Accounts.CONDITION + ")").drop(Accounts.HALVES));
            return new Written<>(accounts, work.apply(all, append));
        } finally {
            all.unpersist();
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
