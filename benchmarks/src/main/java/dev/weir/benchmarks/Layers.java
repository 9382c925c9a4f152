package dev.weir.benchmarks;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.weir.batch.BatchLayer;
import dev.weir.ledger.Publication;
import dev.weir.model.Lines;
import dev.weir.model.ModelSettings;
import dev.weir.model.ParseLine;
import dev.weir.model.RawRecords;
import dev.weir.streaming.Checkpoint;
import dev.weir.streaming.FileImport;
import dev.weir.streaming.FilesSource;
import dev.weir.streaming.Source;
import dev.weir.streaming.SpeedLayer;
import dev.weir.streaming.Stream;
import dev.weir.warehouse.Tables;
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
    private static final long MAX_BYTES = 64L << 20;

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

    /** Spark reads the same text, parses each line and adds up every field, texts by their lengths, so that none can be left out. */
    long parse(Path logs) {
        Dataset<Row> raw = spark.read()
                .text(logs.toString())
                .select(
                        lit("bench").as(RawRecords.SOURCE),
                        lit("bench").as(RawRecords.PARTITION),
                        lit(0L).as(RawRecords.POSITION),
                        expr("timestamp'2026-01-01'").as(RawRecords.ARRIVED),
                        lit(null).cast("string").as(RawRecords.HEADER),
                        expr("CAST(value AS BINARY)").as(RawRecords.VALUE),
                        lit("bench").as(Lines.RAW_SEGMENT));
        String sum = Arrays.stream(ParseLine.RESULT.fields())
                .map(field -> "coalesce(" + magnitude(field) + ", 0)")
                .collect(Collectors.joining(" + "));
        return Lines.fields(raw, ModelSettings.DEFAULT)
                .selectExpr("sum(" + sum + ")")
                .head()
                .getLong(0);
    }

    private static String magnitude(StructField field) {
        if (field.dataType().equals(DataTypes.StringType)) {
            return "length(" + field.name() + ")";
        }
        return field.dataType().equals(DataTypes.TimestampType)
                ? "unix_seconds(" + field.name() + ")"
                : "CAST(" + field.name() + " AS BIGINT)";
    }

    /** An empty warehouse with its tables. */
    Warehouse created(Path directory) throws Exception {
        Directories.delete(directory);
        Warehouse warehouse = Warehouse.openOrCreate(directory.toString(), new Configuration());
        new Tables(spark, warehouse).create();
        return warehouse;
    }

    /** A warehouse that is there, its tables looked at. */
    Warehouse opened(Path directory) {
        Warehouse warehouse = Warehouse.open(directory.toString(), new Configuration());
        new Tables(spark, warehouse).create();
        return warehouse;
    }

    /** Files into archive, events, rollups and ledger, in portions of a gigabyte. */
    void importInto(Warehouse warehouse, Path logs) throws Exception {
        FileImport files = new FileImport(warehouse, Clock.systemUTC());
        files.run(files.plan(List.of(logs.toString())), spark, speedLayer(warehouse));
    }

    /** The same, in the micro-batches of a stream. */
    void streamInto(Warehouse warehouse, Path logs) throws Exception {
        streamInto(warehouse, new FilesSource(logs.toString(), Duration.ofMinutes(1), MAX_BYTES, OptionalLong.empty()));
    }

    /** Streams what is there. */
    void streamInto(Warehouse warehouse, Source source) throws Exception {
        try (Checkpoint checkpoint =
                Checkpoint.open(warehouse.checkpoint(source.checkpointName()), warehouse, new Configuration())) {
            new Stream(spark, source, checkpoint, speedLayer(warehouse), Clock.systemUTC()).run(Trigger.AvailableNow());
        }
    }

    /** From archive to published rollups, all days. */
    Publication batch(Warehouse warehouse) {
        return new BatchLayer(spark, warehouse, new Tables(spark, warehouse), Clock.systemUTC(), milestone -> {})
                .run(Optional.empty())
                .publication()
                .orElseThrow(() -> new IllegalStateException("every day was published before; nothing was measured"));
    }

    private SpeedLayer speedLayer(Warehouse warehouse) {
        return new SpeedLayer(warehouse, new Tables(spark, warehouse), Clock.systemUTC(), milestone -> {});
    }
}
