package dev.weir.source.files;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Turns the paths in records and logs into Hadoop's and back: a plain absolute path always means a local file. */
final class Locations {
    private Locations() {}

    static String text(Path path) {
        return isLocal(path) ? path.toUri().getPath() : path.toString();
    }

    static boolean isLocal(Path path) {
        String scheme = path.toUri().getScheme();
        return scheme == null || scheme.equals("file");
    }

    static Path path(String text) {
        return text.startsWith("/") ? new Path("file", null, text) : new Path(text);
    }

    /** Without checksum side files: others write these files, and they grow. */
    static FileSystem fileSystem(Path path, Configuration conf) throws IOException {
        FileSystem fs = path.getFileSystem(conf);
        return fs instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : fs;
    }

    /** Hidden files, and those that are still being written under a name that says so. */
    static boolean skipped(String name) {
        return name.startsWith(".") || name.startsWith("_") || name.endsWith(".tmp") || name.endsWith(".part");
    }
}
