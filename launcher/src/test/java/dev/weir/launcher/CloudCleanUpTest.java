package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.emulators.StorageCounts;
import dev.weir.emulators.StorageOperation;
import dev.weir.emulators.Troubles;
import dev.weir.warehouse.CleanUp;
import dev.weir.warehouse.HadoopSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clean-up of a warehouse in Cloud Storage, and how large that is before and afterwards. */
class CloudCleanUpTest {
    private static final String ABANDONED = "warehouse/archive/arrival_day=2026-11-20/raw_segment=left-over";

    @TempDir
    Path temp;

    @Test
    void whatAnAttemptLeftGoesInABatchAndTheRestStays() throws IOException, InterruptedException {
        try (CloudStorage storage = CloudStorage.start(temp, Troubles.none())) {
            Scene scene = new Scene(storage.path("warehouse"));
            scene.stream(Hit.at("2026-11-20T10:00:00Z", 0), Hit.at("2026-11-20T10:01:00Z", 1));
            List<String> answers = scene.answers();
            long admitted = size(storage, "archive");
            Path left = Files.createDirectories(temp.resolve("left-over"));
            for (int part = 0; part < 120; part++) {
                Files.writeString(left.resolve("part-%05d.parquet".formatted(part)), "torn");
            }
            storage.put(left, ABANDONED);
            assertThat(status(storage, "archive_bytes")).isEqualTo(admitted + 480);
            StorageCounts before = storage.counts();

            CleanUp.Plan plan = scene.clean();

            assertThat(plan.abandoned()).containsExactly("left-over");
            assertThat(storage.counts().since(before).of(StorageOperation.DELETE))
                    .isGreaterThanOrEqualTo(120);
            assertThat(status(storage, "archive_bytes")).isEqualTo(admitted);
            assertThat(status(storage, "table_bytes")).isEqualTo(size(storage, "tables"));
            assertThat(status(storage, "ledger_bytes")).isEqualTo(size(storage, "ledger"));
            assertThat(scene.answers()).isEqualTo(answers);
        }
    }

    private static long status(CloudStorage storage, String name) {
        Cli cli = Cli.run("status", "--sizes", "--json", "--warehouse", storage.path("warehouse"));
        assertThat(cli.code()).as(cli.err()).isZero();
        JsonNode size = cli.json().get(name);
        return size.asLong();
    }

    /** As Hadoop has it. */
    private static long size(CloudStorage storage, String directory) throws IOException {
        var path = new org.apache.hadoop.fs.Path(storage.path("warehouse/" + directory));
        FileSystem files = path.getFileSystem(HadoopSettings.ofProcess());
        return files.getContentSummary(path).getLength();
    }
}
