package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Old versions go, and nobody takes the place of one. */
class ExpiredLogTest {
    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");

    @TempDir
    java.nio.file.Path table;

    private final Configuration hadoop = new Configuration();

    @ParameterizedTest
    @CsvSource({
        "120, 100, P2D, 100, it is a day older than the newest version",
        "120, 100, PT23H, 0, a reader may still need what is before it",
        "33, 33, P2D, 33, it is the newest",
        "3, 0, P2D, 0, it is the first"
    })
    void versionsGoThatACheckpointOfADayAgoReplaces(int last, int checkpoint, Duration age, long first, String why)
            throws IOException {
        log(0, last);
        checkpoint(checkpoint, age);

        new ExpiredLog(path(""), files(), new HadoopFiles(files())).delete();

        assertThat(commits()).as(why).first().isEqualTo(first);
        assertThat(commits()).last().isEqualTo((long) last);
        assertThat(wrote(commit(last + 1))).isTrue();
    }

    @Test
    void aWriterThatSleptTakesThePlaceOfNoVersionHoweverFarItsDeletionIs() throws IOException {
        log(0, 200);
        checkpoint(200, Duration.ofDays(2));
        List<String> deceived = Collections.synchronizedList(new ArrayList<>());
        FileSystem watched = new FilterFileSystem(files()) {
            @Override
            public boolean delete(Path file, boolean recursive) throws IOException {
                boolean deleted = super.delete(file, recursive);
                if (wrote(file)) {
                    deceived.add(file.getName());
                }
                return deleted;
            }
        };

        new ExpiredLog(path(""), watched, new HadoopFiles(watched)).delete();

        assertThat(deceived).isEmpty();
        assertThat(IntStream.rangeClosed(0, 200).filter(version -> wrote(commit(version))))
                .as("afterwards")
                .isEmpty();
        assertThat(wrote(commit(201))).as("the next one").isTrue();
    }

    @Test
    void aCleanUpThatSleptTakesNothingBack() throws IOException {
        log(0, 200);
        checkpoint(200, Duration.ofDays(2));
        new ExpiredLog(path(""), files(), new HadoopFiles(files())).delete();

        new FirstVersion(path("_delta_log"), files()).say(100);

        assertThat(wrote(commit(150))).isFalse();
        assertThat(wrote(commit(201))).isTrue();
    }

    @Test
    void whatIsNoVersionOfATableIsWrittenAnywhere() {
        for (String name : List.of("ledger/00000000000000000100.json", "_delta_log/00000000000000000100.crc")) {
            assertThat(wrote(path(name))).as(name).isTrue();
        }
    }

    private boolean wrote(Path file) {
        try {
            LogStores.of(file, hadoop).write(file, List.of("{}").iterator(), false, hadoop);
            return true;
        } catch (FileAlreadyExistsException refused) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void log(int first, int last) throws IOException {
        Files.createDirectories(table.resolve("_delta_log"));
        for (int version = first; version <= last; version++) {
            dated(commit(version), NOW);
        }
    }

    private void checkpoint(int version, Duration age) throws IOException {
        dated(path("_delta_log/" + String.format("%020d.checkpoint.parquet", version)), NOW.minus(age));
    }

    private static void dated(Path file, Instant when) throws IOException {
        java.nio.file.Path made = Files.createFile(java.nio.file.Path.of(file.toString()));
        Files.setLastModifiedTime(made, FileTime.from(when));
    }

    private List<Long> commits() throws IOException {
        try (Stream<java.nio.file.Path> log = Files.list(table.resolve("_delta_log"))) {
            return log.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> Long.parseLong(name.substring(0, 20)))
                    .sorted()
                    .toList();
        }
    }

    private Path commit(int version) {
        return path("_delta_log/" + String.format("%020d.json", version));
    }

    private Path path(String name) {
        return new Path(table.resolve(name).toString());
    }

    private FileSystem files() throws IOException {
        return new Path(table.toString()).getFileSystem(hadoop);
    }
}
