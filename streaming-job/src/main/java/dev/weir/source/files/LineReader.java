package dev.weir.source.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Walks over the lines of a stream without copying them. Of a line that is longer than {@link #KEPT} bytes, far more than a
 * parser takes, it yields that many; the rest it only skips, so that memory is bounded. Not thread-safe.
 */
final class LineReader implements Closeable {
    private static final int INITIAL = 1 << 18;
    static final int KEPT = 16 << 20;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private final InputStream in;
    private final long limit;
    private final int kept;
    private byte[] buffer = new byte[INITIAL];
    private long base;
    private int from;
    private int to;
    private int following;
    private int filled;
    /** How many bytes of the line were skipped: what follows it is that much further on than the buffer says. */
    private long skipped;

    private boolean terminated;

    /**
     * @param position of the stream's next byte in the content
     * @param limit the position at which reading stops, as if the content ended there
     */
    LineReader(InputStream in, long position, long limit) {
        this(in, position, limit, KEPT);
    }

    LineReader(InputStream in, long position, long limit, int kept) {
        this.kept = kept;
        this.in = in;
        this.base = position;
        this.limit = limit;
    }

    /** Moves to the next line; false at the end. The bytes after the last line end are a line, {@link #terminated} tells. */
    boolean next() throws IOException {
        from = following;
        base += skipped;
        skipped = 0;
        int scanned = from;
        while (true) {
            int newline = newline(buffer, scanned, filled);
            if (newline >= 0) {
                return line(newline, newline + 1, true);
            }
            if (filled - from > kept) {
                skipped += filled - from - kept;
                filled = from + kept;
            }
            int unscanned = filled - from;
            if (!fill()) {
                return from < filled && line(filled, filled, false);
            }
            scanned = from + unscanned;
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    /** Where the line ends in the buffer, its line end not counted. */
    int to() {
        return to;
    }

    long position() {
        return base + from;
    }

    /** The position after the line and its line end. */
    long following() {
        return base + skipped + following;
    }

    boolean terminated() {
        return terminated;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean line(int end, int next, boolean ended) {
        int withoutReturn = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
        to = Math.min(withoutReturn, from + kept);
        following = next;
        terminated = ended;
        return true;
    }

    private boolean fill() throws IOException {
        if (filled == buffer.length) {
            makeRoom();
        }
        long room = Math.min(buffer.length - filled, limit - base - skipped - filled);
        int read = room <= 0 ? -1 : in.read(buffer, filled, (int) room);
        if (read < 0) {
            return false;
        }
        filled += read;
        return true;
    }

    private void makeRoom() {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            base += from;
            filled -= from;
            from = 0;
        } else {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
    }

    /** The first line feed in {@code bytes[from, to)}, or -1; eight bytes at a time. */
    static int newline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long zeros = (long) WORD.get(bytes, at) ^ NEWLINES;
            // The lowest set top bit marks the first byte that was a line feed; higher ones may be false.
            long found = (zeros - ONES) & ~zeros & TOPS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
