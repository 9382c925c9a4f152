package dev.weir.source.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The text of an archive: that of its members, one after another. A member's end ends its last line, and what it said
 * of W3C fields holds for no other: where need be, an empty {@code #Fields} line stands between. Not thread-safe.
 */
final class ArchiveText extends InputStream {
    private static final byte[] LINE_END = {'\n'};
    private static final byte[] NO_FIELDS = "#Fields:\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 1 << 14;

    /** What decodes a member. */
    interface Decoder {
        InputStream text(InputStream member) throws IOException;
    }

    private final Members members;
    private final Decoder decoder;
    private InputStream raw;
    private InputStream member;
    private byte[] pending = new byte[0];
    private int at;
    private int previous = '\n';
    private boolean fields;
    private boolean ended;

    ArchiveText(Members members, Decoder decoder) {
        this.members = members;
        this.decoder = decoder;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                int read = at < pending.length
                        ? copy(bytes, from, length)
                        : member == null ? -1 : member.read(bytes, from, length);
                if (read > 0) {
                    look(bytes, from, from + read);
                    return read;
                }
                advance();
            }
            return -1;
        } catch (RuntimeException e) {
            // Damaged archives make their readers throw all sorts of exceptions.
            throw new IOException(e.toString(), e);
        }
    }

    private int copy(byte[] bytes, int from, int length) {
        int read = Math.min(length, pending.length - at);
        System.arraycopy(pending, at, bytes, from, read);
        at += read;
        return read;
    }

    private void advance() throws IOException {
        if (member != null) {
            member.close();
            member = null;
            raw.transferTo(OutputStream.nullOutputStream());
            if (previous != '\n') {
                pending = LINE_END;
                at = 0;
                return;
            }
        }
        Optional<InputStream> next = members.next();
        if (next.isEmpty()) {
            ended = true;
            return;
        }
        raw = next.get();
        member = decoder.text(new Unclosed(raw));
        byte[] head = member.readNBytes(HEAD);
        boolean between = fields && head.length > 0 && !setsFields(head);
        pending = between ? concat(NO_FIELDS, head) : head;
        at = 0;
    }

    private void look(byte[] bytes, int from, int to) {
        for (int i = from; i < to && !fields; i++) {
            fields = bytes[i] == '#' && (i == from ? previous : bytes[i - 1]) == '\n';
        }
        previous = bytes[to - 1];
    }

    /** Whether there are fields among the directives at its beginning. */
    private static boolean setsFields(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1)
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("#fields:"));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Override
    public void close() throws IOException {
        try (members) {
            if (member != null) {
                member.close();
            }
        }
    }

    /** A member, whose end is not the archive's. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
