package dev.weir.warehouse;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What of a table's log nobody needs any more: the versions before a checkpoint that is old enough. Delta would delete it itself,
 * once a day, file by file, between two micro-batches: with one each ten seconds, for half an hour. And by a clock alone: a writer
 * that slept through it creates the version after the one that it had read, as if nobody had, and no reader ever looks there.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md#metadata-cleanup">the log's protocol</a>
 */
final class ExpiredLog {
    /** A reader that began earlier may have to begin again. */
    private static final Duration LONGEST_READING = Duration.ofDays(1);

    private static final int VERSION_DIGITS = 20;
    private static final String COMMIT = ".json";
    private static final String CHECKPOINT = ".checkpoint.parquet";

    private final FileSystem files;
    private final List<FileStatus> versions;

    private ExpiredLog(FileSystem files, List<FileStatus> versions) {
        this.files = files;
        this.versions = versions;
    }

    /** The log of a table, as it is now. */
    static ExpiredLog of(Path table, FileSystem files) throws IOException {
        return new ExpiredLog(
                files,
                Arrays.stream(files.listStatus(new Path(table, "_delta_log")))
                        .filter(ExpiredLog::isVersion)
                        .toList());
    }

    /**
     * The first version that somebody needs.
     *
     * @param writers when those began, at the earliest, who may still write, by the clock of the table's files
     * @return 0 where all are needed
     */
    long needed(Instant writers) {
        long newest = ending(COMMIT)
                .mapToLong(FileStatus::getModificationTime)
                .max()
                .orElse(0);
        long readers = newest - LONGEST_READING.toMillis();
        return ending(CHECKPOINT)
                .filter(file -> file.getModificationTime() < Math.min(writers.toEpochMilli(), readers))
                .mapToLong(ExpiredLog::version)
                .max()
                .orElse(0);
    }

    /**
     * Deletes what is before a version.
     *
     * @return how many files that were
     */
    int delete(long needed) throws IOException {
        List<Path> expired = versions.stream()
                .filter(file -> version(file) < needed)
                .map(FileStatus::getPath)
                .toList();
        try (AtOnce deletions = new AtOnce()) {
            deletions.ask(expired, file -> files.delete(file, false));
        }
        return expired.size();
    }

    private Stream<FileStatus> ending(String kind) {
        return versions.stream()
                .filter(file ->
                        file.getPath().getName().substring(VERSION_DIGITS).equals(kind));
    }

    private static long version(FileStatus file) {
        return Long.parseLong(file.getPath().getName().substring(0, VERSION_DIGITS));
    }

    private static boolean isVersion(FileStatus file) {
        String name = file.getPath().getName();
        return name.length() > VERSION_DIGITS
                && name.charAt(VERSION_DIGITS) == '.'
                && name.chars().limit(VERSION_DIGITS).allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
