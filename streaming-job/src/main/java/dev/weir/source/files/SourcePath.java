package dev.weir.source.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a user calls files by.
 *
 * @param name absolute, as records' sources begin: a plain path for local files, a URI for others
 * @param kind what is there now
 */
public record SourcePath(String name, Kind kind) {
    private static final Set<Integer> SPECIAL =
            Set.of((int) '*', (int) '?', (int) '[', (int) '{', (int) '}', (int) '\\');

    /** What a path is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        /** A glob, or a name of what is not there yet, which is the same. */
        GLOB
    }

    /**
     * Whether a record's source is a file: only these are absolute paths, or URIs that go on with one
     * (<a href="https://www.rfc-editor.org/rfc/rfc3986#section-3">RFC 3986, 3</a>); all others are {@code kind:name}.
     */
    public static boolean isName(String source) {
        return source.startsWith("/") || source.startsWith("/", source.indexOf(':') + 1);
    }

    /**
     * Looks at what is there.
     *
     * @throws UncheckedIOException if the file system does not answer
     */
    public static SourcePath of(String path, Configuration conf) {
        Path asked = new Path(path);
        try {
            FileSystem fs = Locations.fileSystem(asked, conf);
            String name = Locations.text(fs.makeQualified(asked));
            try {
                return new SourcePath(name, fs.getFileStatus(asked).isDirectory() ? Kind.DIRECTORY : Kind.FILE);
            } catch (FileNotFoundException e) {
                return new SourcePath(name, Kind.GLOB);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + path + ": " + e.getMessage(), e);
        }
    }

    /** A glob that lists just these files. */
    public String glob() {
        if (kind == Kind.GLOB) {
            return name;
        }
        StringBuilder escaped = new StringBuilder();
        name.codePoints().forEach(point -> {
            escaped.append(SPECIAL.contains(point) ? "\\" : "").appendCodePoint(point);
        });
        return escaped.toString();
    }
}
