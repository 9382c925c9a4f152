package dev.weir.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * What a raw segment holds of one partition of one source.
 *
 * @param source the source's name: a path, a topic
 * @param partition what positions count in: a name of a file's content, a topic's id and partition
 * @param first the lowest position, inclusive
 * @param last the highest position, inclusive
 * @param records how many raw records
 * @param content of a file, which bytes they were; null for other sources, and in entries of older versions
 */
public record Range(
        String source,
        String partition,
        long first,
        long last,
        long records,
        @JsonInclude(JsonInclude.Include.NON_NULL) Content content) {
    /**
     * A stretch of a content, and proof of it. Contents' beginnings are identified by length and digest, {@code
     * <length>-<hex>}, of their decompressed bytes.
     *
     * @param head identity of the content's first bytes, at most 4,096
     * @param from where the stretch begins
     * @param read identity of all bytes before the stretch's end
     */
    public record Content(String head, long from, String read) {
        public Content {
            Objects.requireNonNull(head, "head is null");
            Objects.requireNonNull(read, "read is null");
        }
    }

    /** A range of a source whose partitions and positions say all. */
    public Range(String source, String partition, long first, long last, long records) {
        this(source, partition, first, last, records, null);
    }

    /** The one of two ranges of a partition that goes further; the first of equals. */
    public static Range further(Range one, Range other) {
        return other.last() > one.last() ? other : one;
    }

    /** The same with its content named. */
    public Range of(Content which) {
        return new Range(source, partition, first, last, records, which);
    }
}
