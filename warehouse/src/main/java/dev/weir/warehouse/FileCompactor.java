package dev.weir.warehouse;

import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;

import dev.weir.catalogue.Table;
import dev.weir.ledger.Ledger;
import java.time.LocalDate;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes few files of the many that micro-batches leave, while streams go on: once a day of a table has more than so many, its small
 * ones become one. No row changes, and readers keep the files that they began with until a clean-up.
 */
public final class FileCompactor {
    private static final Logger LOG = LoggerFactory.getLogger(FileCompactor.class);

    /** A file of this size is never written again, bytes. */
    static final long FULL = 1L << 30;

    /** A file is written again only with smaller ones that are so many times as large together. */
    private static final int GROWTH = 4;

    private final int many;

    /** Micro-batches between two looks, each of which may write a file or two a day. */
    private final int pause;

    private final SparkSession session;
    private final Tables tables;
    private long looked;

    /** @param many so many files a table and day may stay as they are */
    public FileCompactor(Job job, int many) {
        this.many = many;
        this.pause = Math.max(1, many / 4);
        // What is set for merging is nobody else's.
        this.session = job.spark().newSession();
        this.session.conf().set("spark.databricks.delta.optimize.maxFileSize", Long.toString(FULL));
        this.tables = new Tables(session, job.warehouse());
        this.tables.configure();
        this.looked = job.warehouse().ledger().read().position();
    }

    /** Does what is due as of a ledger, if anything may be. */
    public synchronized void compact(Ledger ledger) {
        if (ledger.position() / pause == looked / pause) {
            return;
        }
        looked = ledger.position();
        for (Table table : tables.catalogue().tables()) {
            crowded(table).forEach((day, sizes) -> small(sizes, many).ifPresent(size -> merge(table, day, size)));
        }
    }

    /** The sizes of a day's files, of days that have many. */
    private Map<LocalDate, List<Long>> crowded(Table table) {
        return tables
                .snapshot(table)
                .allFiles()
                .groupBy(expr("CAST(partitionValues['" + Table.DAY + "'] AS DATE)"))
                .agg(collect_list("size").as("sizes"))
                .where("size(sizes) > " + many)
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(row -> row.getDate(0).toLocalDate(), row -> row.getList(1)));
    }

    private void merge(Table table, LocalDate day, long small) {
        session.conf().set("spark.databricks.delta.optimize.minFileSize", Long.toString(small));
        try {
            session.sql("OPTIMIZE " + Tables.identifier(tables.path(table)) + " WHERE " + Table.DAY + " = DATE '" + day
                    + "'");
            LOG.info("Made one file of the small ones of {} in {}", day, table.name());
        } catch (ConcurrentModificationException e) {
            // A clean-up, or another stream's compactor, took some of the files: what is left is due again soon.
            LOG.info("The files of {} in {} stay as they are for now: {}", day, table.name(), e.getMessage());
        }
    }

    /**
     * The size below which files are small. Each time that a byte is written again, it comes into a file five times as large at
     * least; and of more than sixty files that are not full, some are always small.
     *
     * @param sizes of a day's files
     * @return empty if the files are few
     */
    static OptionalLong small(List<Long> sizes, int many) {
        long[] ascending = sizes.stream()
                .mapToLong(Long::longValue)
                .filter(size -> size < FULL)
                .sorted()
                .toArray();
        if (ascending.length <= many) {
            return OptionalLong.empty();
        }
        OptionalLong least = OptionalLong.empty();
        long smaller = 0;
        for (long size : ascending) {
            if (GROWTH * size <= smaller) {
                least = OptionalLong.of(size + 1);
            }
            smaller += size;
        }
        return least;
    }
}
