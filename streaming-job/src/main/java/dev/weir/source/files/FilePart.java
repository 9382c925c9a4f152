package dev.weir.source.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads: whole lines of a range.
 *
 * @param start where it begins; null where the range has no marks
 * @param end where it ends; null likewise
 */
record FilePart(FileRange range, Mark start, Mark end) implements InputPartition {
    /** Parts of about {@code bytes}, where the range is marked. */
    static List<FilePart> split(FileRange range, long bytes) {
        if (range.marks() == null) {
            return List.of(new FilePart(range, null, null));
        }
        Mark end = range.marks().end();
        List<FilePart> parts = new ArrayList<>();
        Mark start = range.marks().start();
        for (Mark mark : range.marks().inner()) {
            // No task gets a crumb.
            if (mark.position() - start.position() >= bytes && end.position() - mark.position() >= bytes / 2) {
                parts.add(new FilePart(range, start, mark));
                start = mark;
            }
        }
        parts.add(new FilePart(range, start, end));
        return parts;
    }

    long from() {
        return start == null ? range.from() : start.position();
    }

    long to() {
        return end == null ? range.to() : end.position();
    }

    /** What the bytes must be; empty where the range was planned by an older version. */
    Optional<Marks> proof() {
        return start == null ? Optional.empty() : Optional.of(new Marks(start, List.of(), end));
    }
}
