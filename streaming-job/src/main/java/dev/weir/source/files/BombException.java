package dev.weir.source.files;

import java.io.IOException;

/** A compressed file holds so much more than it is long that reading it through is left to who vouches for it. */
final class BombException extends IOException {
    private static final long serialVersionUID = 1L;

    BombException(String path, long stored, long most, long ratio) {
        super("Cannot read " + path + ": its " + stored + " bytes decompress to more than " + most
                + ", which is more than " + ratio + " times as many");
    }
}
