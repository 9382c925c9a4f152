package dev.weir.source.files;

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
}
