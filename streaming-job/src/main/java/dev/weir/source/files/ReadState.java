package dev.weir.source.files;

/**
 * How far one content was read, whatever the names of the files that hold it.
 *
 * @param identity of the content as first seen
 * @param head its first bytes, at most {@link Contents#GUARD}; null until a file with this content was opened
 * @param readTo the next byte to read; with {@code lastLine} the first byte of the last line read
 * @param tail the bytes before {@code readTo}, at most {@link Contents#GUARD}: what grows must still hold them; null where
 *     the identity covers them
 * @param header the W3C field list in force at {@code readTo}; null if none
 * @param path where it was last read
 * @param lastLine true where only the last line's start is known, as from the ledger
 */
record ReadState(
        FileIdentity identity,
        FileIdentity head,
        long readTo,
        FileIdentity tail,
        boolean directives,
        String header,
        String path,
        boolean lastLine) {
    static ReadState unread(FileIdentity identity, FileIdentity head, boolean directives, String path) {
        return new ReadState(identity, head, 0, null, directives, null, path, false);
    }

    static ReadState recorded(KnownFile known) {
        return new ReadState(known.partition(), null, known.lastPosition(), null, false, null, null, true);
    }

    ReadState readTo(long to, FileIdentity tailThere, String headerThere, String pathNow) {
        return new ReadState(identity, head, to, tailThere, directives, headerThere, pathNow, false);
    }
}
