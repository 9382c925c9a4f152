package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.serving.spark.ScalaCollections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** What is left of the tables' past versions. */
class TableLogsTest {
    private static final List<String> TABLES = List.of("lines", "cells");
    private static final Map<String, String> KEPT = Map.of(
            "delta.checkpointInterval", "50",
            "delta.enableExpiredLogCleanup", "false",
            "delta.deletedFileRetentionDuration", "interval 2 days");

    @TempDir
    Path temp;

    @Test
    void aCleanUpDeletesVersionsThatACheckpointOfADayAgoReplaces() throws IOException {
        Scene scene = new Scene(temp);
        List<Path> old = new ArrayList<>();
        for (int microBatch = 0; microBatch < 3; microBatch++) {
            scene.stream(Hit.at("2026-11-20T10:00:00Z", microBatch));
            if (microBatch == 1) {
                for (String table : TABLES) {
                    DeltaLog delta = DeltaLog.forTable(scene.spark, table(table));
                    delta.checkpoint(delta.unsafeVolatileSnapshot(), Option.empty());
                    old.addAll(versions(table));
                }
            }
        }
        List<String> answers = scene.answers();

        scene.clean();
        assertThat(old).as("a day has not passed").allMatch(Files::exists);
        age(old);
        scene.clean();

        DeltaLog.clearCache();
        for (String table : TABLES) {
            assertThat(versions(table).stream().map(file -> file.getFileName().toString()))
                    .as(table)
                    .noneMatch(name -> name.startsWith(version(0)) || name.startsWith(version(1)))
                    .contains(version(2) + ".checkpoint.parquet", version(2) + ".json", version(3) + ".json");
        }
        assertThat(scene.answers()).isEqualTo(answers);
        scene.stream(Hit.at("2026-11-20T10:00:00Z", 4));
        assertThat(scene.ask("SELECT SUM(requests) FROM traffic")).containsExactly("4");
    }

    @Test
    void aWriterThatSleptTakesThePlaceOfNoVersionThatIsDeleted() throws IOException {
        Scene scene = new Scene(temp);
        scene.stream(Hit.at("2026-11-20T10:00:00Z", 0));
        DeltaLog lines = DeltaLog.forTable(scene.spark, table("lines"));
        OptimisticTransaction writer = lines.startTransaction(Option.empty(), Option.empty());
        for (int microBatch = 1; microBatch <= 2; microBatch++) {
            scene.stream(Hit.at("2026-11-20T10:00:00Z", microBatch));
        }
        lines.checkpoint(lines.update(false, Option.empty(), Option.empty()), Option.empty());
        age(versions("lines"));
        scene.stream(Hit.at("2026-11-20T10:00:00Z", 3));
        scene.clean();
        assertThat(versions("lines")).as("they are gone").noneMatch(file -> file.endsWith(version(2) + ".json"));
        Snapshot newest = snapshot(scene, "lines");

        long committed = writer.commit(ScalaCollections.seq(List.<Action>of()), DeltaOperations.ManualUpdate$.MODULE$);

        assertThat(committed).as("behind the newest, where readers look").isEqualTo(newest.version() + 1);
    }

    @Test
    void olderTablesAreKeptAsNewOnesAreFromTheNextStreamOn() {
        Scene scene = new Scene(temp);
        for (String table : TABLES) {
            assertThat(properties(scene, table)).as("new " + table).containsAllEntriesOf(KEPT);
            scene.spark.sql("ALTER TABLE delta.`" + table(table)
                    + "` UNSET TBLPROPERTIES ('delta.checkpointInterval', 'delta.enableExpiredLogCleanup')");
            assertThat(properties(scene, table)).doesNotContainKeys("delta.checkpointInterval");
        }

        scene.tables.upgrade();
        List<Long> upgraded = snapshots(scene);
        scene.tables.upgrade();

        for (String table : TABLES) {
            assertThat(properties(scene, table)).containsAllEntriesOf(KEPT);
        }
        assertThat(snapshots(scene)).as("once is enough").isEqualTo(upgraded);
    }

    /** Lets versions have been there for two days. */
    private static void age(List<Path> versions) throws IOException {
        for (Path version : versions) {
            Files.setLastModifiedTime(version, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
    }

    private String table(String name) {
        return temp.resolve("tables").resolve(name).toString();
    }

    private List<Path> versions(String table) throws IOException {
        try (Stream<Path> log = Files.list(Path.of(table(table), "_delta_log"))) {
            return log.filter(file -> file.getFileName().toString().startsWith("0"))
                    .toList();
        }
    }

    private List<Long> snapshots(Scene scene) {
        return TABLES.stream().map(table -> snapshot(scene, table).version()).toList();
    }

    private Snapshot snapshot(Scene scene, String table) {
        return DeltaLog.forTable(scene.spark, table(table)).update(false, Option.empty(), Option.empty());
    }

    private Map<String, String> properties(Scene scene, String table) {
        return new TreeMap<>(
                ScalaCollections.map(snapshot(scene, table).metadata().configuration()));
    }

    private static String version(int number) {
        return String.format("%020d", number);
    }
}
