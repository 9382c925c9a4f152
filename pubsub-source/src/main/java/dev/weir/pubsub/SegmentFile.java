package dev.weir.pubsub;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads what {@link Segment} wrote, and nothing that is not exactly that. */
record SegmentFile(Path path, Configuration conf) {
    /** The keys of its messages. */
    List<MessageKey> keys() throws IOException {
        try (DataInputStream in = open()) {
            return keys(in);
        } catch (EOFException e) {
            throw damaged(e);
        }
    }

    /** The messages, as they were written. */
    ByteBuffer body() throws IOException {
        FileStatus status = status();
        try (DataInputStream in = open()) {
            long head = Segment.headBytes(keys(in).size());
            byte[] body = new byte[Math.toIntExact(status.getLen() - head - Integer.BYTES)];
            in.readFully(body);
            verify(ByteBuffer.wrap(body), in.readInt());
            return ByteBuffer.wrap(body);
        } catch (EOFException | ArithmeticException | NegativeArraySizeException e) {
            throw damaged(e);
        }
    }

    private List<MessageKey> keys(DataInputStream in) throws IOException {
        int magic = in.readInt();
        int records = in.readInt();
        if (magic != Segment.MAGIC || records < 0 || Segment.headBytes(records) > status().getLen()) {
            throw damaged(null);
        }
        byte[] head = new byte[Segment.headBytes(records) - Integer.BYTES];
        ByteBuffer read = ByteBuffer.wrap(head).putInt(magic).putInt(records);
        in.readFully(head, read.position(), read.remaining());
        verify(ByteBuffer.wrap(head), in.readInt());
        List<MessageKey> keys = new ArrayList<>(records);
        while (read.hasRemaining()) {
            keys.add(new MessageKey(read.getLong(), read.getLong()));
        }
        return keys;
    }

    private void verify(ByteBuffer content, int checksum) throws IOException {
        if (Segment.checksum(content).getInt() != checksum) {
            throw damaged(null);
        }
    }

    private DataInputStream open() throws IOException {
        try {
            return files().open(path);
        } catch (FileNotFoundException e) {
            throw missing(e);
        }
    }

    private FileStatus status() throws IOException {
        try {
            return files().getFileStatus(path);
        } catch (FileNotFoundException e) {
            throw missing(e);
        }
    }

    private FileSystem files() throws IOException {
        return path.getFileSystem(conf);
    }

    IOException missing(IOException cause) {
        return new IOException(
                "Cannot read " + path + ": it is missing; restore the checkpoint directory as a whole, or start with a"
                        + " new one",
                cause);
    }

    private IOException damaged(Exception cause) {
        return new IOException(
                "Cannot read " + path + ": it is damaged; restore the checkpoint directory as a whole, or start with a"
                        + " new one and seek the subscription back to before the damage",
                cause);
    }
}
