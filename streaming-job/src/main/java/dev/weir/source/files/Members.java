package dev.weir.source.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The members of an archive that are files, in its order. */
interface Members extends Closeable {
    /**
     * The next one's bytes, once those of the one before are read to their end; empty at the archive's end, which was
     * found whole then.
     */
    Optional<InputStream> next() throws IOException;
}
