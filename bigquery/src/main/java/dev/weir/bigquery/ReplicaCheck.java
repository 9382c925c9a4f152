package dev.weir.bigquery;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.min;

import dev.weir.ledger.Digest;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import dev.weir.model.Lines;
import dev.weir.rollup.Partials;
import dev.weir.warehouse.SegmentWriter;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.VisibleRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Holds the rows that answer in BigQuery against those in the warehouse, by digests of their contents. */
public final class ReplicaCheck {
    private final SparkSession spark;
    private final Tables tables;
    private final Replica replica;

    public ReplicaCheck(SparkSession spark, Tables tables, Replica replica) {
        this.spark = spark;
        this.tables = tables;
        this.replica = replica;
    }

    /**
     * A table's rows of one event day that are part of the answers.
     *
     * @param refused how many lines are dead letters in BigQuery because it refused them
     * @param sent BigQuery's digest, had it taken those
     */
    public record Compared(String table, LocalDate day, Digest warehouse, Digest bigQuery, long refused, Digest sent) {
        public boolean equal() {
            return warehouse.equals(bigQuery);
        }

        /** Whether they differ by nothing but the lines that BigQuery refused. */
        public boolean explained() {
            return refused > 0 && warehouse.equals(sent);
        }
    }

    /** Compares the answers as of a ledger that BigQuery has all of. */
    public List<Compared> run(Ledger ledger) {
        List<Compared> compared = new ArrayList<>();
        Dataset<Row> lines = counted(ReplicaTable.LINES, ledger.visibleLines());
        Map<LocalDate, Long> refused = refused(lines);
        compare(
                compared,
                ReplicaTable.LINES,
                SegmentWriter.digests(lines(VisibleRows.of(spark, tables.lines(), ledger.visibleLines()))),
                SegmentWriter.digests(lines(lines)),
                refused,
                refused.isEmpty() ? Map.of() : SegmentWriter.digests(sent(lines)));
        compare(
                compared,
                ReplicaTable.PARTIALS,
                SegmentWriter.digests(partials(VisibleRows.of(spark, tables.partials(), ledger.visible()))),
                SegmentWriter.digests(partials(counted(ReplicaTable.PARTIALS, ledger.visible()))),
                Map.of(),
                Map.of());
        return compared;
    }

    private static void compare(
            List<Compared> compared,
            ReplicaTable table,
            Map<LocalDate, Digest> here,
            Map<LocalDate, Digest> there,
            Map<LocalDate, Long> refused,
            Map<LocalDate, Digest> sent) {
        SortedSet<LocalDate> days = new TreeSet<>(here.keySet());
        days.addAll(there.keySet());
        for (LocalDate day : days) {
            Digest bigQuery = there.getOrDefault(day, Digest.NONE);
            compared.add(new Compared(
                    table.label(),
                    day,
                    here.getOrDefault(day, Digest.NONE),
                    bigQuery,
                    refused.getOrDefault(day, 0L),
                    sent.getOrDefault(day, bigQuery)));
        }
    }

    /** How many lines of a day are dead letters because BigQuery refused them. */
    private static Map<LocalDate, Long> refused(Dataset<Row> lines) {
        Map<LocalDate, Long> refused = new TreeMap<>();
        for (Row day : lines.where(isRefused()).groupBy("day").count().collectAsList()) {
            refused.put(day.getDate(0).toLocalDate(), day.getLong(1));
        }
        return refused;
    }

    private static Column isRefused() {
        return functions.col("reason").equalTo(RefusedRows.REASON);
    }

    /** The rows in BigQuery of the uploads that count. */
    private Dataset<Row> counted(ReplicaTable table, Collection<VisibleSegment> segments) {
        Dataset<Row> uploads = replica.read(ReplicaTable.ENTRIES)
                .select(functions.col(ReplicaTable.UPLOAD), functions.explode(functions.col("segments.segment")))
                .groupBy(functions.col("col").as("segment"))
                .agg(min(ReplicaTable.UPLOAD).as(ReplicaTable.UPLOAD));
        Dataset<Row> rows = table.parts().stream()
                .map(replica::read)
                .reduce(Dataset::unionByName)
                .orElseThrow();
        return VisibleRows.of(
                spark, rows.join(broadcast(uploads), new String[] {"segment", ReplicaTable.UPLOAD}), segments);
    }

    /** A dead letter's line is cut in BigQuery, so here, too, before it is digested. */
    private static Dataset<Row> lines(Dataset<Row> rows) {
        return Replica.fitting(rows).withColumn("digest", Lines.digest());
    }

    /** A refused line's dead letter has the digest of what was refused. */
    private static Dataset<Row> sent(Dataset<Row> lines) {
        return lines.withColumn(
                "digest", functions.when(isRefused(), functions.col("digest")).otherwise(Lines.digest()));
    }

    private static Dataset<Row> partials(Dataset<Row> rows) {
        return Partials.digested(rows.drop("digest"));
    }
}
