package dev.weir.source.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
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
    record Content(InputStream in, Compression compression, ArchiveKind archive) {
        /** Whether it is a whole, in which no position can be sought. */
        boolean compressed() {
            return compression != Compression.NONE || archive != ArchiveKind.NONE;
        }
    }

    /** Opens the content at byte {@code from}; an {@link EOFException} says that compressed content ends before it. */
    Content open(String path, long from) throws IOException {
        return open(path, null, from).orElseThrow();
    }

    /** Opens the content at its beginning, of archives as much as is allowed. */
    Content open(String path, Allowance allowance) throws IOException {
        return open(path, null, 0, allowance).orElseThrow();
    }

    /** The same, but empty where the content does not begin with {@code head}; null is the head of anything. */
    Optional<Content> open(String path, FileIdentity head, long from) throws IOException {
        // What is opened again was read through before.
        return open(path, head, from, Allowance.unlimited());
    }

    private Optional<Content> open(String path, FileIdentity head, long from, Allowance allowance) throws IOException {
        Path location = Locations.path(path);
        FSDataInputStream raw = Locations.fileSystem(location, conf).open(location, BUFFER);
        try {
            InputStream buffered = new BufferedInputStream(raw, BUFFER);
            Decoded decoded = Decoded.of(buffered, allowance);
            InputStream in = decoded.text();
            long at = 0;
            if (head != null) {
                byte[] start = in.readNBytes((int) head.length());
                at = start.length;
                if (!FileIdentity.of(start).equals(head)) {
                    raw.close();
                    return Optional.empty();
                }
            }
            if (decoded.plain()) {
                raw.seek(from);
                return Optional.of(new Content(raw, Compression.NONE, ArchiveKind.NONE));
            }
            if (from < at) {
                in.close();
                return Optional.of(open(path, from));
            }
            in.skipNBytes(from - at);
            return Optional.of(new Content(in, decoded.compression(), decoded.archive()));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Whether the file's content begins with {@code head}. */
    boolean beginsWith(String path, FileIdentity head) throws IOException {
        // From where its first bytes end, so that compressed content is not opened again.
        Optional<Content> content = open(path, head, head.length());
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

    /**
     * Whether the content has the bytes before a mark, as far back as its block. It says nothing of earlier ones: for
     * what was found under the name that it had, or to tell contents apart, not to tell that two are one.
     */
    boolean holds(String path, Mark mark) throws IOException {
        try {
            return pass(path, mark.block(), mark.position()).total().at().equals(mark.at());
        } catch (EOFException e) {
            return false;
        }
    }

    /** Passes over the content from a block's beginning on, given the identity of what lies before it. */
    ContentPass pass(String path, FileIdentity block, long to) throws IOException {
        return pass(path, block, to, ContentPass.STRIDE, none -> new TreeSet<>());
    }

    /** The same, with more wishes, see {@link ContentPass}. */
    ContentPass pass(
            String path, FileIdentity block, long to, long stride, Function<ByteBuffer, SortedSet<Long>> lengths)
            throws IOException {
        try (InputStream in = open(path, block.length()).in()) {
            return new ContentPass(block, to, stride, lengths).over(in);
        }
    }

    /** The file's length as stored. */
    long length(String path) throws IOException {
        Path location = Locations.path(path);
        return Locations.fileSystem(location, conf).getFileStatus(location).getLen();
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
