package dev.weir.warehouse;

import io.delta.storage.GCSLogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Delta's put-if-absent for Cloud Storage, which looks for a log's news where they are. Delta's own store lists all of the log's
 * directory each time, a request for a thousand names, and drops what comes before the version that it is asked for. Where the
 * connector cannot list from a name on, this one does so, too.
 */
public final class CloudStorageLogStore extends GCSLogStore {
    public CloudStorageLogStore(Configuration hadoop) {
        super(hadoop);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop) throws IOException {
        super.write(path, actions, overwrite, hadoop);
        FirstVersion.requireNew(path, hadoop);
    }

    @Override
    public Iterator<FileStatus> listFrom(Path path, Configuration hadoop) throws IOException {
        Path directory = path.getParent();
        FileSystem files = path.getFileSystem(hadoop);
        // Delta lists other directories, too, for the directories in them: when it vacuums.
        Optional<OffsetListing> listing = LogVersion.isLog(directory) ? OffsetListing.of(files) : Optional.empty();
        Optional<List<FileStatus>> found = listing.isPresent() ? listing.get().from(path) : Optional.empty();
        if (found.isEmpty()) {
            return super.listFrom(path, hadoop);
        }
        if (found.get().isEmpty() && !files.exists(directory)) {
            throw new FileNotFoundException("No such file or directory: " + directory);
        }
        return found.get().iterator();
    }
}
