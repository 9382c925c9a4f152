package dev.weir.warehouse;

import io.delta.storage.GCSLogStore;
import io.delta.storage.HDFSLogStore;
import io.delta.storage.LogStore;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Delta's put-if-absent for a path's file system, chosen by its scheme. */
public final class LogStores {
    private LogStores() {}

    /** The store for a file or directory there. */
    public static LogStore of(Path path, Configuration hadoop) {
        String scheme = path.toUri().getScheme();
        if (scheme == null || scheme.equals("file")) {
            return new LocalLinkLogStore(hadoop);
        }
        return scheme.equals("gs") ? new GCSLogStore(hadoop) : new HDFSLogStore(hadoop);
    }
}
