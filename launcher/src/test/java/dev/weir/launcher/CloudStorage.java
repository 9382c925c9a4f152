package dev.weir.launcher;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.weir.emulators.CloudStorageEmulator;
import dev.weir.emulators.EmulatorException;
import dev.weir.emulators.StorageCounts;
import dev.weir.emulators.Troubles;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/** Cloud Storage as this process and those that it starts see it: an emulator with one bucket. */
final class CloudStorage implements AutoCloseable {
    private static final String HADOOP = "spark.hadoop.";

    private final CloudStorageEmulator emulator;
    /** Named anew each time: Hadoop keeps a bucket's file system for as long as the process lives. */
    private final String bucket;

    private CloudStorage(CloudStorageEmulator emulator, String bucket) {
        this.emulator = emulator;
        this.bucket = bucket;
    }

    static CloudStorage start(Path directory, Troubles troubles) throws IOException, InterruptedException {
        return start(directory, troubles, Files.createDirectories(directory.resolve("empty")));
    }

    /** @param content files that are objects of the bucket from the beginning; it is moved */
    static CloudStorage start(Path directory, Troubles troubles, Path content)
            throws IOException, InterruptedException {
        try {
            String bucket = "weir-" + UUID.randomUUID();
            Path objects = Files.createDirectories(directory.resolve("objects"));
            Files.move(content, objects.resolve(bucket));
            CloudStorage storage = new CloudStorage(CloudStorageEmulator.start(directory, troubles, objects), bucket);
            Configuration session = Sessions.start("tests").sparkContext().hadoopConfiguration();
            storage.emulator.properties().forEach((name, value) -> {
                System.setProperty(name, value);
                session.set(name.substring(HADOOP.length()), value);
            });
            return storage;
        } catch (EmulatorException missing) {
            return abort(missing.getMessage());
        }
    }

    /** A path in the bucket, as users write it. */
    String path(String relative) {
        return "gs://" + bucket + "/" + relative;
    }

    /** What was asked of it so far. */
    StorageCounts counts() {
        return emulator.counts();
    }

    /** How many requests of HTTP came so far; a batch is one. */
    long requests() {
        return emulator.requests();
    }

    /** Copies a directory into the bucket; returns where it is. */
    String put(Path directory, String relative) throws IOException {
        var to = new org.apache.hadoop.fs.Path(path(relative));
        to.getFileSystem(HadoopSettings.ofProcess())
                .copyFromLocalFile(new org.apache.hadoop.fs.Path(directory.toUri()), to);
        return to.toString();
    }

    @Override
    public void close() {
        emulator.properties().keySet().forEach(System::clearProperty);
        emulator.close();
    }
}
