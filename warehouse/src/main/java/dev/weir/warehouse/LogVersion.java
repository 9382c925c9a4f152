package dev.weir.warehouse;

import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;

/**
 * How a Delta log and the files in it are called: a version of 20 digits, and what of it.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md#delta-log-entries">the log's protocol</a>
 */
final class LogVersion {
    private static final String LOG = "_delta_log";
    private static final int DIGITS = 20;

    private LogVersion() {}

    /** The log of a table. */
    static Path log(Path table) {
        return new Path(table, LOG);
    }

    /** The version with which a table begins. */
    static Path first(Path table) {
        return new Path(log(table), "0".repeat(DIGITS) + ".json");
    }

    /** What the version with which a table begins adds up to. */
    static Path firstChecksum(Path table) {
        return new Path(log(table), "0".repeat(DIGITS) + ".crc");
    }

    /** Whether that is a table's log, of all directories. */
    static boolean isLog(Path directory) {
        return directory.getName().equals(LOG);
    }

    /** The version that a file is, or is about; empty for all else. */
    static OptionalLong of(Path file) {
        String name = file.getName();
        boolean versioned = name.length() > DIGITS
                && name.charAt(DIGITS) == '.'
                && name.chars().limit(DIGITS).allMatch(digit -> digit >= '0' && digit <= '9');
        return versioned ? OptionalLong.of(Long.parseLong(name.substring(0, DIGITS))) : OptionalLong.empty();
    }

    /** Whether that is a version of a table's log itself. */
    static boolean isCommit(Path file) {
        return is(".json", file);
    }

    /** Whether that is all that a version and those before it say, in one file. */
    static boolean isCheckpoint(Path file) {
        return is(".checkpoint.parquet", file);
    }

    private static boolean is(String kind, Path file) {
        return isLog(file.getParent())
                && of(file).isPresent()
                && file.getName().substring(DIGITS).equals(kind);
    }
}
