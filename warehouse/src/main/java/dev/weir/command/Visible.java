package dev.weir.command;

/**
 * Characters that steer a terminal, or the order in which it shows others, instead of being seen: logs hold what strangers wrote.
 * They are shown as JSON escapes them, so that JSON stays the same JSON.
 */
public final class Visible {
    private Visible() {}

    /** A text as one line in which every character is seen: line feeds and tabs are escaped, too. */
    public static String line(String text) {
        return text.codePoints().noneMatch(Visible::breaksLine) ? text : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder seen = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (breaksLine(c)) {
                seen.append(escape(c));
            } else {
                seen.appendCodePoint(c);
            }
        });
        return seen.toString();
    }

    private static boolean breaksLine(int codePoint) {
        return codePoint == '\n' || codePoint == '\t' || steers(codePoint);
    }

    /**
     * Whether a character steers: control characters (C0, DEL and C1) but line feed and tab, line and paragraph separators,
     * and those of the Unicode bidirectional algorithm (UAX #9, section 2).
     */
    static boolean steers(int codePoint) {
        if (codePoint < 0xa0) {
            return (codePoint < ' ' && codePoint != '\n' && codePoint != '\t') || codePoint >= 0x7f;
        }
        return codePoint == 0x61c
                || codePoint == 0x200e
                || codePoint == 0x200f
                || (codePoint >= 0x2028 && codePoint <= 0x202e)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    /** A character of the Basic Multilingual Plane, as JSON escapes it. */
    static String escape(int codePoint) {
        return String.format("\\u%04x", codePoint);
    }
}
