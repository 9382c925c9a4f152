package dev.weir.source.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Opens files for their decompressed content. */
final class Contents {
    /** How many bytes are looked at to see that a file still holds what was planned. */
    static final int GUARD = 4096;

    private static final int BUFFER = 1 << 16;

    private final Configuration conf;

    Contents(Configuration conf) {
        this.conf = conf;
    }

    /** A file's content, at some position of it. */
    record Content(InputStream in, Compression compression) {
        boolean compressed() {
            return compression != Compression.NONE;
        }
    }

    /** Opens the content at byte {@code from}; an {@link EOFException} says that compressed content ends before it. */
    Content open(String path, long from) throws IOException {
        return open(path, null, from).orElseThrow();
    }

    /** The same, but empty where the content does not begin with {@code head}; null is the head of anything. */
    Optional<Content> open(String path, FileIdentity head, long from) throws IOException {
        Path location = Locations.path(path);
        FSDataInputStream raw = Locations.fileSystem(location, conf).open(location, BUFFER);
        try {
            InputStream buffered = new BufferedInputStream(raw, BUFFER);
            Compression compression = Compression.of(buffered);
            InputStream in = compression.decompress(buffered);
            long at = 0;
            if (head != null) {
                byte[] start = in.readNBytes((int) head.length());
                at = start.length;
                if (!FileIdentity.of(start).equals(head)) {
                    raw.close();
                    return Optional.empty();
                }
            }
            if (compression == Compression.NONE) {
                raw.seek(from);
                return Optional.of(new Content(raw, compression));
            }
            if (from < at) {
                in.close();
                return Optional.of(open(path, from));
            }
            in.skipNBytes(from - at);
            return Optional.of(new Content(in, compression));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Whether the file's content begins with {@code head}. */
    boolean beginsWith(String path, FileIdentity head) throws IOException {
        Optional<Content> content = open(path, head, 0);
        if (content.isPresent()) {
            content.get().in().close();
        }
        return content.isPresent();
    }

    /** The {@code length} bytes that end before byte {@code to}; of fewer bytes where the content ends sooner. */
    FileIdentity before(String path, long to, long length) throws IOException {
        try (InputStream in = open(path, to - length).in()) {
            return FileIdentity.of(in.readNBytes((int) length));
        } catch (EOFException e) {
            return FileIdentity.of();
        }
    }

    boolean exists(String path) throws IOException {
        Path location = Locations.path(path);
        return Locations.fileSystem(location, conf).exists(location);
    }

    /** Whether the file is still the size and age that the listing said. */
    boolean unchanged(ListedFile file) throws IOException {
        Path location = Locations.path(file.path());
        FileStatus now = Locations.fileSystem(location, conf).getFileStatus(location);
        return now.getLen() == file.length() && now.getModificationTime() == file.modified();
    }
}
