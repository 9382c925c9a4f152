package dev.weir.source.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Content that was read before, as the ledger knows it.
 *
 * @param partition what its records' positions count in
 * @param lastPosition byte offset of the last record that was read
 * @param head the content's first bytes; null where the ledger does not say, as entries of older versions do not
 * @param read all bytes that were read; null likewise
 */
public record KnownFile(FileIdentity partition, long lastPosition, FileIdentity head, FileIdentity read) {
    public KnownFile {
        Objects.requireNonNull(partition, "partition is null");
        if (lastPosition < 0) {
            throw new IllegalArgumentException("Invalid last position of " + partition + ": " + lastPosition);
        }
        // What was called by no more than a block is its own head.
        head = head == null && partition.length() <= ContentDigest.BLOCK ? partition : head;
    }

    /**
     * As the ledger has it.
     *
     * @param head the content's first bytes, an identity
     * @param read all that was read, an identity
     */
    public static KnownFile of(String partition, long lastPosition, Optional<String> head, Optional<String> read) {
        return new KnownFile(
                FileIdentity.parse(partition),
                lastPosition,
                head.map(FileIdentity::parse).orElse(null),
                read.map(FileIdentity::parse).orElse(null));
    }

    /** What is known as the value of the {@code known} option. */
    public static String toJson(Collection<KnownFile> known) {
        try {
            return FileRanges.JSON.writeValueAsString(known);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write known files as JSON", e);
        }
    }

    static List<KnownFile> parse(String json) {
        try {
            return List.copyOf(FileRanges.JSON.readValue(json, new TypeReference<List<KnownFile>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Invalid known files: " + e.getOriginalMessage(), e);
        }
    }

    /** The lengths at which a file's beginning must be identified, to see whether it is this. */
    List<Long> lengths() {
        return read == null ? List.of(partition.length()) : List.of(partition.length(), read.length());
    }

    /** Whether the partition's name proves all that was read. */
    boolean named() {
        return read == null && lastPosition < partition.length();
    }
}
