package dev.weir.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * What makes that which was written to a local file system outlast a power failure. Nothing else does: neither that a file was
 * closed, nor that another process sees it
 * (<a href="https://pubs.opengroup.org/onlinepubs/9699919799/functions/fsync.html">POSIX fsync</a>).
 */
public interface Disk {
    /** Hadoop's setting that names the class; {@link SyncedDisk} if it is not set. */
    String SETTING = "weir.disk";

    /** Makes a file's content durable. */
    void forceFile(Path file) throws IOException;

    /** Makes durable which names a directory has, and what they stand for. */
    void forceDirectory(Path directory) throws IOException;

    /** The disk that settings name. */
    static Disk of(Configuration hadoop) {
        return ReflectionUtils.newInstance(hadoop.getClass(SETTING, SyncedDisk.class, Disk.class), hadoop);
    }
}
