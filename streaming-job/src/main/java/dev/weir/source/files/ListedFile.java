package dev.weir.source.files;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;

/**
 * A file as a directory listing shows it.
 *
 * @param path a plain path for local files, a URI for others
 * @param length in bytes as stored
 * @param modified in milliseconds since the epoch
 * @param inode empty where the file system has none
 */
record ListedFile(String path, long length, long modified, Optional<Inode> inode) {
    /** Older first, so that a rotated file's rest is read before the file that took its name. */
    static final Comparator<ListedFile> OLDEST_FIRST =
            Comparator.comparingLong(ListedFile::modified).thenComparing(ListedFile::path);

    static ListedFile of(FileStatus status) {
        return new ListedFile(
                Locations.text(status.getPath()),
                status.getLen(),
                status.getModificationTime(),
                Inode.of(status.getPath()));
    }

    Instant lastChange() {
        return Instant.ofEpochMilli(modified);
    }
}
