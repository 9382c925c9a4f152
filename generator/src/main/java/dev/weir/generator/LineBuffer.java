package dev.weir.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The bytes of the line being written; reused from line to line. */
final class LineBuffer {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};
    private static final int WIDEST_ESCAPE = 6;
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes = new byte[2048];
    private int length;

    LineBuffer clear() {
        length = 0;
        return this;
    }

    int length() {
        return length;
    }

    /** Appends ASCII text as it is. */
    LineBuffer text(String text) {
        int count = text.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    LineBuffer octet(int octet) {
        reserve(1);
        bytes[length++] = (byte) octet;
        return this;
    }

    LineBuffer number(long number) {
        reserve(LONGEST_NUMBER);
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits(number, digits);
    }

    /** Appends a number with leading zeros. */
    LineBuffer digits(long number, int count) {
        reserve(count);
        long rest = number;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }

    /** Appends milliseconds as seconds with three decimals. */
    LineBuffer seconds(int millis) {
        return number(millis / 1000).octet('.').digits(millis % 1000, 3);
    }

    /** Appends 16 lower-case hexadecimal digits. */
    LineBuffer hex(long number) {
        reserve(16);
        for (int shift = 60; shift >= 0; shift -= 4) {
            int digit = (int) (number >>> shift) & 0xf;
            bytes[length++] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
        return this;
    }

    /** Appends text as nginx does between quotes: what is not printable ASCII as {@code \xHH}. */
    LineBuffer escaped(String text) {
        int count = text.length();
        reserve(count * WIDEST_ESCAPE);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                octet('\\').octet('x').octet(HEX[c >>> 4 & 0xf]).octet(HEX[c & 0xf]);
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return this;
    }

    /** Appends printable text as a JSON string's content. */
    LineBuffer json(String text) {
        int count = text.length();
        reserve(count * WIDEST_ESCAPE);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                bytes[length++] = '\\';
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    /** Shortens the line to its first bytes. */
    void cut(int newLength) {
        length = Math.min(length, newLength);
    }

    /** Keeps the line's last bytes only. */
    void keepTail(int count) {
        int kept = Math.min(length, count);
        System.arraycopy(bytes, length - kept, bytes, 0, kept);
        length = kept;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
