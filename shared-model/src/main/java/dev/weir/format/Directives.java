package dev.weir.format;

import java.nio.charset.StandardCharsets;

/**
 * Follows the directives of a W3C file, so that every record can carry the {@code #Fields} in force. Feed it all lines
 * of a file in order. Not thread-safe.
 */
public final class Directives {
    /** Every record carries the list in force, so a line of megabytes must not become one: servers write 1 KB. */
    static final int LONGEST = 1 << 14;

    private static final String FIELDS = "#fields:";
    private static final String[] NAMES = {
        FIELDS, "#version:", "#software:", "#date:", "#start-date:", "#end-date:", "#remark:"
    };

    private String header;

    /** True if the line is a directive, which is no record; a {@code #Fields} line changes {@link #header}. */
    public boolean accept(byte[] buf, int from, int to) {
        for (String name : NAMES) {
            if (startsWith(buf, from, to, name)) {
                if (name.equals(FIELDS)) {
                    int start = from + FIELDS.length();
                    header = to - start > LONGEST
                            ? ""
                            : new String(buf, start, to - start, StandardCharsets.UTF_8).strip();
                }
                return true;
            }
        }
        return false;
    }

    /** The text after the last {@code #Fields:}, trimmed; empty if it was too long; null before the first. */
    public String header() {
        return header;
    }

    /** Whether a line is one of the directives. */
    static boolean isDirective(byte[] buf, int from, int to) {
        return new Directives().accept(buf, from, to);
    }

    private static boolean startsWith(byte[] buf, int from, int to, String name) {
        if (to - from < name.length() || buf[from] != '#') {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            int b = buf[from + i];
            if (name.charAt(i) != (b >= 'A' && b <= 'Z' ? b + 32 : b)) {
                return false;
            }
        }
        return true;
    }
}
