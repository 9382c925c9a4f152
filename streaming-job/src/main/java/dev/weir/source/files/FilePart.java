package dev.weir.source.files;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads: the lines of a range that begin in a part of it.
 *
 * @param from first byte of the part; not necessarily a line's first
 * @param to the byte after the part's last; lines that begin before it are read to their end
 */
record FilePart(FileRange range, long from, long to) implements InputPartition {
    /** Parts of at most {@code bytes}, where the range can be split. */
    static List<FilePart> split(FileRange range, long bytes) {
        if (range.directives() || range.compressed()) {
            return List.of(new FilePart(range, range.from(), range.to()));
        }
        // Of equal length, so that no task gets a crumb.
        long count = (range.length() - 1) / bytes + 1;
        List<FilePart> parts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            parts.add(new FilePart(range, at(range, i, count), at(range, i + 1, count)));
        }
        return parts;
    }

    private static long at(FileRange range, long part, long count) {
        long each = range.length() / count;
        return part == count ? range.to() : range.from() + part * each;
    }
}
