package dev.weir.warehouse;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;

/** The same as {@link DurableLocalFileSystem} for Hadoop's other interface, by which Spark writes checkpoints. */
public final class DurableLocalFs extends DelegateToFileSystem {
    /** As Hadoop makes it. */
    public DurableLocalFs(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
        super(URI.create("file:///"), new DurableLocalFileSystem(), hadoop, "file", false);
    }

    @Override
    public int getUriDefaultPort() {
        return -1;
    }

    @Override
    public boolean isValidName(String path) {
        // What a name may be is the operating system's to say.
        return true;
    }
}
