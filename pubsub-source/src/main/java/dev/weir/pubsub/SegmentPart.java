package dev.weir.pubsub;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads: segments that follow each other.
 *
 * @param directory the log's
 */
record SegmentPart(String directory, List<Long> segments) implements InputPartition {
    /** What a task should have to do to be worth its start. */
    private static final long BYTES = 4 << 20;

    SegmentPart {
        segments = List.copyOf(segments);
    }

    /** Parts of some size, where segments are small. */
    static List<SegmentPart> of(String directory, List<Sealed> segments) {
        List<SegmentPart> parts = new ArrayList<>();
        List<Long> part = new ArrayList<>();
        long bytes = 0;
        for (Sealed segment : segments) {
            if (segment.records() == 0) {
                continue;
            }
            if (!part.isEmpty() && bytes + segment.bytes() > BYTES) {
                parts.add(new SegmentPart(directory, part));
                part.clear();
                bytes = 0;
            }
            part.add(segment.number());
            bytes += segment.bytes();
        }
        if (!part.isEmpty()) {
            parts.add(new SegmentPart(directory, part));
        }
        return parts;
    }
}
