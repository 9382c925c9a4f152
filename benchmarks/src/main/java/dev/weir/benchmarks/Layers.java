package dev.weir.benchmarks;

import static org.apache.spark.sql.functions.lit;

import dev.weir.batch.BatchLayer;
import dev.weir.ledger.Publication;
import dev.weir.model.Lines;
import dev.weir.model.ModelSettings;
import dev.weir.model.ParseLine;
import dev.weir.source.files.FilePlanner;
import dev.weir.source.files.FileRange;
import dev.weir.source.files.FileRanges;
import dev.weir.streaming.Checkpoint;
import dev.weir.streaming.FileImport;
import dev.weir.streaming.FilesSource;
import dev.weir.streaming.Source;
import dev.weir.streaming.Stream;
import dev.weir.streaming.StreamMetrics;
import dev.weir.warehouse.Follower;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** What is timed of Weir in a started session. */
final class Layers {
    /** As {@code weir stream} has it by default. */
    private static final long MAX_BYTES = 256L << 20;

    private final SparkSession spark;

    Layers(SparkSession spark) {
        this.spark = spark;
    }

    /** Spark reads a text and adds up its lines' lengths: the floor. */
    long read(Path logs) {
        return spark.read()
                .text(logs.toString())
                .selectExpr("sum(length(value))")
                .head()
                .getLong(0);
    }

    /**
     * Spark reads the same text as Weir does, by Weir's own source, parses each line and adds up every field, texts by their
     * sizes in bytes, so that none can be left out.
     */
    long parse(Path logs) throws Exception {
        List<FileRange> ranges = new FilePlanner(new Configuration())
                .plan(List.of(logs.toString()), List.of(), Clock.systemUTC(), Duration.ZERO, Layers::unreadable);
        Dataset<Row> raw = spark.read()
                .format("weir-files")
                .option("ranges", FileRanges.toJson(ranges))
                .load()
                .withColumn(Lines.RAW_SEGMENT, lit("bench"));
        String sum = Arrays.stream(ParseLine.RESULT.fields())
                .map(field -> "coalesce(" + magnitude(field) + ", 0)")
                .collect(Collectors.joining(" + "));
        return Lines.fields(raw, ModelSettings.DEFAULT)
                .selectExpr("sum(" + sum + ")")
                .head()
                .getLong(0);
    }

    private static void unreadable(String why) {
        throw new IllegalStateException(why);
    }

    private static String magnitude(StructField field) {
        if (field.dataType().equals(DataTypes.StringType)) {
            // Counting characters would cost more than parsing did.
            return "octet_length(" + field.name() + ")";
        }
        return field.dataType().equals(DataTypes.TimestampType)
                ? "unix_seconds(" + field.name() + ")"
                : "CAST(" + field.name() + " AS BIGINT)";
    }

    /** An empty warehouse with its tables. */
    Warehouse created(Path directory) throws Exception {
        Directories.delete(directory);
        Warehouse warehouse = Warehouse.openOrCreate(directory.toString(), new Configuration());
        job(warehouse).tables().create();
        return warehouse;
    }

    /** A warehouse that is there, its tables looked at. */
    Warehouse opened(Path directory) {
        Warehouse warehouse = Warehouse.open(directory.toString(), new Configuration());
        job(warehouse).tables().create();
        return warehouse;
    }

    /** Files into archive, events, rollups and ledger, in portions of a gigabyte. */
    void importInto(Warehouse warehouse, Path logs) throws Exception {
        FileImport files = new FileImport(warehouse, Clock.systemUTC());
        FileImport.run(files.plan(List.of(logs.toString())), job(warehouse));
    }

    /** The same, in the micro-batches of a stream. */
    void streamInto(Warehouse warehouse, Path logs) throws Exception {
        streamInto(warehouse, new FilesSource(logs.toString(), Duration.ofMinutes(1), MAX_BYTES, OptionalLong.empty()));
    }

    /** Streams what is there. */
    void streamInto(Warehouse warehouse, Source source) throws Exception {
        try (Checkpoint checkpoint =
                Checkpoint.open(warehouse.checkpoint(source.checkpointName()), warehouse, new Configuration())) {
            new Stream(job(warehouse), source, checkpoint, Follower.NONE, new StreamMetrics())
                    .run(Trigger.AvailableNow());
        }
    }

    /** From archive to published rollups, all days. */
    Publication batch(Warehouse warehouse) {
        return new BatchLayer(job(warehouse))
                .run(Optional.empty())
                .publication()
                .orElseThrow(() -> new IllegalStateException("every day was published before; nothing was measured"));
    }

    private Job job(Warehouse warehouse) {
        return new Job(spark, warehouse, Clock.systemUTC(), milestone -> {});
    }
}
