package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.emulators.StorageCounts;
import dev.weir.emulators.StorageOperation;
import dev.weir.emulators.Troubles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** What a micro-batch asks of Cloud Storage, which bills requests: counted, in a warehouse that is old. */
class CloudStorageRequestsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path temp;

    @Test
    void aMicroBatchAsksForNoMoreHoweverMuchTheTablesLogsHold() throws IOException, InterruptedException {
        List<StorageCounts> few = microBatches(300);
        List<StorageCounts> many = microBatches(2_300);

        assertThat(listings(many)).as("%s, %s", few, many).isEqualTo(listings(few));
        assertThat(many).allSatisfy(count -> {
            assertThat(count.of(StorageOperation.REWRITE))
                    .as("nothing is moved")
                    .isZero();
            assertThat(count.of(StorageOperation.Billing.CLASS_A)).isLessThanOrEqualTo(20);
            assertThat(count.of(StorageOperation.Billing.CLASS_B)).isLessThanOrEqualTo(28);
        });
    }

    private static List<Long> listings(List<StorageCounts> counts) {
        return counts.stream().map(count -> count.of(StorageOperation.LIST)).toList();
    }

    /** The requests of some micro-batches, each by itself, where the tables' logs have had so many versions. */
    private List<StorageCounts> microBatches(int versions) throws IOException, InterruptedException {
        Path home = temp.resolve("after-" + versions);
        Path old = home.resolve("bucket");
        age(old.resolve("warehouse"), versions);
        try (CloudStorage storage = CloudStorage.start(home, Troubles.none(), old)) {
            Scene scene = new Scene(storage.path("warehouse")).writingOneFileADay();
            scene.stream(Hit.at("2026-11-20T10:00:00Z", 0));
            List<StorageCounts> counts = new ArrayList<>();
            for (int microBatch = 1; microBatch <= 2; microBatch++) {
                StorageCounts before = storage.counts();
                scene.stream(Hit.at("2026-11-20T10:00:00Z", microBatch));
                counts.add(storage.counts().since(before));
            }
            return counts;
        }
    }

    /**
     * Makes a warehouse whose tables are empty and at a version, with a checkpoint of it; of the versions before, the logs have
     * nothing but the checksums.
     */
    private static void age(Path directory, int version) throws IOException {
        Scene scene = new Scene(directory);
        for (String table : List.of("lines", "cells")) {
            Path path = directory.resolve("tables").resolve(table);
            DeltaLog delta = DeltaLog.forTable(scene.spark, path.toString());
            delta.checkpoint(delta.unsafeVolatileSnapshot(), Option.empty());
            Path log = path.resolve("_delta_log");
            for (String name : List.of("json", "checkpoint.parquet")) {
                Files.move(log.resolve(name(0, name)), log.resolve(name(version, name)));
            }
            try (DirectoryStream<Path> sums = Files.newDirectoryStream(log, "*.crc")) {
                for (Path sum : sums) {
                    Files.delete(sum);
                }
            }
            Path last = log.resolve("_last_checkpoint");
            ObjectNode json = (ObjectNode) JSON.readTree(last.toFile());
            json.put("version", version).remove("checksum");
            JSON.writeValue(last.toFile(), json);
            for (int older = 0; older < version; older++) {
                Files.createFile(log.resolve(name(older, "crc")));
            }
        }
        DeltaLog.clearCache();
    }

    private static String name(int version, String kind) {
        return String.format("%020d.%s", version, kind);
    }
}
