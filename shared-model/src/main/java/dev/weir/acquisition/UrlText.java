package dev.weir.acquisition;

import dev.weir.text.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text out of a URL: percent-decoded once, cleaned of what nobody should have to display, and cut. */
final class UrlText {
    private static final int MAX_BYTES = 256;

    private UrlText() {}

    /**
     * The range's text: {@code +} is a space, {@code %XX} a byte where it is spelled well and itself elsewhere
     * (<a href="https://url.spec.whatwg.org/#urlencoded-parsing">WHATWG</a>), and bytes that are no UTF-8 become U+FFFD; then as
     * {@link #clean} has it.
     */
    static String of(byte[] b, int from, int to) {
        if (to - from <= MAX_BYTES && isPlain(b, from, to)) {
            return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
        }
        return clean(new String(decoded(b, from, to), StandardCharsets.UTF_8));
    }

    /** Whether nothing is to be done. */
    private static boolean isPlain(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] <= ' ' || b[i] == 0x7f || b[i] == '%' || b[i] == '+') {
                return false;
            }
        }
        return true;
    }

    static byte[] decoded(byte[] b, int from, int to) {
        byte[] out = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            int encoded = Ascii.percent(b, i, to);
            if (encoded >= 0) {
                out[length++] = (byte) encoded;
                i += 2;
            } else {
                out[length++] = b[i] == '+' ? (byte) ' ' : b[i];
            }
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    /**
     * The text without control characters and without marks that turn the direction of writing, without blanks at its ends, and
     * not over {@value #MAX_BYTES} bytes of UTF-8, no character cut in two. What is clean stays as it is.
     */
    static String clean(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_BYTES));
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (isHidden(character) || character == ' ' && out.isEmpty()) {
                continue;
            }
            bytes += length(character);
            if (bytes > MAX_BYTES) {
                break;
            }
            out.appendCodePoint(character);
        }
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }

    /** The text with its ASCII letters in lower case: what else has a case depends on the version of Unicode. */
    static String lower(String text) {
        int upper = 0;
        while (upper < text.length() && !isUpper(text.charAt(upper))) {
            upper++;
        }
        if (upper == text.length()) {
            return text;
        }
        char[] characters = text.toCharArray();
        for (int i = upper; i < characters.length; i++) {
            characters[i] = isUpper(characters[i]) ? (char) (characters[i] + 32) : characters[i];
        }
        return new String(characters);
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isHidden(int c) {
        boolean control = c < ' ' || c >= 0x7f && c < 0xa0;
        boolean direction =
                c == 0x200e || c == 0x200f || c == 0x61c || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        return control || direction || c == 0x2028 || c == 0x2029;
    }

    private static int length(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
}
