package dev.weir.warehouse;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What of a table's log no reader needs any more: the versions before a checkpoint that was written a day before the newest
 * version or earlier, so that no clock decides. Delta would delete it itself, once a day, file by file, between two micro-batches:
 * with one each ten seconds, for half an hour.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md#metadata-cleanup">the log's protocol</a>
 */
final class ExpiredLog {
    /** A reader that began earlier reads the log anew. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final int VERSION_DIGITS = 20;
    private static final String CHECKPOINT = ".checkpoint.parquet";

    private final Path directory;
    private final FileSystem files;

    ExpiredLog(Path table, FileSystem files) {
        this.directory = new Path(table, "_delta_log");
        this.files = files;
    }

    /**
     * Deletes it.
     *
     * @return how many files that were
     */
    int delete() throws IOException {
        List<FileStatus> versions = Arrays.stream(files.listStatus(directory))
                .filter(file -> version(file.getPath()).isPresent())
                .toList();
        OptionalLong needed = needed(versions);
        List<Path> expired = versions.stream()
                .map(FileStatus::getPath)
                .filter(file -> version(file).orElseThrow() < needed.orElse(0))
                .toList();
        try (AtOnce deletions = new AtOnce()) {
            deletions.ask(expired, file -> files.delete(file, false));
        }
        return expired.size();
    }

    /** The version of the newest checkpoint that is old enough. */
    private static OptionalLong needed(List<FileStatus> versions) {
        long newest = commits(versions)
                .mapToLong(FileStatus::getModificationTime)
                .max()
                .orElse(0);
        return versions.stream()
                .filter(file ->
                        file.getPath().getName().substring(VERSION_DIGITS).equals(CHECKPOINT))
                .filter(file -> file.getModificationTime() <= newest - KEPT.toMillis())
                .mapToLong(file -> version(file.getPath()).orElseThrow())
                .max();
    }

    private static Stream<FileStatus> commits(List<FileStatus> versions) {
        return versions.stream()
                .filter(file ->
                        file.getPath().getName().substring(VERSION_DIGITS).equals(".json"));
    }

    private static OptionalLong version(Path file) {
        String name = file.getName();
        boolean versioned = name.length() > VERSION_DIGITS
                && name.charAt(VERSION_DIGITS) == '.'
                && name.chars().limit(VERSION_DIGITS).allMatch(digit -> digit >= '0' && digit <= '9');
        return versioned ? OptionalLong.of(Long.parseLong(name.substring(0, VERSION_DIGITS))) : OptionalLong.empty();
    }
}
