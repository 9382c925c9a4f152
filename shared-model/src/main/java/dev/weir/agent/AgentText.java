package dev.weir.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What of an agent is looked at: its first {@value #LONGEST} bytes as well-formed UTF-8 without control characters. Real
 * agents end long before, and hostile ones cost no more.
 */
final class AgentText {
    static final int LONGEST = 1_024;

    private static final int KELVIN_SIGN = 0x212a;
    private static final int LONG_S = 0x17f;

    private final String text;
    private final byte[] bytes;

    private AgentText(String text, byte[] bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /** What is looked at of a range. */
    static AgentText of(byte[] bytes, int from, int to) {
        int end = end(from, to);
        for (int i = from; i < end; i++) {
            if (bytes[i] < ' ' || bytes[i] == 0x7f) {
                String text = cleaned(new String(bytes, from, end - from, StandardCharsets.UTF_8));
                return new AgentText(text, text.getBytes(StandardCharsets.UTF_8));
            }
        }
        String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        return new AgentText(text, Arrays.copyOfRange(bytes, from, end));
    }

    /** Where what is looked at ends. */
    static int end(int from, int to) {
        return Math.min(to, from + LONGEST);
    }

    /** For expressions: RE2/J takes {@code ^} in bytes for true behind characters of several bytes. */
    String text() {
        return text;
    }

    /** The same in UTF-8, not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    private static String cleaned(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(clean(c)));
        return out.toString();
    }

    private static int clean(int c) {
        if (c == KELVIN_SIGN || c == LONG_S) {
            // Expressions that ignore case take these two for k and s, which literals of ASCII would not.
            return c == LONG_S ? 's' : 'k';
        }
        int type = Character.getType(c);
        boolean invisible = type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
        return invisible ? ' ' : c;
    }

    /** At most so many characters (none cut in two), without white space around them. */
    static String bounded(String text, int longest) {
        String stripped = text.strip();
        if (stripped.length() <= longest) {
            return stripped;
        }
        int end = Character.isHighSurrogate(stripped.charAt(longest - 1)) ? longest - 1 : longest;
        return stripped.substring(0, end).stripTrailing();
    }
}
