package dev.weir.source.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A file that was read before, as the ledger knows it.
 *
 * @param partition the file's identity, as in the records' {@code partition}
 * @param lastPosition byte offset of the last record already read: that record is not read again
 */
public record KnownFile(FileIdentity partition, long lastPosition) {
    public KnownFile {
        Objects.requireNonNull(partition, "partition is null");
        if (lastPosition < 0) {
            throw new IllegalArgumentException("Invalid last position of " + partition + ": " + lastPosition);
        }
    }

    public static KnownFile of(String partition, long lastPosition) {
        return new KnownFile(FileIdentity.parse(partition), lastPosition);
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
}
