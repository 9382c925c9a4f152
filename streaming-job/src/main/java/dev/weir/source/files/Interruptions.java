package dev.weir.source.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/** Tells a stream that is being stopped from a file that cannot be read. */
final class Interruptions {
    private Interruptions() {}

    static void rethrow(IOException e) throws IOException {
        if (e instanceof InterruptedIOException
                || e instanceof ClosedByInterruptException
                || Thread.currentThread().isInterrupted()) {
            throw e;
        }
    }
}
