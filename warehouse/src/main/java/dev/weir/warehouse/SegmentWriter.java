package dev.weir.warehouse;

import dev.weir.ledger.Digest;
import dev.weir.rollup.Cells;
import dev.weir.rollup.CountedInPassing;
import dev.weir.rollup.Grouping;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Appends the rows of segments to the tables. Nothing of it is visible until the ledger says so. */
public final class SegmentWriter {
    /** Of so few lines, what the driver does is most of the work, and done side by side; of more, what is done to each. */
    private static final long FEW = 20_000;

    private static final long LOOK_MILLIS = 5;

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
        return append(counting().of(lines));
    }

    /**
     * Appends the rollups' cells.
     *
     * @param lines as {@link #cells(Dataset)} has them
     * @param find is given the lines' digests by {@code day} and {@code raw_segment}, with the columns of
     *     {@link Digests#by}; they can be read until it returns
     */
    public <T> Written<T> cells(Dataset<Row> lines, Function<Dataset<Row>, T> find) {
        return write(
                counting().of(lines), (all, append) -> SideBySide.run(append, () -> find.apply(Accounts.parts(all))));
    }

    /**
     * Appends lines and their rollups' cells. Each line is computed once.
     *
     * @param count how many lines there are
     * @throws StatesLostException if that is to be tried again, under another segment's id
     */
    public Accounts linesAndCells(Dataset<Row> lines, long count) {
        return count <= FEW ? sideBySide(lines) : inPassing(lines, count);
    }

    private Accounts sideBySide(Dataset<Row> lines) {
        Dataset<Row> kept = lines.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return SideBySide.run(() -> lines(kept), () -> cells(kept));
        } finally {
            kept.unpersist();
        }
    }

    /** To keep many lines for a second look would cost more than all else that is done with them. */
    private Accounts inPassing(Dataset<Row> lines, long count) {
        CountDownLatch written = new CountDownLatch(1);
        try (CountedInPassing counted = counting().inPassing(lines)) {
            SideBySide.Both<Optional<Accounts>, Boolean> both = SideBySide.run(
                    // While the driver still commits the lines, of which all tasks have ended.
                    () -> areCounted(counted, count, written) ? Optional.of(cells(counted)) : Optional.empty(), () -> {
                        try {
                            lines(counted.lines());
                            return true;
                        } finally {
                            written.countDown();
                        }
                    });
            return both.first().orElseGet(() -> cells(counted));
        }
    }

    /** Waits until all lines are counted, or there is nothing to wait for. */
    private static boolean areCounted(CountedInPassing lines, long count, CountDownLatch written) {
        try {
            while (lines.count() < count) {
                if (written.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            // Their writing failed, and that says why.
            return false;
        }
    }

    private Accounts cells(CountedInPassing lines) {
        try {
            return append(lines.cells());
        } catch (Exception e) {
            if (lines.isWhole()) {
                throw e;
            }
            throw new StatesLostException(e);
        }
    }

    private Accounts append(Dataset<Row> cells) {
        return write(cells, (all, append) -> {
                    append.run();
                    return Optional.empty();
                })
                .accounts();
    }

    /** The rollups and the accounts. */
    private Cells counting() {
        List<Grouping> groupings =
                new ArrayList<>(Grouping.of(tables.catalogue().rollups()));
        groupings.add(Accounts.GROUPING);
        return tables.counting(groupings);
    }

    /** @param work is given the accounts and cells, and what appends these */
    private <T> Written<T> write(Dataset<Row> cells, BiFunction<Dataset<Row>, Runnable, T> work) {
        Dataset<Row> all = Cells.digested(cells, tables.catalogue().cells(), Accounts.HALVES)
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
