package dev.weir.serving.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.serving.delta.ActiveFile;
import dev.weir.serving.delta.DeltaLogReader;
import dev.weir.serving.delta.Snapshot;
import dev.weir.warehouse.Sessions;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.collection.JavaConverters;

/** What Delta itself says of tables that it wrote. */
@SuppressWarnings("deprecation") // JavaConverters: what Scala 2.12 and 2.13 share
class DeltaLogOracleTest {
    private final SparkSession spark = Sessions.start("tests");

    @TempDir
    Path directory;

    @Test
    void afterEveryChangeItSaysWhatDeltaSays() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Path table = directory.resolve("a [table] of ours");
        spark.sql("CREATE TABLE delta.`" + table + "` (n LONG, s STRING, p STRING) USING delta PARTITIONED BY (p)"
                + " TBLPROPERTIES ('delta.checkpointInterval' = '3')");
        try (DuckDbDatabase database = DuckDbDatabase.open(List.of(table), "500MB")) {
            DeltaLogReader going = new DeltaLogReader(table, new ParquetCheckpoints(database));
            requireEqual(table, going, database);
            for (int step = 0; step < 12; step++) {
                change(random, table);
                if (random.nextBoolean()) {
                    requireEqual(table, going, database);
                }
            }
            requireEqual(table, going, database);
            assertThat(names(table)).as("checkpoints").anyMatch(name -> name.contains(".checkpoint."));

            Files.delete(table.resolve("_delta_log/_last_checkpoint"));
            Files.delete(table.resolve("_delta_log/00000000000000000000.json"));
            requireEqual(table, going, database);
        }
    }

    @Test
    void aCheckpointOfSeveralPartsIsRead() throws IOException {
        Path table = directory.resolve("parts");
        spark.conf().set("spark.databricks.delta.checkpoint.partSize", "2");
        try {
            for (int i = 0; i < 6; i++) {
                spark.range(i, i + 1)
                        .selectExpr("id AS n", "'x' AS s", "CAST(id AS STRING) AS p")
                        .write()
                        .format("delta")
                        .mode("append")
                        .partitionBy("p")
                        .save(table.toString());
            }
            DeltaLog.forTable(spark, table.toString()).checkpoint();
        } finally {
            spark.conf().unset("spark.databricks.delta.checkpoint.partSize");
        }
        assertThat(names(table)).anyMatch(name -> name.contains(".checkpoint.0000000001."));
        try (Stream<Path> commits = Files.list(table.resolve("_delta_log"))) {
            for (Path commit :
                    commits.filter(file -> file.toString().endsWith(".json")).toList()) {
                Files.delete(commit);
            }
        }
        try (DuckDbDatabase database = DuckDbDatabase.open(List.of(table), "500MB")) {
            Snapshot snapshot = new DeltaLogReader(table, new ParquetCheckpoints(database)).read();

            assertThat(snapshot.version()).isEqualTo(5);
            assertThat(snapshot.files()).hasSize(6);
        }
    }

    private void change(Random random, Path table) {
        switch (random.nextInt(8)) {
            case 0 -> DeltaTable.forPath(spark, table.toString()).delete("n % 5 = " + random.nextInt(5));
            case 1 -> DeltaTable.forPath(spark, table.toString()).delete("p = 'a b'");
            case 2 -> DeltaTable.forPath(spark, table.toString()).optimize().executeCompaction();
            case 3 -> {
                spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
                DeltaTable.forPath(spark, table.toString()).vacuum(0);
            }
            default -> append(random, table);
        }
    }

    private void append(Random random, Path table) {
        String partition =
                List.of("'a b'", "'50%25'", "'é=ü/[x]*'", "NULL", "''").get(random.nextInt(5));
        spark.range(random.nextInt(1, 50))
                .selectExpr("id AS n", "repeat('s', CAST(id AS INT)) AS s", "CAST(" + partition + " AS STRING) AS p")
                .write()
                .format("delta")
                .mode("append")
                .save(table.toString());
    }

    /** By a reader that goes on, and by one that begins. */
    private void requireEqual(Path table, DeltaLogReader going, DuckDbDatabase database) {
        SortedMap<String, Map<String, Optional<String>>> expected = new TreeMap<>();
        var snapshot = DeltaLog.forTable(spark, table.toString()).update(false, Option.empty(), Option.empty());
        for (Object file : (Object[]) snapshot.allFiles().collect()) {
            AddFile add = (AddFile) file;
            Map<String, Optional<String>> partition = new TreeMap<>();
            JavaConverters.mapAsJavaMap(add.partitionValues())
                    .forEach((column, value) -> partition.put(column, Optional.ofNullable(value)));
            expected.put(table.resolve(URI.create(add.path()).getPath()) + " " + add.size(), partition);
        }
        for (DeltaLogReader reader : List.of(going, new DeltaLogReader(table, new ParquetCheckpoints(database)))) {
            Snapshot read = reader.read();
            SortedMap<String, Map<String, Optional<String>>> files = new TreeMap<>();
            for (ActiveFile file : read.files()) {
                files.put(file.file() + " " + file.bytes(), new TreeMap<>(file.partition()));
                assertThat(file.file()).exists();
            }
            assertThat(files).isEqualTo(expected);
            assertThat(read.version()).isEqualTo(snapshot.version());
        }
    }

    private static List<String> names(Path table) throws IOException {
        try (Stream<Path> names = Files.list(table.resolve("_delta_log"))) {
            return names.map(name -> name.getFileName().toString()).toList();
        }
    }
}
