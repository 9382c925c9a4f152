package dev.weir.model;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
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

    /**
     * How what is repeated comes to those who look for it.
     *
     * @param few as many rows go by the driver: a micro-batch's, which then waits for fewer jobs
     * @param broadcast as many rows go to every task; of more, both sides are sorted
     */
    record Limits(int few, long broadcast) {
        private static final Limits DEFAULT = new Limits(5_000, 500_000);
    }

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

    private static final StructType LINES = new StructType().add("line", DataTypes.LongType, false);

    private final Scope scope;

    /** What is repeated, with the place that counts; empty where nothing is. */
    private final Optional<Dataset<Row>> repeated;

    private Copies(Scope scope, Optional<Dataset<Row>> repeated) {
        this.scope = scope;
        this.repeated = repeated;
    }

    /**
     * Finds the copies; runs jobs.
     *
     * @param raw the records, as {@link Lines#parsed(Dataset, ModelSettings)} takes them
     * @param settings the model's
     */
    public static Copies among(Dataset<Row> raw, ModelSettings settings) {
        return among(raw, settings, Limits.DEFAULT);
    }

    /** As {@link #among(Dataset, ModelSettings)}, of each raw segment by itself, as the speed layer sees them. */
    public static Copies withinSegments(Dataset<Row> raw, ModelSettings settings) {
        return find(Scope.SEGMENT, raw, settings, Limits.DEFAULT);
    }

    /** As {@link #among(Dataset, ModelSettings)}, within other limits. */
    static Copies among(Dataset<Row> raw, ModelSettings settings, Limits limits) {
        return find(Scope.ALL, raw, settings, limits);
    }

    private static Copies find(Scope scope, Dataset<Row> raw, ModelSettings settings, Limits limits) {
        SparkSession spark = raw.sparkSession();
        JavaRDD<Long> hashes =
                RepeatedHashes.in(raw.select(scope.line()).as(Encoders.LONG()).javaRDD());
        Optional<Dataset<Row>> lines = known(spark, hashes.map(RowFactory::create), LINES, limits);
        try {
            return new Copies(scope, lines.flatMap(some -> {
                Dataset<Row> events = events(scope, raw, settings, some);
                return known(spark, events.javaRDD(), events.schema(), limits);
            }));
        } finally {
            lines.ifPresent(Dataset::unpersist);
        }
    }

    private static Dataset<Row> events(Scope scope, Dataset<Row> raw, ModelSettings settings, Dataset<Row> lines) {
        return Lines.parsed(raw.join(lines, scope.line().equalTo(col("line")), "left_semi"), settings)
                .where(col("reason").isNull())
                .groupBy(scope.keys())
                .agg(count(lit(1)).as("times"), min(place()).as("winner"))
                .where("times > 1")
                .drop("times");
    }

    /** Rows to be joined with others, computed once and kept; empty if there are none. */
    private static Optional<Dataset<Row>> known(
            SparkSession spark, JavaRDD<Row> found, StructType schema, Limits limits) {
        List<Row> some = found.take(limits.few() + 1);
        if (some.isEmpty()) {
            return Optional.empty();
        }
        if (some.size() <= limits.few()) {
            return Optional.of(broadcast(spark.createDataFrame(some, schema)));
        }
        // The shuffle that the look was at is not done again.
        Dataset<Row> kept = spark.createDataFrame(found, schema).persist(StorageLevel.MEMORY_AND_DISK());
        return Optional.of(kept.count() <= limits.broadcast() ? broadcast(kept) : kept);
    }

    Dataset<Row> mark(Dataset<Row> parsed) {
        if (repeated.isEmpty()) {
            return parsed.withColumn(SURPLUS, lit(false));
        }
        return parsed.join(repeated.get(), expr(scope.join()), "left")
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
