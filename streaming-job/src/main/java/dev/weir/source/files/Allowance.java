package dev.weir.source.files;

import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * How many bytes an archive may hold, at every stage of its reading: what is decompressed only to be left out costs as
 * much as what is read. Not thread-safe.
 */
final class Allowance {
    /** How deep archives may lie in archives. */
    static final int DEPTH = 3;

    private final LongSupplier most;
    private final long[] taken = new long[3 * DEPTH];

    /** @param most bytes, as is known by now */
    Allowance(LongSupplier most) {
        this.most = most;
    }

    static Allowance unlimited() {
        return new Allowance(() -> Long.MAX_VALUE);
    }

    /** More bytes came out than may. */
    static final class ExceededException extends UnreadableArchiveException {
        private static final long serialVersionUID = 1L;

        ExceededException(long most) {
            super("it unpacks to more than " + most + " bytes, as a bomb does; if it is none, unpack it first");
        }
    }

    /** Counts what is read of a stream, together with all others of its stage. */
    InputStream metered(InputStream in, int stage) {
        return new WatchedStream(in, (bytes, from, length) -> {
            taken[stage] += length;
            if (taken[stage] > most.getAsLong()) {
                throw new ExceededException(most.getAsLong());
            }
        });
    }
}
