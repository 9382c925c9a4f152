package dev.weir.privacy;

import dev.weir.text.Ascii;
import java.util.Base64;

/**
 * The credentials of an {@code Authorization} field that somebody put into a URL: {@code Basic} with what decodes to
 * {@code user:password} (<a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>), or {@code Bearer} with a long token
 * (<a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>). "Basic training" and "bearer bonds" are neither.
 */
final class HttpCredentials {
    static final String BASIC = "basic";
    static final String BEARER = "bearer";
    private static final int SHORTEST_BASIC = 6;
    private static final int SHORTEST_TOKEN = 16;
    private static final int LOOK = 64;

    private HttpCredentials() {}

    /** Whether one of the two words ends there, where a space or the like follows. */
    static boolean isWordBefore(byte[] b, int to) {
        if (to < BASIC.length() || (b[to - 1] | 0x20) != 'c' && (b[to - 1] | 0x20) != 'r') {
            return false;
        }
        return endsWith(b, to, BASIC) || endsWith(b, to, BEARER);
    }

    private static boolean endsWith(byte[] b, int to, String word) {
        return Ascii.isWord(b, to - word.length(), to, word);
    }

    /** Where the credentials begin behind the word and spaces, {@code +} or a colon; negative if there is no such word. */
    static int from(byte[] b, int at, int to) {
        int word =
                Ascii.isWord(b, at, to, BASIC) ? BASIC.length() : Ascii.isWord(b, at, to, BEARER) ? BEARER.length() : 0;
        int start = at + word;
        while (word > 0 && start < to && (Ascii.isSpace(b[start]) || b[start] == ':')) {
            start++;
        }
        return word > 0 && start > at + word ? start : -1;
    }

    /** Where the credentials end; {@code from} if it is none. */
    static int end(byte[] b, int at, int from, int to) {
        boolean bearer = Ascii.isWord(b, at, to, BEARER);
        return bearer ? tokenEnd(b, from, to) : basicEnd(b, from, to);
    }

    private static int tokenEnd(byte[] b, int from, int to) {
        boolean digit = false;
        for (int i = from; i < Math.min(to, from + LOOK) && isToken(b[i]); i++) {
            digit |= Ascii.isDigit(b[i]);
        }
        if (!digit) {
            return from;
        }
        int end = from;
        while (end < to && isToken(b[end])) {
            end++;
        }
        return end - from < SHORTEST_TOKEN ? from : end;
    }

    private static boolean isToken(byte b) {
        return Ascii.isBase64Url(b) || b == '.' || b == '~' || b == '+' || b == '/' || b == '=';
    }

    private static int basicEnd(byte[] b, int from, int to) {
        int look = from;
        while (look < to && look - from < LOOK && isBase64(b[look])) {
            look++;
        }
        if (look - from < SHORTEST_BASIC || !hasColon(b, from, look)) {
            return from;
        }
        int end = look;
        while (end < to && (isBase64(b[end]) || b[end] == '=')) {
            end++;
        }
        return end;
    }

    private static boolean isBase64(byte b) {
        return Ascii.isBase64Url(b) || b == '+' || b == '/';
    }

    private static boolean hasColon(byte[] b, int from, int to) {
        // Whole groups, and a rest of two or three digits, decode whatever they are.
        int length = (to - from) % 4 == 1 ? to - from - 1 : to - from;
        byte[] digits = new byte[length];
        for (int i = 0; i < length; i++) {
            byte c = b[from + i];
            digits[i] = c == '+' ? (byte) '-' : c == '/' ? (byte) '_' : c;
        }
        boolean colon = false;
        for (byte c : Base64.getUrlDecoder().decode(digits)) {
            if (c >= 0 && c < ' ' || c == 0x7f) {
                return false;
            }
            colon |= c == ':';
        }
        return colon;
    }
}
