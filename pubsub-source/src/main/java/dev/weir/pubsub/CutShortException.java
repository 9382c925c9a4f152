package dev.weir.pubsub;

import java.io.IOException;

/** A file ends before what it says that it holds: whoever wrote it did not get to its end. */
final class CutShortException extends IOException {
    private static final long serialVersionUID = 1;

    CutShortException(String message, Throwable cause) {
        super(message, cause);
    }
}
