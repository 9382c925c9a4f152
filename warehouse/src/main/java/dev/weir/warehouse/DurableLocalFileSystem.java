package dev.weir.warehouse;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * Local files that are durable once they are closed, and whose names are once they were given: all that a ledger entry stands
 * for outlasts a power failure, whoever wrote it. Writes no {@code .crc} files, each of which would have to be forced,
 * too, since one that is torn makes a good file unreadable; Parquet's pages have checksums of their own. Those that older
 * versions wrote are still heeded.
 */
public final class DurableLocalFileSystem extends LocalFileSystem {
    public DurableLocalFileSystem() {
        super(new ForcedLocalFileSystem());
        setWriteChecksum(false);
    }

    @Override
    public void initialize(URI uri, Configuration hadoop) throws IOException {
        super.initialize(uri, hadoop);
        // What an earlier setting of Hadoop's may have said.
        setWriteChecksum(false);
    }

    /** Hadoop's own forgets the checksums of what it replaces. */
    @Override
    @SuppressWarnings("deprecation")
    protected void rename(Path source, Path target, Options.Rename... options) throws IOException {
        super.rename(source, target, options);
        Path checksums = getChecksumFile(target);
        if (getRawFileSystem().exists(checksums)) {
            getRawFileSystem().delete(checksums, false);
        }
    }
}
