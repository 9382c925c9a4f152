package dev.weir.format;

import java.util.Arrays;

/** Makes one blank of several, which some write to align their columns, and terminals where they cut tabs out. */
final class Blanks {
    private Blanks() {}

    /** The range with single blanks where no quotes are around them; the array itself if there is nothing to change. */
    static byte[] single(byte[] b, int from, int to) {
        byte[] single = null;
        int length = 0;
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            quoted ^= b[i] == '"' && (i == from || b[i - 1] != '\\');
            boolean again = !quoted && i > from && b[i] == ' ' && b[i - 1] == ' ';
            if (again && single == null) {
                single = Arrays.copyOfRange(b, from, to);
                length = i - from;
            }
            if (!again && single != null) {
                single[length++] = b[i];
            }
        }
        return single == null ? b : Arrays.copyOf(single, length);
    }
}
