package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.weir.emulators.CloudStorageEmulator;
import dev.weir.emulators.EmulatorException;
import dev.weir.emulators.StorageCounts;
import dev.weir.emulators.StorageOperation;
import dev.weir.emulators.Troubles;
import dev.weir.warehouse.CloudStorageLogStore;
import io.delta.storage.GCSLogStore;
import io.delta.storage.LogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delta's logs in Cloud Storage, by Google's connector, whichever version is built with. */
class CloudStorageLogStoreTest {
    /** A page of names and three: the emulator takes long for more. */
    private static final int FEW = 300;

    private static final int MANY = 2_300;

    /** Hadoop keeps a bucket's file system for as long as the process lives. */
    private static final String BUCKET = "weir-" + UUID.randomUUID();

    private static final Configuration HADOOP = new Configuration();

    @TempDir
    static java.nio.file.Path temp;

    private static CloudStorageEmulator emulator;

    private final LogStore store = new CloudStorageLogStore(HADOOP);
    private final LogStore deltas = new GCSLogStore(HADOOP);

    @BeforeAll
    static void seed() throws IOException, InterruptedException {
        java.nio.file.Path objects = temp.resolve("seeded");
        log(objects.resolve(BUCKET), "few", FEW);
        log(objects.resolve(BUCKET), "many", MANY);
        log(objects.resolve(BUCKET + "-end"), "few", FEW);
        java.nio.file.Path days = Files.createDirectories(objects.resolve(BUCKET + "/many/day=2026-11-20"));
        Files.createFile(days.resolve("part-0.parquet"));
        Files.createFile(objects.resolve(BUCKET + "/warehouse.json"));
        try {
            emulator = CloudStorageEmulator.start(temp, Troubles.none(), objects);
        } catch (EmulatorException missing) {
            abort(missing.getMessage());
        }
        emulator.properties().forEach((name, value) -> HADOOP.set(name.substring("spark.hadoop.".length()), value));
    }

    @AfterAll
    static void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    private static void log(java.nio.file.Path objects, String table, int versions) throws IOException {
        java.nio.file.Path log = Files.createDirectories(objects.resolve(table + "/_delta_log"));
        for (int version = 0; version < versions; version++) {
            Files.createFile(log.resolve(String.format("%020d.crc", version)));
        }
        Files.createFile(log.resolve("_last_checkpoint"));
        Files.createFile(Files.createDirectories(log.resolve("_sidecars")).resolve("part-0.parquet"));
    }

    @Test
    void newsCostTheSameHoweverLongTheLogIs() throws IOException {
        long few = listings("few", FEW - 10);
        long many = listings("many", MANY - 10);

        if (startsAtNames()) {
            assertThat(List.of(few, many)).containsOnly(1L);
        } else {
            assertThat(many).as("as Delta's own").isGreaterThan(few);
        }
    }

    @Test
    void whatIsListedIsWhatDeltasOwnStoreLists() throws IOException {
        for (String table : List.of("few", "many")) {
            int versions = table.equals("few") ? FEW : MANY;
            for (int from : new int[] {0, 1, 57, versions - 1, versions, versions + 1}) {
                assertThat(names(store, at(table, from)))
                        .as(table + " from " + from)
                        .isEqualTo(names(deltas, at(table, from)));
            }
        }
    }

    @Test
    void aLogThatEndsItsBucketIsListedToItsEnd() throws IOException {
        Path from = new Path("gs://" + BUCKET + "-end/few/_delta_log", String.format("%020d.", FEW - 3));

        assertThat(names(store, from)).isEqualTo(names(deltas, from)).hasSizeGreaterThan(3);
    }

    @Test
    void otherDirectoriesAreListedWithTheDirectoriesInThem() throws IOException {
        Path first = new Path("gs://" + BUCKET + "/many", "0");

        assertThat(names(store, first)).isEqualTo(names(deltas, first)).contains("_delta_log", "day=2026-11-20");
    }

    @Test
    void aLogThatIsNotThereIsMissing() {
        assertThatThrownBy(() -> store.listFrom(at("none", 0), HADOOP))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none/_delta_log");
    }

    @Test
    void ofTwoThatWriteAVersionOneIsRefused() throws IOException {
        Path version = new Path(at("raced", 0).getParent(), String.format("%020d.json", 1));
        store.write(version, List.of("{}").iterator(), false, HADOOP);

        assertThatThrownBy(() -> store.write(version, List.of("{}").iterator(), false, HADOOP))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    /** How many pages of names a look from a version on is. */
    private long listings(String table, int from) throws IOException {
        StorageCounts before = emulator.counts();
        assertThat(names(store, at(table, from))).hasSizeGreaterThan(10);
        return emulator.counts().since(before).of(StorageOperation.LIST);
    }

    private boolean startsAtNames() throws IOException {
        return Arrays.stream(at("few", 0).getFileSystem(HADOOP).getClass().getMethods())
                .anyMatch(method -> method.getName().equals("listStatusStartingFrom"));
    }

    private Path at(String table, int version) {
        return new Path("gs://" + BUCKET + "/" + table + "/_delta_log", String.format("%020d.", version));
    }

    /** Names of what is listed, but for a log's own directories, which are no versions. */
    private List<String> names(LogStore lister, Path from) throws IOException {
        List<String> names = new ArrayList<>();
        for (Iterator<FileStatus> listed = lister.listFrom(from, HADOOP); listed.hasNext(); ) {
            String name = listed.next().getPath().getName();
            if (!name.equals("_sidecars")) {
                names.add(name);
            }
        }
        return names;
    }
}
