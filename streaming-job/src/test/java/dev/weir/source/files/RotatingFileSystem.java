package dev.weir.source.files;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files, of which one is rotated just before it is opened for the n-th time. */
public final class RotatingFileSystem extends RawLocalFileSystem {
    private static int left;
    private static Rotation rotation;

    /** What logrotate does. */
    interface Rotation {
        void rotate() throws IOException;
    }

    /** @param opens how many times {@code access.log} is opened before; its rotation happens once */
    static void after(int opens, Rotation what) {
        left = opens;
        rotation = what;
    }

    /** Whether it was opened often enough. */
    static boolean rotated() {
        return rotation == null;
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        if (path.getName().equals("access.log") && rotation != null && left-- == 0) {
            Rotation now = rotation;
            rotation = null;
            now.rotate();
        }
        return super.open(path, bufferSize);
    }
}
