package dev.weir.logs;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Standard output was closed by its reader, as {@code head} does: no error, but the end of the work. */
final class ClosedOutputException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    ClosedOutputException(IOException cause) {
        super(cause);
    }
}
