package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of names may hold as few as the service likes: that there is no news is said only where it is known. */
class OffsetListingTest {
    private static final int VERSIONS = 12;

    @TempDir
    java.nio.file.Path temp;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 1000})
    void pagesAreReadUntilTheDirectoryIsLeft(int page) throws IOException {
        PagedFiles files = seeded(page);

        assertThat(names(files, 5))
                .contains(IntStream.range(5, VERSIONS)
                        .mapToObj(OffsetListingTest::name)
                        .toList());
        assertThat(names(files, VERSIONS)).as("no news").contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aPageThatTellsNothingIsNoAnswer(int page) throws IOException {
        assertThat(names(seeded(page), 5)).isEmpty();
    }

    @Test
    void theBucketsEndIsNoAnswer() throws IOException {
        PagedFiles files = seeded(1000);
        Files.delete(temp.resolve("table/day=1"));

        assertThat(names(files, 5)).isEmpty();
        assertThat(names(files, VERSIONS)).isEmpty();
    }

    /** A log, and what comes after it in its bucket. */
    private PagedFiles seeded(int page) throws IOException {
        java.nio.file.Path log = Files.createDirectories(temp.resolve("table/_delta_log"));
        for (int version = 0; version < VERSIONS; version++) {
            Files.createFile(log.resolve(name(version)));
        }
        Files.createFile(temp.resolve("table/day=1"));
        PagedFiles files = new PagedFiles(page);
        files.initialize(temp.toUri(), new Configuration(false));
        return files;
    }

    private Optional<List<String>> names(PagedFiles files, int from) throws IOException {
        return OffsetListing.of(files)
                .orElseThrow()
                .from(new Path(temp.resolve("table/_delta_log").toUri().getPath(), name(from)))
                .map(found -> found.stream()
                        .map(FileStatus::getPath)
                        .map(Path::getName)
                        .toList());
    }

    private static String name(int version) {
        return String.format("%020d.json", version);
    }
}
