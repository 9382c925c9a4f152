package dev.weir.bigquery;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.weir.ledger.Digest;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import dev.weir.model.Lines;
import dev.weir.rollup.Cells;
import dev.weir.warehouse.SegmentWriter;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.VisibleRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Holds the rows that answer in BigQuery against those in the warehouse, by digests of their contents. */
public final class ReplicaCheck {
    private final Tables tables;
    private final Replica replica;

    public ReplicaCheck(Tables tables, Replica replica) {
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
        Dataset<Row> lines = counted(ReplicaTable.LINES, ledger.position());
        Map<LocalDate, Long> refused = refused(lines);
        compare(
                compared,
                ReplicaTable.LINES,
                SegmentWriter.digests(
                        lines(VisibleRows.of(tables.lines(), ledger.shown().lines()))),
                SegmentWriter.digests(lines(lines)),
                refused,
                refused.isEmpty() ? Map.of() : SegmentWriter.digests(sent(lines)));
        compare(
                compared,
                ReplicaTable.CELLS,
                SegmentWriter.digests(cells(VisibleRows.of(tables.cells(), ledger.visible()))),
                SegmentWriter.digests(cells(counted(ReplicaTable.CELLS, ledger.position()))),
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

    /** The rows in BigQuery that its views take for answers: visible as of a position, and of the uploads that count. */
    private Dataset<Row> counted(ReplicaTable table, long position) {
        Dataset<Row> summed = visible(table, position);
        List<Row> visible = summed.collectAsList();
        List<VisibleSegment> segments = visible.stream()
                .map(row -> new VisibleSegment(
                        row.getString(0), row.getDate(1).toLocalDate(), row.getLong(2) > 0 ? Layer.BATCH : Layer.SPEED))
                .toList();
        Dataset<Row> rows = table.parts().stream()
                .map(replica::read)
                .reduce(Dataset::unionByName)
                .orElseThrow();
        Dataset<Row> counting = rows.join(
                broadcast(rows.sparkSession()
                        .createDataFrame(visible, summed.schema())
                        .drop("batch")),
                new String[] {"segment", "day", ReplicaTable.UPLOAD});
        return VisibleRows.of(counting, segments);
    }

    /** The changes added up, as {@link VisibleSql#segments} does: segment, day, whether batch, upload. */
    private Dataset<Row> visible(ReplicaTable table, long position) {
        Column once = functions.when(functions.col("shown"), 1).otherwise(-1);
        return replica.read(ReplicaTable.VISIBILITY)
                .where(functions.col("target").equalTo(table.label()))
                .where(functions.col("position").leq(position))
                .groupBy("position", "segment", "day", "layer", "shown")
                .agg(min(ReplicaTable.UPLOAD).as(ReplicaTable.UPLOAD))
                .groupBy("segment", "day")
                .agg(
                        sum(functions
                                        .when(functions.col("layer").equalTo(Layer.BATCH.toString()), once)
                                        .otherwise(0))
                                .as("batch"),
                        sum(once).as("times"),
                        min(ReplicaTable.UPLOAD).as(ReplicaTable.UPLOAD))
                .where(functions.col("times").gt(0))
                .drop("times");
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

    private Dataset<Row> cells(Dataset<Row> rows) {
        return Cells.digested(rows, tables.catalogue().cells());
    }
}
