package dev.weir.bigquery;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import dev.weir.ledger.Entry;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.VisibleSegment;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Milestone;
import dev.weir.warehouse.SideBySide;
import dev.weir.warehouse.VisibleRows;
import dev.weir.warehouse.WarehouseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warehouse's answers in BigQuery. It follows the ledger: for the entries that BigQuery lacks, the rows of their
 * segments are appended, what the entries show and hide of them, and then, last, the entries, which put that in force there
 * at once: a change of what is visible counts up to the position of the last entry. Each append is one
 * atomic commit of the
 * <a href="https://cloud.google.com/bigquery/docs/write-api#pending_type">Storage Write API</a>, and nothing is ever
 * changed or deleted.
 *
 * <p>It may die anywhere, and several may follow one ledger: rows whose entries never came are seen by no view, and of
 * two uploads of one segment that came as far as to say so, the lowest counts; they are equal.
 */
public final class Replica {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    /** About how many of its tasks wait for BigQuery at a time: two appends side by side, of two tasks each. */
    public static final int WAITING = 4;

    /** A longer ledger is followed in steps, so that one that is interrupted has not to begin again. */
    private static final int ENTRIES_AT_ONCE = 500;

    /** The table that a warehouse of format 1 has its answers in. */
    public static final String OLDER_CELLS = "partials";

    /** BigQuery takes no row of over 10 MB; the archive has the whole of a line. */
    private static final int LONGEST_RAW = 1 << 20;

    private final Job job;
    private final DatasetName dataset;
    private final EntryRows rows;
    /** Up to where BigQuery is known to have the ledger; -1 until it was asked. */
    private long known = -1;

    public Replica(Job job, DatasetName dataset) {
        this.job = job;
        this.dataset = dataset;
        this.rows = new EntryRows(job.warehouse().id());
    }

    /** Where it lies. */
    public DatasetName dataset() {
        return dataset;
    }

    /**
     * Appends what the ledger has and BigQuery lacks.
     *
     * @return the position up to which BigQuery has the ledger now
     * @throws WarehouseException if BigQuery does not take it; all that was appended before stays
     */
    public synchronized long catchUp() {
        try {
            Ledger ledger = job.warehouse().ledger().read();
            if (known < 0) {
                known = position();
                // An older version's data set lacks it, and the connector would make it without partitions.
                requirePresentFormat(read(ReplicaTable.VISIBILITY));
            } else if (publishedSince(ledger)) {
                known = position(known);
            }
            if (known > ledger.position()) {
                throw new WarehouseException("Cannot copy to BigQuery " + dataset + ": it has ledger entries up to "
                        + known + ", the warehouse up to " + ledger.position()
                        + "; was the warehouse put back to an older state? Name another data set");
            }
            while (known < ledger.position()) {
                long through = Math.min(known + ENTRIES_AT_ONCE, ledger.position());
                long began = System.nanoTime();
                append(ledger.entries(), through);
                LOG.info(
                        "BigQuery {} has ledger entries {} to {} after {} s",
                        dataset,
                        known + 1,
                        through,
                        Math.round((System.nanoTime() - began) / 1e8) / 10.0);
                known = through;
            }
            return known;
        } catch (RuntimeException e) {
            known = -1;
            throw Refusal.explained(e, dataset);
        }
    }

    /**
     * Up to where BigQuery has the ledger; 0 for nothing.
     *
     * @throws WarehouseException if it has another warehouse's
     */
    public long position() {
        return position(0);
    }

    /**
     * As {@link #position()}.
     *
     * @param from what it is known to have: the entries before are not read
     */
    private long position(long from) {
        try {
            Row last = read(ReplicaTable.ENTRIES)
                    .where(col("position").geq(from))
                    .agg(max("position"), max("warehouse"), functions.min("warehouse"))
                    .head();
            if (last.isNullAt(0)) {
                // It has less than it had.
                return from > 0 ? position(0) : 0;
            }
            for (int i = 1; i <= 2; i++) {
                if (!last.getString(i).equals(job.warehouse().id())) {
                    throw new WarehouseException("Cannot copy to BigQuery " + dataset + ": it is the copy of warehouse "
                            + last.getString(i) + ", not of " + job.warehouse().id() + "; name another data set");
                }
            }
            return last.getLong(0);
        } catch (RuntimeException e) {
            throw Refusal.explained(e, dataset);
        }
    }

    /**
     * The rows of a table, as BigQuery gives them back.
     *
     * @throws WarehouseException if there is no such table
     */
    public Dataset<Row> read(ReplicaTable table) {
        Dataset<Row> rows;
        try {
            rows = job.spark()
                    .read()
                    .format("bigquery")
                    // Otherwise it gives for five minutes what it gave before.
                    .option("enableReadSessionCaching", false)
                    .load(dataset.table(table.label()));
        } catch (NullPointerException e) {
            // The connector tells Spark of a missing table by a schema that is null.
            throw new WarehouseException(
                    "Cannot use BigQuery " + dataset + ": there is no table " + table.label()
                            + "; make what is missing by `weir bigquery init --bigquery " + dataset
                            + "`, or correct the name",
                    e);
        }
        // The least day that there is: a table that is parted by day wants one named.
        return table.partition()
                .map(parted -> rows.where(col("day").geq(lit("0001-01-01").cast("date"))))
                .orElse(rows);
    }

    /** What was copied of a warehouse of format 1 has none of the cells that answer now. */
    private void requirePresentFormat(Dataset<Row> visibility) {
        if (!visibility.where(col("target").equalTo(OLDER_CELLS)).isEmpty()) {
            throw Refusal.olderFormat(dataset);
        }
    }

    /** Another process may have copied what another process published. */
    private boolean publishedSince(Ledger ledger) {
        List<Entry> news = ledger.entries().subList((int) Math.min(known, ledger.position()), (int) ledger.position());
        return news.stream().anyMatch(Publication.class::isInstance);
    }

    private void append(List<Entry> entries, long through) {
        String upload = UUID.randomUUID().toString();
        List<VisibleSegment> segments = EntryRows.segments(entries, known, through);
        for (DayGroup days : DayGroup.of(segments)) {
            append(days, upload);
        }
        if (!segments.isEmpty()) {
            job.milestones().reached(Milestone.UPLOADED);
        }
        EntryRows.Appended news = rows.between(entries, known, through, upload);
        if (!news.visibility().isEmpty()) {
            // After the rows: an upload that is named here has all of them, whichever of several counts.
            append(ReplicaTable.VISIBILITY, frame(news.visibility(), EntryRows.VISIBILITY));
            job.milestones().reached(Milestone.UNVEILED);
        }
        append(ReplicaTable.ENTRIES, frame(news.entries(), EntryRows.SCHEMA));
    }

    private Dataset<Row> frame(List<Row> news, StructType schema) {
        return job.spark().createDataFrame(news, schema).coalesce(1);
    }

    private void append(DayGroup days, String upload) {
        if (days.lines() != ReplicaTable.LINES) {
            // An older version's data set lacks these, and the connector would make them without partitions.
            List.of(days.lines(), days.cells()).forEach(this::read);
        }
        RefusedRows lines = new RefusedRows(dataset, rows -> append(days.lines(), rows), RefusedRows.MOST_HALVINGS);
        SideBySide.run(() -> lines.append(fitting(rows(job.tables().lines(), days.segments(), upload))), () -> {
            append(days.cells(), rows(job.tables().cells(), days.segments(), upload));
            return true;
        });
    }

    /** Lines as BigQuery takes them. */
    static Dataset<Row> fitting(Dataset<Row> lines) {
        return lines.withColumn("raw", expr("substring(raw, 1, " + LONGEST_RAW + ")"));
    }

    private static Dataset<Row> rows(Dataset<Row> table, List<VisibleSegment> segments, String upload) {
        return VisibleRows.written(table, segments).withColumn(ReplicaTable.UPLOAD, lit(upload));
    }

    private void append(ReplicaTable table, Dataset<Row> rows) {
        Dataset<Row> columns =
                rows.select(Arrays.stream(table.schema(job.tables().catalogue()).fieldNames())
                        .map(functions::col)
                        .toArray(Column[]::new));
        AppendErrors.heard(WriteStreams.DEFAULT.few(columns))
                .write()
                .format("bigquery")
                .mode(SaveMode.Append)
                .option("writeMethod", "direct")
                .save(dataset.table(table.label()));
    }
}
