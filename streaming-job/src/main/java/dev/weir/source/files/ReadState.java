package dev.weir.source.files;

import java.util.Objects;

/**
 * How far one content was read, whatever the names of the files that hold it.
 *
 * @param identity names the content: what there was of it when it was first seen
 * @param partition what its records' positions count in; mostly the identity, else what another content was called of
 *     which this may be a copy
 * @param head its first bytes, at most {@link Contents#GUARD}, of the identity's
 * @param readTo the next byte to read
 * @param read proof of all bytes before {@code readTo}; null in logs of older versions
 * @param tail in logs of older versions, the bytes before {@code readTo}, at most {@link Contents#GUARD}; null where the
 *     identity covers them
 * @param directives whether it begins as W3C files do
 * @param header the W3C field list in force at {@code readTo}; null if none
 * @param path where it was last read
 * @param lastLine in logs of older versions: true where only the last line's start was known, from the ledger
 */
record ReadState(
        FileIdentity identity,
        FileIdentity partition,
        FileIdentity head,
        long readTo,
        Mark read,
        FileIdentity tail,
        boolean directives,
        String header,
        String path,
        boolean lastLine) {
    ReadState {
        Objects.requireNonNull(identity, "identity is null");
        partition = partition == null ? identity : partition;
    }

    static ReadState unread(
            FileIdentity identity, FileIdentity partition, FileIdentity head, boolean directives, String path) {
        return new ReadState(identity, partition, head, 0, Mark.BEGINNING, null, directives, null, path, false);
    }

    ReadState readTo(Mark to, String headerThere, String pathNow) {
        return new ReadState(
                identity, partition, head, to.position(), to, null, directives, headerThere, pathNow, false);
    }

    /** The same, where a file in which it goes on may have directives. */
    ReadState directives(boolean also) {
        return new ReadState(identity, partition, head, readTo, read, tail, directives || also, header, path, lastLine);
    }

    /** The same content under another name. */
    ReadState movedTo(String pathNow) {
        return new ReadState(identity, partition, head, readTo, read, tail, directives, header, pathNow, false);
    }
}
