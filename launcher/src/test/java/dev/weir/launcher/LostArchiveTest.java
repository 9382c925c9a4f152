package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.ledger.Loss;
import dev.weir.ledger.SpeedSegment;
import dev.weir.model.RawRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archive files that vanish or are damaged after they were admitted. */
class LostArchiveTest {
    private static final String LOST_DAY = "2026-11-20";
    private static final String OTHER_DAY = "2026-11-21";

    /** What happens to files, each to those of a day of its own. */
    enum Damage {
        VANISHED("it is gone") {
            @Override
            void to(Path segment) throws IOException {
                try (Stream<Path> found = Files.walk(segment)) {
                    for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        },
        FILE_GONE("records, and 2 were landed") {
            @Override
            void to(Path segment) throws IOException {
                Files.delete(data(segment));
            }
        },
        TRUNCATED("") {
            @Override
            void to(Path segment) throws IOException {
                byte[] content = Files.readAllBytes(data(segment));
                Files.write(data(segment), Arrays.copyOf(content, content.length / 2));
            }
        },
        EMPTY("is not a Parquet file") {
            @Override
            void to(Path segment) throws IOException {
                Files.write(data(segment), new byte[0]);
            }
        },
        SCRIBBLED("CRC checksum verification failed") {
            @Override
            void to(Path segment) throws IOException {
                scribble(data(segment));
            }
        };

        final String reason;

        Damage(String reason) {
            this.reason = reason;
        }

        abstract void to(Path segment) throws IOException;

        String day() {
            return "2026-11-0" + (ordinal() + 1);
        }

        /** Flips one bit of what the last column's page holds: a line then reads differently, or not at all. */
        private static void scribble(Path file) throws IOException {
            byte[] content = Files.readAllBytes(file);
            try (ParquetFileReader reader = ParquetFileReader.open(
                    HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
                ColumnChunkMetaData chunk =
                        reader.getRowGroups().get(0).getColumns().get(RawRecords.SCHEMA.length() - 1);
                content[(int) (chunk.getStartingPos() + chunk.getTotalSize() - 10)] ^= 1;
            }
            Files.write(file, content);
        }

        private static Path data(Path segment) throws IOException {
            try (Stream<Path> found = Files.list(segment)) {
                return found.filter(path -> path.toString().endsWith(".parquet"))
                        .max(Comparator.comparingLong(path -> path.toFile().length()))
                        .orElseThrow();
            }
        }
    }

    @TempDir
    Path temp;

    @Test
    void holdsBackTheDaysThatNeedItUntilItIsRestored() throws IOException {
        Scene scene = new Scene(temp.resolve("warehouse"));
        Map<Damage, Path> segments = new EnumMap<>(Damage.class);
        for (Damage damage : Damage.values()) {
            String day = damage.day();
            segments.put(
                    damage, segment(scene, scene.stream(Hit.at(day + "T10:00:00Z", 1), Hit.at(day + "T10:01:00Z", 1))));
        }
        scene.stream(Hit.at(Damage.EMPTY.day() + "T11:00:00Z", 2), Hit.at(OTHER_DAY + "T10:00:00Z", 3));
        scene.stream(Hit.at(OTHER_DAY + "T10:01:00Z", 3));
        List<String> before = scene.outline();
        for (Damage damage : Damage.values()) {
            copy(segments.get(damage), temp.resolve(damage.name()));
            damage.to(segments.get(damage));
        }

        Cli batch = run(scene, "batch", "--json");

        assertThat(batch.code()).as(batch.err()).isEqualTo(4);
        assertThat(batch.json().get("days").asInt()).isEqualTo(1);
        assertThat(batch.json().get("lost")).hasSize(Damage.values().length);
        assertThat(scene.ledger().newestBatch().keySet())
                .extracting(Object::toString)
                .containsExactly(OTHER_DAY);
        Cli status = run(scene, "status", "--json");
        assertThat(status.code()).isZero();
        assertThat(status.json().get("incomplete_days")).hasSize(Damage.values().length);
        for (Damage damage : Damage.values()) {
            JsonNode told = lost(batch.json(), damage.day());
            assertThat(told.get("file").asText())
                    .contains(segments.get(damage).getFileName().toString());
            assertThat(told.get("reason").asText()).contains(damage.reason).isNotEmpty();
            assertThat(status.json().get("incomplete_days")).anySatisfy(day -> {
                assertThat(day.get("day").asText()).isEqualTo(damage.day());
                assertThat(day.get("file")).isEqualTo(told.get("file"));
                assertThat(day.get("reason")).isEqualTo(told.get("reason"));
            });
        }
        for (Damage damage : List.of(Damage.VANISHED, Damage.SCRIBBLED)) {
            Cli verify = run(scene, "verify", "--day", damage.day());
            assertThat(verify.code()).isEqualTo(1);
            // Spark's log, which tells of the task that failed, is not the command's word.
            assertThat(verify.err().lines().filter(line -> line.startsWith("verify: ")))
                    .as(verify.err())
                    .hasSize(1);
            assertThat(verify.err())
                    .contains("verify: Cannot read the archive: ")
                    .contains(lost(batch.json(), damage.day()).get("file").asText());
        }
        assertThat(run(scene, "status").out()).contains("incomplete days").contains(Damage.EMPTY.day());

        assertThat(run(scene, "batch").code()).isEqualTo(4);
        scene.clean();
        assertThat(scene.ledger().entries().stream().filter(Loss.class::isInstance))
                .as("what was said is not said again")
                .hasSize(1);
        assertThat(scene.outline()).as("answers, held back or not").isEqualTo(before);
        for (Damage damage : Damage.values()) {
            Damage.VANISHED.to(Files.createDirectories(segments.get(damage)));
            copy(temp.resolve(damage.name()), segments.get(damage));
        }

        Cli healed = run(scene, "batch", "--json");

        assertThat(healed.code()).as(healed.err()).isZero();
        assertThat(healed.json().get("days").asInt()).isEqualTo(Damage.values().length);
        assertThat(healed.json().get("lost")).isEmpty();
        assertThat(scene.ledger().staleness().incompleteDays()).isEmpty();
        assertThat(scene.ledger().staleness().touchedSincePublished()).isEmpty();
        assertThat(scene.outline()).isEqualTo(before);
    }

    @Test
    void keepsTheOldIndexOfWhatCannotBeParsedAnew() throws IOException {
        Scene scene = new Scene(temp.resolve("warehouse"));
        RawLine unreadable = new RawLine(
                "/logs/a.log", "p", 0, Hit.at(LOST_DAY + "T10:00:00Z", 1).combined() + " pod");
        SpeedSegment lost = scene.stream(unreadable);
        scene.stream(new RawLine(
                "/logs/a.log", "q", 0, Hit.at(OTHER_DAY + "T10:00:00Z", 2).combined() + " pod"));
        scene.batch();
        Path copy = copy(segment(scene, lost), temp.resolve("copy"));
        Damage.VANISHED.to(segment(scene, lost));
        scene.pin(
                "/logs/a.log",
                "$remote_addr - - [$time_local] \"$request\" $status $body_bytes_sent \"-\" \"$http_user_agent\" $pod",
                "UTC");

        var outcome = scene.outcome(Optional.empty(), Scene.ON);

        assertThat(outcome.lost()).extracting(segment -> segment.id()).containsExactly(lost.id());
        copy(copy, segment(scene, lost));
        assertThat(scene.outcome(Optional.empty(), Scene.ON).lost()).isEmpty();
        assertThat(scene.ask("SELECT SUM(requests) FROM traffic")).containsExactly("2");
        assertThat(scene.ledger().staleness().incompleteDays()).isEmpty();
        scene.requireSound();
    }

    private static JsonNode lost(JsonNode batch, String day) {
        for (JsonNode segment : batch.get("lost")) {
            if (segment.get("days").get(0).asText().equals(day)) {
                return segment;
            }
        }
        throw new AssertionError("No loss of " + day + " in " + batch);
    }

    private static Cli run(Scene scene, String command, String... options) {
        Object[] arguments = Stream.concat(
                        Stream.of(command, "--warehouse", scene.warehouse.location()), Stream.of((Object[]) options))
                .toArray();
        return Cli.run(arguments);
    }

    private static Path segment(Scene scene, SpeedSegment segment) {
        return Path.of(scene.warehouse.location(), "archive")
                .resolve("arrival_day=" + segment.arrivalDay())
                .resolve("raw_segment=" + segment.id());
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> found = Files.list(from)) {
            for (Path path : found.toList()) {
                Files.copy(path, to.resolve(path.getFileName()));
            }
        }
        return to;
    }
}
