package dev.weir.warehouse;

import io.delta.storage.LogStore;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Delta's put-if-absent for a path's file system, chosen by its scheme. */
public final class LogStores {
    private LogStores() {}

    /** The put-if-absent of a path's file system; what it has written is durable. */
    public static LogStore of(Path path, Configuration hadoop) {
        if (isLocal(path)) {
            return new LocalLinkLogStore(hadoop);
        }
        return path.toUri().getScheme().equals("gs") ? new CloudStorageLogStore(hadoop) : new HdfsLogStore(hadoop);
    }

    /** Makes durable a file that is there although its writing may have failed. */
    static void settle(Path path, Configuration hadoop) throws IOException {
        if (isLocal(path)) {
            java.nio.file.Path file = java.nio.file.Path.of(path.toUri().getPath());
            Disk disk = Disk.of(hadoop);
            disk.forceFile(file);
            disk.forceDirectory(file.getParent());
        }
    }

    /** Whether a path is on this machine's own disk. */
    public static boolean isLocal(Path path) {
        String scheme = path.toUri().getScheme();
        return scheme == null || scheme.equals("file");
    }
}
