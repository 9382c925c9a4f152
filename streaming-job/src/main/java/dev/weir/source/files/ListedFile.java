package dev.weir.source.files;

import java.time.Instant;
import java.util.Comparator;

/**
 * A file as a directory listing shows it.
 *
 * @param path a plain path for local files, a URI for others
 * @param length in bytes as stored
 * @param modified in milliseconds since the epoch
 */
record ListedFile(String path, long length, long modified) {
    /** Older first, so that a rotated file's rest is read before the file that took its name. */
    static final Comparator<ListedFile> OLDEST_FIRST =
            Comparator.comparingLong(ListedFile::modified).thenComparing(ListedFile::path);

    Instant lastChange() {
        return Instant.ofEpochMilli(modified);
    }
}
