package dev.weir.model;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Which records are copies of one event. Of those with one event id, the record with the lowest hash of its place counts:
 * they hold the same line, so which one does not matter, only that every computation over the same records picks the same.
 * Ids that occur once, nearly all, are not kept, so that marking costs a look-up and no shuffle. Since an event id covers
 * the line, only lines that occur more than once are parsed to find them.
 */
public final class Copies implements AutoCloseable {
    /** The column that {@link #mark} adds: true for every copy but the one that counts. */
    static final String SURPLUS = "surplus";

    private static final long BROADCAST_MOST = 500_000;

    /** Among which records copies are looked for: all of them, or those of each raw segment by itself. */
    private enum Scope {
        ALL,
        SEGMENT;

        /** What tells lines apart, nearly always. */
        Column line() {
            return this == ALL ? expr("xxhash64(value)") : expr("xxhash64(value, raw_segment)");
        }

        /** What tells the groups of copies apart. */
        Column[] keys() {
            return this == ALL
                    ? new Column[] {col("event_id").as("repeated_id")}
                    : new Column[] {
                        col("event_id").as("repeated_id"), col("raw_segment").as("repeated_segment")
                    };
        }

        String join() {
            return "event_id = repeated_id" + (this == ALL ? "" : " AND raw_segment = repeated_segment");
        }
    }

    private final Scope scope;
    private final Optional<Dataset<Row>> repeated;
    private final long events;
    private final long broadcastMost;

    private Copies(Scope scope, Optional<Dataset<Row>> repeated, long events, long broadcastMost) {
        this.scope = scope;
        this.repeated = repeated;
        this.events = events;
        this.broadcastMost = broadcastMost;
    }

    /**
     * Finds the copies; runs jobs.
     *
     * @param raw the records, as {@link Lines#parsed(Dataset, ModelSettings)} takes them
     * @param settings the model's
     */
    public static Copies among(Dataset<Row> raw, ModelSettings settings) {
        return among(raw, settings, BROADCAST_MOST);
    }

    /** As {@link #among(Dataset, ModelSettings)}, of each raw segment by itself, as the speed layer sees them. */
    public static Copies withinSegments(Dataset<Row> raw, ModelSettings settings) {
        return find(Scope.SEGMENT, raw, settings, BROADCAST_MOST);
    }

    /** As {@link #among(Dataset, ModelSettings)}; more than {@code broadcastMost} ids are joined without a broadcast. */
    static Copies among(Dataset<Row> raw, ModelSettings settings, long broadcastMost) {
        return find(Scope.ALL, raw, settings, broadcastMost);
    }

    private static Copies find(Scope scope, Dataset<Row> raw, ModelSettings settings, long broadcastMost) {
        JavaRDD<Long> hashes = raw.select(scope.line()).as(Encoders.LONG()).javaRDD();
        Dataset<Row> lines = raw.sparkSession()
                .createDataset(RepeatedHashes.in(hashes).rdd(), Encoders.LONG())
                .toDF("line")
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long count = lines.count();
            if (count == 0) {
                return new Copies(scope, Optional.empty(), 0, broadcastMost);
            }
            Dataset<Row> known = count <= broadcastMost ? broadcast(lines) : lines;
            Dataset<Row> candidates = raw.join(known, scope.line().equalTo(col("line")), "left_semi");
            Dataset<Row> repeated = Lines.parsed(candidates, settings)
                    .where(col("reason").isNull())
                    .groupBy(scope.keys())
                    .agg(count(lit(1)).as("times"), min(place()).as("winner"))
                    .where("times > 1")
                    .drop("times")
                    .persist(StorageLevel.MEMORY_AND_DISK());
            return new Copies(scope, Optional.of(repeated), repeated.count(), broadcastMost);
        } finally {
            lines.unpersist();
        }
    }

    Dataset<Row> mark(Dataset<Row> parsed) {
        if (events == 0) {
            return parsed.withColumn(SURPLUS, lit(false));
        }
        Dataset<Row> known = events <= broadcastMost ? broadcast(repeated.orElseThrow()) : repeated.orElseThrow();
        return parsed.join(known, expr(scope.join()), "left")
                .withColumn(SURPLUS, col("winner").isNotNull().and(col("winner").notEqual(place())));
    }

    private static Column place() {
        return expr("xxhash64(raw_segment, partition, position)");
    }

    @Override
    public void close() {
        repeated.ifPresent(Dataset::unpersist);
    }
}
