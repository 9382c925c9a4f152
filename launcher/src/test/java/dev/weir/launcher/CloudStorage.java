package dev.weir.launcher;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.weir.emulators.CloudStorageEmulator;
import dev.weir.emulators.EmulatorException;
import dev.weir.emulators.Troubles;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/** Cloud Storage as this process and those that it starts see it: an emulator with one bucket. */
final class CloudStorage implements AutoCloseable {
    private static final String HADOOP = "spark.hadoop.";

    private final CloudStorageEmulator emulator;
    /** Named anew each time: Hadoop keeps a bucket's file system for as long as the process lives. */
    private final String bucket = "weir-" + UUID.randomUUID();

    private CloudStorage(CloudStorageEmulator emulator) {
        this.emulator = emulator;
    }

    static CloudStorage start(Path directory, Troubles troubles) throws IOException, InterruptedException {
        try {
            CloudStorage storage = new CloudStorage(CloudStorageEmulator.start(directory, troubles));
            Configuration session = Sessions.start("tests").sparkContext().hadoopConfiguration();
            storage.emulator.properties().forEach((name, value) -> {
                System.setProperty(name, value);
                session.set(name.substring(HADOOP.length()), value);
            });
            storage.emulator.createBucket(storage.bucket);
            return storage;
        } catch (EmulatorException missing) {
            return abort(missing.getMessage());
        }
    }

    /** A path in the bucket, as users write it. */
    String path(String relative) {
        return "gs://" + bucket + "/" + relative;
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
