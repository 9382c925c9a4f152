package dev.weir.source.files;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;

/** Local files under another scheme, of which those named {@code secret} may not be read. */
public final class GuardedFileSystem extends RawLocalFileSystem {
    @Override
    public URI getUri() {
        return URI.create("guarded:///");
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        check(path);
        return super.open(path, bufferSize);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        check(path);
        return super.listStatus(path);
    }

    private static void check(Path path) throws AccessControlException {
        if (path.getName().startsWith("secret")) {
            throw new AccessControlException("Permission denied: " + path);
        }
    }
}
