package dev.weir.logs;

import dev.weir.format.LineParser;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines as bytes, in memory that grows with the longest line only. */
public final class TextLines {
    /** What a longer line is cut to; no server writes such lines, but a binary file may look like one. */
    static final int LONGEST = LineParser.LONGEST + 1;

    private final InputStream in;
    private final Flushable output;
    private byte[] buffer = new byte[1 << 16];
    private int next;
    private int filled;
    private int from;
    private int to;
    private long number;

    /**
     * A reader of a stream.
     *
     * @param output what is flushed before the reader waits for input, so that {@code tail -f} shows every line at once
     */
    public TextLines(InputStream in, Flushable output) {
        this.in = in;
        this.output = output;
    }

    /** What the line lies in. */
    public byte[] bytes() {
        return buffer;
    }

    /** Where the line begins. */
    public int from() {
        return from;
    }

    /** Where the line ends, without its line feed. */
    public int to() {
        return to;
    }

    /** The line's number, from 1. */
    public long number() {
        return number;
    }

    /** Goes to the next line; false at the end. */
    public boolean next() throws IOException {
        from = next;
        int at = next;
        while (true) {
            while (at < filled) {
                if (buffer[at++] == '\n') {
                    return line(at - 1, at);
                }
            }
            if (at - from >= LONGEST) {
                return cut();
            }
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, filled - from);
                at -= from;
                filled -= from;
                from = 0;
            }
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            if (!fill()) {
                return at > from && line(at, at);
            }
        }
    }

    private boolean fill() throws IOException {
        if (in.available() == 0) {
            output.flush();
        }
        int count = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(count, 0);
        return count >= 0;
    }

    private boolean line(int end, int following) {
        to = end;
        next = following;
        number++;
        return true;
    }

    /** Ends an overlong line and skips its rest. */
    private boolean cut() throws IOException {
        byte[] kept = Arrays.copyOfRange(buffer, from, from + LONGEST);
        int at = filled;
        boolean more = true;
        while (more && at == filled) {
            filled = 0;
            at = 0;
            more = fill();
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
        }
        int rest = Math.min(at + 1, filled);
        byte[] joined = new byte[LONGEST + filled - rest];
        System.arraycopy(kept, 0, joined, 0, LONGEST);
        System.arraycopy(buffer, rest, joined, LONGEST, filled - rest);
        filled = joined.length;
        buffer = joined;
        from = 0;
        return line(LONGEST, LONGEST);
    }
}
