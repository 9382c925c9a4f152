package dev.weir.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes UTF-8 on in which nothing {@link Visible#steers steers}; bytes that are no UTF-8 become U+FFFD. What is written at
 * a time may end within a character.
 */
public final class VisibleOutput extends FilterOutputStream {
    private static final byte[] NO_CHARACTER = "\ufffd".getBytes(StandardCharsets.UTF_8);
    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

    /** The bytes so far of a character of several. */
    private final byte[] begun = new byte[4];

    private int have;
    private int want;

    public VisibleOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (have == 0 && bytes[i] >= 0 && !Visible.steers(bytes[i])) {
                continue;
            }
            out.write(bytes, from, i - from);
            from = i + 1;
            take(bytes[i]);
        }
        out.write(bytes, from, offset + length - from);
    }

    private void take(byte octet) throws IOException {
        boolean continues = (octet & 0xc0) == 0x80;
        if (have > 0 && !continues) {
            have = 0;
            out.write(NO_CHARACTER);
        }
        if (have == 0) {
            want = continues ? 0 : lengthBegunBy(octet);
        }
        if (want == 0) {
            out.write(NO_CHARACTER);
            return;
        }
        begun[have++] = octet;
        if (have == want) {
            have = 0;
            end();
        }
    }

    /** How many bytes the character has; 0 if none begins so. */
    private static int lengthBegunBy(byte octet) {
        if (octet >= 0) {
            return 1;
        }
        int ones = Integer.numberOfLeadingZeros(~octet << 24);
        return ones <= 4 ? ones : 0;
    }

    private void end() throws IOException {
        int codePoint = want == 1 ? begun[0] : begun[0] & (0xff >> (want + 1));
        for (int i = 1; i < want; i++) {
            codePoint = codePoint << 6 | begun[i] & 0x3f;
        }
        boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
        if (codePoint < LEAST[want] || codePoint > Character.MAX_CODE_POINT || surrogate) {
            out.write(NO_CHARACTER);
        } else if (Visible.steers(codePoint)) {
            out.write(Visible.escape(codePoint).getBytes(StandardCharsets.US_ASCII));
        } else {
            out.write(begun, 0, want);
        }
    }

    @Override
    public void close() throws IOException {
        if (have > 0) {
            have = 0;
            out.write(NO_CHARACTER);
        }
        super.close();
    }
}
