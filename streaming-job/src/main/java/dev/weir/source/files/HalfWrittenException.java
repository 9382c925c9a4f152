package dev.weir.source.files;

import java.io.IOException;

/** A compressed file does not decompress to its end: it is still being written, or was cut. */
final class HalfWrittenException extends IOException {
    private static final long serialVersionUID = 1L;

    HalfWrittenException(String path, Exception cause) {
        super("Cannot read " + path + ": it does not decompress to its end (" + cause.getMessage() + ")", cause);
    }
}
