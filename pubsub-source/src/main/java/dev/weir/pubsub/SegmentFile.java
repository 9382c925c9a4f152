package dev.weir.pubsub;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads what {@link Segment} wrote, and nothing that is not exactly that. */
record SegmentFile(Path path, Configuration conf) {
    /**
     * What stands before the messages.
     *
     * @param bytes how long it is
     * @param bodyBytes how long the messages are; empty where the format before does not say so
     */
    private record Head(List<MessageKey> keys, int bytes, OptionalLong bodyBytes) {}

    /**
     * The keys of its messages.
     *
     * @throws CutShortException if not even these are there
     */
    List<MessageKey> keys() throws IOException {
        return read(in -> head(in).keys());
    }

    /**
     * The keys of its messages, if these are there, too.
     *
     * @throws CutShortException if the file ends before they do
     */
    List<MessageKey> keysOfWhole() throws IOException {
        return read(in -> {
            Head head = head(in);
            if (head.bodyBytes().isEmpty()) {
                // Only the messages themselves tell whether they are there.
                body(in, head);
                return head.keys();
            }
            long missing = head.bodyBytes().getAsLong() - bytesAfter(head.bytes());
            if (missing > 0) {
                throw cutShort(null);
            }
            if (missing < 0) {
                throw damaged(null);
            }
            return head.keys();
        });
    }

    /** The messages, as they were written. */
    ByteBuffer body() throws IOException {
        return read(in -> body(in, head(in)));
    }

    private ByteBuffer body(DataInputStream in, Head head) throws IOException {
        long length = head.bodyBytes().orElse(bytesAfter(head.bytes()));
        if (length < 0) {
            throw cutShort(null);
        }
        byte[] body = new byte[Math.toIntExact(length)];
        in.readFully(body);
        verify(ByteBuffer.wrap(body), in.readInt());
        return ByteBuffer.wrap(body);
    }

    private Head head(DataInputStream in) throws IOException {
        int magic = in.readInt();
        int records = in.readInt();
        ByteBuffer opening =
                ByteBuffer.allocate(Segment.OPENING_BYTES).putInt(magic).putInt(records);
        if (magic == Segment.MAGIC_BEFORE) {
            List<MessageKey> keys = keys(in, records, opening.flip());
            return new Head(keys, 2 * Integer.BYTES + Segment.keyBytes(records), OptionalLong.empty());
        }
        long bodyBytes = in.readLong();
        verify(opening.putLong(bodyBytes).flip(), in.readInt());
        if (magic != Segment.MAGIC) {
            throw damaged(null);
        }
        return new Head(
                keys(in, records, ByteBuffer.allocate(0)),
                Segment.OPENING_BYTES + Segment.keyBytes(records),
                OptionalLong.of(bodyBytes));
    }

    /** @param before what their checksum is of, too */
    private List<MessageKey> keys(DataInputStream in, int records, ByteBuffer before) throws IOException {
        if (records < 0) {
            throw damaged(null);
        }
        int length = Segment.keyBytes(records) - Integer.BYTES;
        if (length > bytes()) {
            throw cutShort(null);
        }
        ByteBuffer read = ByteBuffer.allocate(before.remaining() + length).put(before);
        in.readFully(read.array(), read.position(), read.remaining());
        verify(ByteBuffer.wrap(read.array()), in.readInt());
        List<MessageKey> keys = new ArrayList<>(records);
        while (read.hasRemaining()) {
            keys.add(new MessageKey(read.getLong(), read.getLong()));
        }
        return keys;
    }

    /** Something that reads. */
    private interface Reading<T> {
        T of(DataInputStream in) throws IOException;
    }

    private <T> T read(Reading<T> what) throws IOException {
        try (DataInputStream in = files().open(path)) {
            return what.of(in);
        } catch (FileNotFoundException e) {
            throw missing(e);
        } catch (EOFException e) {
            throw cutShort(e);
        } catch (ArithmeticException e) {
            throw damaged(e);
        }
    }

    /** How long the body is, going by the file's length, where the head is so long. */
    private long bytesAfter(int head) throws IOException {
        return bytes() - head - Integer.BYTES;
    }

    private long bytes() throws IOException {
        return files().getFileStatus(path).getLen();
    }

    private void verify(ByteBuffer content, int checksum) throws IOException {
        if (Segment.checksum(content).getInt() != checksum) {
            throw damaged(null);
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

    private CutShortException cutShort(Exception cause) {
        return new CutShortException(isDamaged(), cause);
    }

    private IOException damaged(Exception cause) {
        return new IOException(isDamaged(), cause);
    }

    private String isDamaged() {
        return "Cannot read " + path + ": it is damaged; restore the checkpoint directory as a whole, or start with a"
                + " new one and seek the subscription back to before the damage";
    }
}
