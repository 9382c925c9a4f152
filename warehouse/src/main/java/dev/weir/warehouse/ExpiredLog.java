package dev.weir.warehouse;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What of a table's log no reader needs any more: the versions before a checkpoint that was written a day before the newest
 * version or earlier. Delta would delete it itself, once a day, file by file, between two micro-batches: with one each ten
 * seconds, for half an hour. How old files are decides only how long a reader may take, which would begin anew;
 * {@link FirstVersion} sees to it that no writer is deceived.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md#metadata-cleanup">the log's protocol</a>
 */
final class ExpiredLog {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Path directory;
    private final FileSystem files;
    private final ManyFiles many;

    /** @param many the same files */
    ExpiredLog(Path table, FileSystem files, ManyFiles many) {
        this.directory = LogVersion.log(table);
        this.files = files;
        this.many = many;
    }

    /**
     * Deletes it; what is left by one that dies, the next deletes.
     *
     * @return how many files that were
     */
    int delete() throws IOException {
        List<FileStatus> versions = Arrays.stream(files.listStatus(directory))
                .filter(file -> LogVersion.of(file.getPath()).isPresent())
                .toList();
        long needed = needed(versions).orElse(0);
        List<Path> expired = versions.stream()
                .map(FileStatus::getPath)
                .filter(file -> LogVersion.of(file).orElseThrow() < needed)
                .toList();
        if (expired.isEmpty()) {
            return 0;
        }
        new FirstVersion(directory, files).say(needed);
        many.delete(expired);
        return expired.size();
    }

    /** The version of the newest checkpoint that is old enough. */
    private static OptionalLong needed(List<FileStatus> versions) {
        long newest = versions.stream()
                .filter(file -> LogVersion.isCommit(file.getPath()))
                .mapToLong(FileStatus::getModificationTime)
                .max()
                .orElse(0);
        return versions.stream()
                .filter(file -> LogVersion.isCheckpoint(file.getPath()))
                .filter(file -> file.getModificationTime() <= newest - KEPT.toMillis())
                .mapToLong(file -> LogVersion.of(file.getPath()).orElseThrow())
                .max();
    }
}
