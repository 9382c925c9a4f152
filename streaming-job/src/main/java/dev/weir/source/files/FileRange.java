package dev.weir.source.files;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/**
 * Bytes of one file to be read, decided once and then the same on every replay.
 *
 * @param path where the file was when planned: a plain path for local files, a URI for others
 * @param partition what its records' positions count in: a name of the file's content, see {@link ReadState}
 * @param from first byte in the decompressed content, the start of a line
 * @param to the byte after the last one; a line's end, or the content's
 * @param header the W3C field list in force at {@code from}; null if none
 * @param arrived when the range was planned, whole microseconds
 * @param head the content's first bytes, by which a reader sees that the file is still the one that was planned
 * @param directives true where lines that begin with {@code #} may be directives: such a range cannot be split
 * @param compressed true where positions cannot be sought: such a range is not worth splitting
 * @param marks proof of its bytes; null in logs of older versions, whose ranges are read as they were planned then
 * @param stored the file's length as stored when planned; 0 in such logs
 */
public record FileRange(
        String path,
        FileIdentity partition,
        long from,
        long to,
        String header,
        Instant arrived,
        FileIdentity head,
        boolean directives,
        boolean compressed,
        Marks marks,
        long stored)
        implements Serializable {
    public FileRange {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(partition, "partition is null");
        Objects.requireNonNull(arrived, "arrived is null");
        Objects.requireNonNull(head, "head is null");
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("Invalid range of " + path + ": [" + from + ", " + to + ")");
        }
    }

    long length() {
        return to - from;
    }
}
