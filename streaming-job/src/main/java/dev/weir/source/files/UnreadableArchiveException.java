package dev.weir.source.files;

import java.io.IOException;

/** An archive that is whole, as far as can be told, but is not read: the message says why, and what to do. */
public class UnreadableArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableArchiveException(String why) {
        super(why);
    }
}
