package dev.weir.source.files;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files, of which one gets another name just before it is opened for the n-th time. */
public final class RotatingFileSystem extends RawLocalFileSystem {
    private static int left;
    private static final Queue<Rotation> ROTATIONS = new ArrayDeque<>();

    /** What logrotate does. */
    interface Rotation {
        void rotate() throws IOException;
    }

    /**
     * @param opens how many times {@code access.log} is opened before
     * @param what before that open, and before the next ones
     */
    static void after(int opens, Rotation... what) {
        left = opens;
        ROTATIONS.clear();
        ROTATIONS.addAll(List.of(what));
    }

    /** Whether it was opened often enough. */
    static boolean rotated() {
        return ROTATIONS.isEmpty();
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        if (path.getName().equals("access.log") && left-- <= 0 && !rotated()) {
            ROTATIONS.remove().rotate();
        }
        return super.open(path, bufferSize);
    }
}
