package dev.weir.pubsub;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Makes files that are there whole or not at all, are durable once they are there, and replace no other. Which call has
 * this property differs: on a local disk it is a hard link (a rename replaces, and looking first is a race), on an object
 * store the creation itself, elsewhere a rename.
 */
final class WholeFiles {
    static final String TEMPORARY = ".tmp";

    private static final Set<String> OBJECT_STORES = Set.of("gs", "s3a", "s3", "s3n", "oss", "cosn", "obs");

    private static final byte[] PROBE = new byte[1 << 16];

    private final Path directory;
    private final FileSystem files;
    private final Configuration conf;

    WholeFiles(Path directory, Configuration conf) throws IOException {
        this.files = directory.getFileSystem(conf);
        this.directory = files.makeQualified(directory);
        this.conf = conf;
        files.mkdirs(this.directory);
    }

    boolean onObjectStore() {
        return OBJECT_STORES.contains(scheme());
    }

    private String scheme() {
        return files.getUri().getScheme();
    }

    /**
     * @throws IOException if it cannot be made, a file of this name being there, for example; then nothing is left, except
     *     on an object store, where an object that is cut short may be
     */
    void create(String name, List<ByteBuffer> content) throws IOException {
        String temporary = "." + name + "." + UUID.randomUUID() + TEMPORARY;
        if (scheme().equals("file")) {
            link(temporary, name, content);
        } else if (onObjectStore()) {
            put(new Path(directory, name), content);
        } else {
            rename(new Path(directory, temporary), new Path(directory, name), content);
        }
    }

    /**
     * Makes a file and removes it.
     *
     * @throws IOException if none can be made of so many bytes, rounded up; of an object store's room nothing is asked
     */
    void probe(long bytes) throws IOException {
        String name = "." + UUID.randomUUID() + TEMPORARY;
        int parts = onObjectStore() ? 1 : Math.toIntExact(1 + bytes / PROBE.length);
        create(name, Collections.nCopies(parts, ByteBuffer.wrap(PROBE)));
        files.delete(new Path(directory, name), false);
    }

    private void link(String temporary, String name, List<ByteBuffer> content) throws IOException {
        java.nio.file.Path parent = java.nio.file.Path.of(directory.toUri().getPath());
        java.nio.file.Path written = parent.resolve(temporary);
        try {
            try (FileChannel out = FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(out, content);
                out.force(true);
            }
            Files.createLink(parent.resolve(name), written);
            try (FileChannel entries = FileChannel.open(parent, StandardOpenOption.READ)) {
                entries.force(true);
            }
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private void put(Path target, List<ByteBuffer> content) throws IOException {
        FSDataOutputStream out = files.create(target, false);
        try {
            write(Channels.newChannel((OutputStream) out), content);
        } catch (IOException | RuntimeException e) {
            // Not closed: to some stores, Google's connector among them, this means that the object is complete.
            if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
                out.abort();
            }
            throw e;
        }
        out.close();
    }

    private void rename(Path temporary, Path target, List<ByteBuffer> content) throws IOException {
        FileContext context = FileContext.getFileContext(directory.toUri(), conf);
        try {
            try (FSDataOutputStream out = context.create(temporary, EnumSet.of(CreateFlag.CREATE))) {
                write(Channels.newChannel((OutputStream) out), content);
                if (out.hasCapability(StreamCapabilities.HSYNC)) {
                    out.hsync();
                }
            }
            context.rename(temporary, target, Options.Rename.NONE);
        } finally {
            files.delete(temporary, false);
        }
    }

    private static void write(WritableByteChannel out, List<ByteBuffer> content) throws IOException {
        for (ByteBuffer part : content) {
            ByteBuffer left = part.duplicate();
            while (left.hasRemaining()) {
                out.write(left);
            }
        }
    }
}
