package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.streaming.Checkpoint;
import dev.weir.streaming.FileImport;
import dev.weir.streaming.FilesSource;
import dev.weir.streaming.Stream;
import dev.weir.streaming.StreamMetrics;
import dev.weir.warehouse.Follower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Micro-batches whose numbers come again. */
class RolledBackCheckpointTest {
    @TempDir
    Path temp;

    private Scene scene;
    private Path log;
    private Path checkpoint;

    @BeforeEach
    void openScene() throws IOException {
        scene = new Scene(temp.resolve("warehouse"));
        log = Files.createDirectory(temp.resolve("logs")).resolve("access.log");
        checkpoint = temp.resolve("checkpoint");
    }

    @Test
    void twoImportsOfOneContentUnderTwoNamesAtOnceCountItOnce() throws IOException {
        Scene scene = new Scene(temp.resolve("imports"));
        String lines = Hit.at("2026-11-20T10:00:00Z", 1).combined() + "\n";
        Path one = Files.writeString(temp.resolve("one.log"), lines);
        Path other = Files.writeString(temp.resolve("other.log"), lines);
        FileImport files = new FileImport(scene.warehouse, scene.clock);
        FileImport.Plan first = files.plan(List.of(one.toString()));
        FileImport.Plan second = files.plan(List.of(other.toString()));

        FileImport.run(first, scene.job());
        FileImport.run(second, scene.job());
        scene.batch();

        assertThat(scene.ask("SELECT COUNT(*) FROM events")).containsExactly("1");
        scene.requireSound();
    }

    @Test
    void aRolledBackCheckpointStopsTheStreamAndANewOneGoesOnWhereTheLedgerSays() throws Exception {
        append(1);
        stream();
        Backup backup = Backup.of(checkpoint, temp.resolve("backup"));
        append(2);
        stream();
        assertThat(scene.ledger().speedSegments()).hasSize(2);

        backup.restore();
        append(3);

        assertThatThrownBy(this::stream)
                .hasStackTraceContaining("Cannot go on with checkpoint " + checkpoint
                        + ": micro-batch 1 was admitted before, as segment s1-")
                .hasStackTraceContaining("and not with what " + log + " gives now")
                .hasStackTraceContaining("restore it as a whole, or start with a new --checkpoint");
        checkpoint = temp.resolve("new");
        stream();
        assertThat(clients()).containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
    }

    @Test
    void anAdmittedMicroBatchIsLeftOutThoughItsFileIsGone() throws Exception {
        append(1);
        stream();
        // As if killed between the ledger and Spark's own log.
        Files.delete(checkpoint.resolve("commits/0"));
        Files.deleteIfExists(checkpoint.resolve("commits/.0.crc"));
        Files.delete(log);

        stream();

        assertThat(checkpoint.resolve("commits/0")).exists();
        assertThat(scene.ledger().speedSegments()).hasSize(1);
        assertThat(clients()).containsExactly("10.0.0.1");
    }

    private List<String> clients() {
        return scene.ask("SELECT client_address FROM events ORDER BY timestamp");
    }

    private void append(int number) throws IOException {
        String line = Hit.at("2026-11-20T10:00:0" + number + "Z", number).ingress();
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void stream() throws Exception {
        FilesSource source =
                new FilesSource(log.getParent().toString(), Duration.ofSeconds(60), 1 << 20, OptionalLong.empty());
        org.apache.hadoop.fs.Path where = new org.apache.hadoop.fs.Path(checkpoint.toString());
        try (Checkpoint held = Checkpoint.open(where, scene.warehouse, new Configuration())) {
            new Stream(scene.job(), source, held, Follower.NONE, new StreamMetrics()).run(Trigger.AvailableNow());
        }
    }
}
