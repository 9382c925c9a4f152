package dev.weir.benchmarks;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.weir.batch.BatchLayer;
import dev.weir.model.Lines;
import dev.weir.model.ModelSettings;
import dev.weir.model.RawRecords;
import dev.weir.streaming.FileImport;
import dev.weir.streaming.SpeedLayer;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The pieces of work that are timed, on the same files. */
final class Layers {
    private final SparkSession spark;
    private final Path logs;

    Layers(SparkSession spark, Path logs) {
        this.spark = spark;
        this.logs = logs;
    }

    /** Spark reads the text and adds up its lines' lengths: the floor. */
    void read() {
        spark.read().text(logs.toString()).selectExpr("sum(length(value))").collectAsList();
    }

    /** Spark reads the same text, parses each line and hashes every field, so that none can be left out. */
    void parse() {
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
        Dataset<Row> parsed = Lines.fields(raw, ModelSettings.DEFAULT);
        String fields = Stream.of(parsed.columns()).collect(Collectors.joining(", "));
        parsed.selectExpr("bit_xor(xxhash64(" + fields + "))").collectAsList();
    }

    /** Imports the files into a new warehouse: archive, lines, partials and ledger. */
    Warehouse speed(Path directory) throws IOException {
        delete(directory);
        Warehouse warehouse = Warehouse.openOrCreate(directory.toString(), new Configuration());
        Tables tables = new Tables(spark, warehouse);
        tables.create();
        FileImport files = new FileImport(warehouse, Clock.systemUTC());
        files.run(
                files.plan(List.of(logs.toString())),
                spark,
                new SpeedLayer(warehouse, tables, Clock.systemUTC(), milestone -> {}));
        return warehouse;
    }

    /** From archive to published rollups, all days. */
    void batch(Warehouse warehouse) {
        SortedSet<LocalDate> days = new TreeSet<>();
        warehouse
                .ledger()
                .read()
                .rawSegments()
                .forEach(raw -> days.addAll(raw.days().keySet()));
        new BatchLayer(spark, warehouse, new Tables(spark, warehouse), Clock.systemUTC(), milestone -> {})
                .run(Optional.of(days));
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> found = Files.walk(directory)) {
                for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
