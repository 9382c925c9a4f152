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
import java.util.TreeSet;
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

    /** A table's rows of one event day that are part of the answers. */
    public record Compared(String table, LocalDate day, Digest warehouse, Digest bigQuery) {
        public boolean equal() {
            return warehouse.equals(bigQuery);
        }
    }

    /** Compares the answers as of a ledger that BigQuery has all of. */
    public List<Compared> run(Ledger ledger) {
        List<Compared> compared = new ArrayList<>();
        compare(
                compared,
                ReplicaTable.LINES,
                lines(VisibleRows.of(spark, tables.lines(), ledger.visibleLines())),
                lines(counted(ReplicaTable.LINES, ledger.visibleLines())));
        compare(
                compared,
                ReplicaTable.PARTIALS,
                partials(VisibleRows.of(spark, tables.partials(), ledger.visible())),
                partials(counted(ReplicaTable.PARTIALS, ledger.visible())));
        return compared;
    }

    private static void compare(
            List<Compared> compared, ReplicaTable table, Dataset<Row> warehouse, Dataset<Row> bigQuery) {
        Map<LocalDate, Digest> here = SegmentWriter.digests(warehouse);
        Map<LocalDate, Digest> there = SegmentWriter.digests(bigQuery);
        SortedSet<LocalDate> days = new TreeSet<>(here.keySet());
        days.addAll(there.keySet());
        days.forEach(day -> compared.add(new Compared(
                table.label(), day, here.getOrDefault(day, Digest.NONE), there.getOrDefault(day, Digest.NONE))));
    }

    /** The rows in BigQuery of the uploads that count. */
    private Dataset<Row> counted(ReplicaTable table, Collection<VisibleSegment> segments) {
        Dataset<Row> uploads = replica.read(ReplicaTable.ENTRIES)
                .select(functions.col(ReplicaTable.UPLOAD), functions.explode(functions.col("segments.segment")))
                .groupBy(functions.col("col").as("segment"))
                .agg(min(ReplicaTable.UPLOAD).as(ReplicaTable.UPLOAD));
        return VisibleRows.of(
                spark,
                replica.read(table).join(broadcast(uploads), new String[] {"segment", ReplicaTable.UPLOAD}),
                segments);
    }

    /** A dead letter's line is cut in BigQuery, so here, too, before it is digested. */
    private static Dataset<Row> lines(Dataset<Row> rows) {
        return Replica.fitting(rows).withColumn("digest", Lines.digest());
    }

    private static Dataset<Row> partials(Dataset<Row> rows) {
        return Partials.digested(rows.drop("digest"));
    }
}
