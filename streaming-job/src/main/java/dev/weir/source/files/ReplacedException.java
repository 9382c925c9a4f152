package dev.weir.source.files;

import java.io.IOException;

/** A planned range's bytes are not to be had: the file is gone, or holds others. */
final class ReplacedException extends IOException {
    private static final long serialVersionUID = 1L;

    ReplacedException(FileRange range) {
        super("Cannot read " + range.path() + ": it is gone or was replaced before its bytes " + range.from() + " to "
                + range.to() + " were read, and no file beside it has its content (" + range.partition()
                + "). Put it back under any name in the same directory, or start with a new checkpoint");
    }
}
