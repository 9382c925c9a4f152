package dev.weir.serving.delta;

import java.nio.file.Path;

/** A table's log that cannot be read, or says something that this reader does not know. */
public final class DeltaLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DeltaLogException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Something is missing or broken. */
    static DeltaLogException damaged(Path file, String why, Throwable cause) {
        return new DeltaLogException("Cannot read " + file + ": " + why + "; restore it from a backup", cause);
    }

    /** Delta has it, and this reader has not. */
    static DeltaLogException unknown(Path file, String what) {
        return new DeltaLogException(
                "Cannot read " + file + ": it has " + what
                        + ", which this reader does not know; ask with --engine spark",
                null);
    }
}
