package dev.weir.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks of UTF-8. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;

    private Utf8() {}

    /** Whether a range is ASCII without NULs, as nearly all lines are. */
    static boolean isPlain(byte[] b, int from, int to) {
        long other = 0;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long word = (long) LONGS.get(b, at);
            // A NUL borrows from the top bit of its byte; what it borrows from above is seen as well.
            other |= (word - ONES) | word;
        }
        boolean rest = true;
        for (; at < to; at++) {
            rest &= b[at] > 0;
        }
        return rest && (other & HIGH_BITS) == 0;
    }

    /** Whether a range is well-formed (no overlong forms, surrogates or stray bytes). */
    static boolean isValid(byte[] b, int from, int to) {
        int at = from;
        while (at < to) {
            while (at + 8 <= to && ((long) LONGS.get(b, at) & HIGH_BITS) == 0) {
                at += 8;
            }
            if (at < to) {
                int length = b[at] >= 0 ? 1 : sequence(b, at, to);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    /** Whether a range is exactly one character of well-formed UTF-8 that is no control character. */
    static boolean isPrintable(byte[] b, int from, int to) {
        if (to - from == 1) {
            return b[from] >= ' ' && b[from] != 0x7f;
        }
        boolean control = to - from == 2 && (b[from] & 0xff) == 0xc2 && (b[from + 1] & 0xff) < 0xa0;
        return !control && sequence(b, from, to) == to - from;
    }

    /** How many bytes a character that begins with the byte has; 0 if none does. */
    static int lengthOf(int first) {
        if (first < 0x80) {
            return 1;
        }
        return first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    }

    private static int sequence(byte[] b, int at, int to) {
        int first = b[at] & 0xff;
        int length = lengthOf(first);
        if (length < 2 || to - at < length) {
            return 0;
        }
        int second = b[at + 1] & 0xff;
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((b[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
