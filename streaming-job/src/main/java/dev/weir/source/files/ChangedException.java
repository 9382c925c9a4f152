package dev.weir.source.files;

import java.io.IOException;

/** Two looks at a file saw different content, as where it was rotated in between. */
final class ChangedException extends IOException {
    private static final long serialVersionUID = 1;

    ChangedException(ListedFile file) {
        super("Cannot plan " + file.path()
                + ": it was replaced while it was looked at; it is looked at again at the next trigger");
    }
}
