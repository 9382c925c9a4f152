package dev.weir.pubsub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * An object store as Google's connector presents one, in a directory: an object appears when its stream is closed, with
 * what was written up to then, also where writing failed before; and replaces none.
 */
public final class ObjectStore extends RawLocalFileSystem {
    private static final URI BUCKET = URI.create("gs://bucket");

    /** How many bytes more can be written before writing fails. */
    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    static Configuration conf() {
        Configuration conf = new Configuration();
        conf.set("fs.gs.impl", ObjectStore.class.getName());
        return conf;
    }

    static ObjectStore of(Configuration conf) throws IOException {
        return (ObjectStore) get(BUCKET, conf);
    }

    /** The directory as a path of the store. */
    static org.apache.hadoop.fs.Path path(Path directory) {
        return new org.apache.hadoop.fs.Path(BUCKET.getScheme(), BUCKET.getAuthority(), directory.toString());
    }

    /** Lets writing fail after so many bytes, from then on. */
    void failAfter(long bytes) {
        room.set(bytes);
    }

    @Override
    public URI getUri() {
        return BUCKET;
    }

    @Override
    public String getScheme() {
        return BUCKET.getScheme();
    }

    @Override
    public FSDataOutputStream create(
            org.apache.hadoop.fs.Path path,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        return new FSDataOutputStream(new Upload(pathToFile(path).toPath()), null);
    }

    private final class Upload extends OutputStream {
        private final Path target;
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

        Upload(Path target) {
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            long left = room.get();
            sent.write(from, offset, (int) Math.min(left, length));
            if (left < length) {
                room.set(0);
                throw new IOException("Connection reset");
            }
            room.set(left == Long.MAX_VALUE ? left : left - length);
        }

        @Override
        public void close() throws IOException {
            Files.write(target, sent.toByteArray(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }
}
