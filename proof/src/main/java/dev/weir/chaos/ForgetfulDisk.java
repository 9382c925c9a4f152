package dev.weir.chaos;

import dev.weir.warehouse.Disk;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.conf.Configured;

/**
 * A disk that keeps what it was asked to force and, when its power is cut, may forget the rest. It only writes down what was
 * forced, in a {@link Platter}; {@link PowerCut} then makes of a directory what would be left of it. So processes may be killed, and
 * all that write to one directory share one platter. For use as {@link Disk#SETTING}.
 */
public final class ForgetfulDisk extends Configured implements Disk {
    /** Hadoop's setting that names the platter's directory, which lies on the same file system. */
    public static final String PLATTER = "weir.disk.platter";

    @Override
    public void forceFile(Path file) throws IOException {
        platter().force(file);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        platter().forceNames(directory);
    }

    private Platter platter() throws IOException {
        Configuration settings = getConf();
        String directory = settings.get(PLATTER);
        if (directory == null) {
            throw new IllegalArgumentException("Invalid " + PLATTER + ": it is missing, must be a directory");
        }
        return new Platter(Path.of(directory));
    }
}
