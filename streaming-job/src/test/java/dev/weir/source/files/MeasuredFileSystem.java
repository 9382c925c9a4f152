package dev.weir.source.files;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files, of which is known how much was read: Hadoop's own counter of the scheme leaves out those without checksums. */
public final class MeasuredFileSystem extends RawLocalFileSystem {
    private static FileSystem.Statistics reads;

    @Override
    public void initialize(URI uri, Configuration conf) throws IOException {
        super.initialize(uri, conf);
        count(statistics);
    }

    private static void count(FileSystem.Statistics statistics) {
        reads = statistics;
    }

    /** Makes a configuration's local files measured ones. */
    static void in(Configuration conf) {
        conf.set("fs.file.impl", MeasuredFileSystem.class.getName());
        conf.set("fs.file.impl.disable.cache", "true");
    }

    /** How many bytes were ever read. */
    static long bytesRead() {
        return reads == null ? 0 : reads.getBytesRead();
    }
}
