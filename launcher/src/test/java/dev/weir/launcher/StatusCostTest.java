package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ledger.Cleanup;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCostTest {
    private static final String FILE_SYSTEM = "spark.hadoop.fs.file.impl";

    @TempDir
    Path temp;

    @BeforeEach
    void countListings() {
        System.setProperty(FILE_SYSTEM, Listed.class.getName());
        Listed.LISTINGS.set(0);
    }

    @AfterEach
    void countNoMore() {
        System.clearProperty(FILE_SYSTEM);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 200})
    void sizesAreLookedForOnlyWhereTheyAreAskedFor(int files) throws IOException {
        Warehouse warehouse = Warehouse.openOrCreate(temp.resolve("warehouse").toString(), HadoopSettings.ofProcess());
        warehouse.ledger().append(new Cleanup(Instant.EPOCH, 0));
        for (int file = 0; file < files; file++) {
            Path directory = temp.resolve("warehouse/archive/arrival_day=2026-11-20/raw_segment=" + file);
            Files.writeString(Files.createDirectories(directory).resolve("part.parquet"), "1234");
        }
        Listed.LISTINGS.set(0);

        Cli status = Cli.run("status", "--warehouse", warehouse.location(), "--json");
        assertThat(status.code()).as(status.err()).isZero();
        assertThat(Listed.LISTINGS).hasValue(0);

        Cli sizes = Cli.run("status", "--warehouse", warehouse.location(), "--json", "--sizes");
        assertThat(sizes.json().get("archive_bytes").asLong()).isEqualTo(4L * files);
        assertThat(Listed.LISTINGS).hasPositiveValue();
    }

    /** Local files, and how often a directory was listed. */
    public static final class Listed extends LocalFileSystem {
        private static final AtomicInteger LISTINGS = new AtomicInteger();

        @Override
        public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
            LISTINGS.incrementAndGet();
            return super.listStatus(path);
        }

        @Override
        public ContentSummary getContentSummary(org.apache.hadoop.fs.Path path) throws IOException {
            LISTINGS.incrementAndGet();
            return super.getContentSummary(path);
        }
    }
}
