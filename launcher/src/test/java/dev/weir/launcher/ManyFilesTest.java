package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.weir.emulators.CloudStorageEmulator;
import dev.weir.emulators.EmulatorException;
import dev.weir.emulators.StorageCounts;
import dev.weir.emulators.StorageOperation;
import dev.weir.emulators.Troubles;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.ManyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many files at once: in Cloud Storage by few requests, elsewhere by Hadoop. */
class ManyFilesTest {
    private final String bucket = "weir-" + UUID.randomUUID();

    @TempDir
    java.nio.file.Path temp;

    private CloudStorageEmulator emulator;
    private Configuration hadoop;

    private void start(Troubles troubles) throws IOException, InterruptedException {
        try {
            emulator = CloudStorageEmulator.start(temp, troubles, temp.resolve("objects"));
        } catch (EmulatorException missing) {
            abort(missing.getMessage());
        }
        hadoop = HadoopSettings.ofProcess();
        emulator.properties().forEach((name, value) -> hadoop.set(name.substring("spark.hadoop.".length()), value));
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    /** Objects of three bytes each. */
    private void objects(String directory, int number) throws IOException {
        java.nio.file.Path made =
                Files.createDirectories(temp.resolve("objects").resolve(bucket).resolve(directory));
        for (int i = 0; i < number; i++) {
            Files.writeString(made.resolve("part-%05d".formatted(i)), "abc");
        }
    }

    private Path path(String name) {
        return new Path("gs://" + bucket + "/" + name);
    }

    private ManyFiles many() throws IOException {
        return ManyFiles.of(path(""), hadoop);
    }

    private boolean exists(String name) throws IOException {
        return path(name).getFileSystem(hadoop).exists(path(name));
    }

    @Test
    void sizesTakeARequestForAThousandNamesWhateverDirectoriesThereAre() throws Exception {
        for (int directory = 0; directory < 25; directory++) {
            objects("archive/arrival_day=2026-11-20/raw_segment=" + directory, 50);
        }
        objects("archive2", 1);
        start(Troubles.none());
        long requests = emulator.requests();
        StorageCounts counts = emulator.counts();

        assertThat(many().size(path("archive"))).isEqualTo(25 * 50 * 3);

        assertThat(emulator.requests() - requests).isEqualTo(2);
        assertThat(emulator.counts().since(counts).operations()).containsOnlyKeys(StorageOperation.LIST);
        assertThat(many().size(path("none"))).isZero();
        assertThat(many().size(path(""))).isEqualTo(25 * 50 * 3 + 3);
    }

    @Test
    void filesAreDeletedAHundredARequest() throws Exception {
        objects("_delta_log", 250);
        start(Troubles.none());
        long requests = emulator.requests();
        StorageCounts counts = emulator.counts();

        many().delete(IntStream.range(1, 260)
                .mapToObj(i -> path("_delta_log/part-%05d".formatted(i)))
                .toList());

        assertThat(emulator.requests() - requests).isEqualTo(3);
        assertThat(emulator.counts().since(counts).of(StorageOperation.DELETE)).isEqualTo(249);
        assertThat(exists("_delta_log/part-00000")).isTrue();
        assertThat(many().size(path("_delta_log"))).isEqualTo(3);
    }

    @Test
    void directoriesGoWithAllBelowThemAndNothingBeside() throws Exception {
        objects("archive/raw_segment=a", 3);
        objects("archive/raw_segment=a/below [1] ä%#", 3);
        objects("archive/raw_segment=ab", 3);
        objects("archive/raw_segment=c", 3);
        start(Troubles.none());
        long requests = emulator.requests();

        many().deleteDirectories(List.of(
                path("archive/raw_segment=a"), path("archive/raw_segment=c"), path("archive/raw_segment=none")));

        assertThat(emulator.requests() - requests)
                .as("three listings, one batch")
                .isEqualTo(4);
        assertThat(exists("archive/raw_segment=ab/part-00002")).isTrue();
        assertThat(many().size(path("archive"))).isEqualTo(9);
    }

    @Test
    void whatABusyServiceRefusesIsAskedForAgain() throws Exception {
        objects("_delta_log", 3000);
        objects("kept", 1);
        start(Troubles.some());

        // One of its requests in 20 goes wrong: here, whole batches and listings.
        for (int from = 0; from < 3000; from += 20) {
            many().delete(IntStream.range(from, from + 20)
                    .mapToObj(i -> path("_delta_log/part-%05d".formatted(i)))
                    .toList());
        }

        assertThat(many().size(path("_delta_log"))).isZero();
        assertThat(many().size(path("kept"))).isEqualTo(3);
    }

    @Test
    void whatMayNotBeDoneIsTold() throws Exception {
        objects("archive/raw_segment=a", 1);
        start(Troubles.none());
        emulator.withhold(bucket, Set.of("storage.objects.list"));

        assertThatThrownBy(() -> many().size(path("archive")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot list gs://" + bucket + "/archive: ")
                .hasMessageContaining("storage.objects.list");
        assertThatThrownBy(() -> many().deleteDirectories(List.of(path("archive"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot list gs://" + bucket + "/archive: ");
    }

    @ParameterizedTest
    @CsvSource({
        "fs.gs.auth.type, APPLICATION_DEFAULT, BucketFiles",
        "fs.gs.auth.type, SERVICE_ACCOUNT_JSON_KEYFILE, HadoopFiles",
        "fs.gs.requester.pays.project.id, acme, HadoopFiles",
        "fs.gs.auth.impersonation.service.account, weir@acme.iam.gserviceaccount.com, HadoopFiles",
        "fs.gs.proxy.address, proxy:8080, HadoopFiles",
        "fs.gs.project.id, acme, BucketFiles"
    })
    void whoeverTheConnectorAsksAsIsAskedAsOrTheConnectorAsks(String name, String value, String files)
            throws Exception {
        objects("archive", 1);
        start(Troubles.none());
        hadoop.set(name, value);
        // The connector's own files are not looked at, only whose they are.
        hadoop.set("fs.gs.impl", org.apache.hadoop.fs.RawLocalFileSystem.class.getName());
        hadoop.setBoolean("fs.gs.impl.disable.cache", true);

        assertThat(many().getClass().getSimpleName()).isEqualTo(files);
    }

    @Test
    void otherFileSystemsAreHadoops() throws IOException {
        java.nio.file.Path made = Files.createDirectories(temp.resolve("a/b"));
        Files.writeString(made.resolve("one"), "abc");
        Files.writeString(temp.resolve("a/two"), "abc");
        ManyFiles many = ManyFiles.of(new Path(temp.toUri()), HadoopSettings.ofProcess());

        assertThat(many.size(new Path(temp.resolve("a").toUri()))).isEqualTo(6);
        many.delete(List.of(new Path(temp.resolve("a/two").toUri())));
        assertThat(many.size(new Path(temp.resolve("a").toUri()))).isEqualTo(3);
        many.deleteDirectories(List.of(
                new Path(temp.resolve("a").toUri()),
                new Path(temp.resolve("none").toUri())));
        assertThat(temp.resolve("a")).doesNotExist();
    }
}
