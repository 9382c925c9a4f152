package dev.weir.acquisition;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where the host stands in a URL (<a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2">RFC 3986, authority</a>): behind
 * the scheme and the user's name, before the port. One pass; no bytes make it throw.
 */
public final class UrlHost {
    static final long NONE = -1;
    private static final int LONGEST_HOST = 253;

    private UrlHost() {}

    /**
     * The host, lower case; null where there is none: no scheme, an empty or too long host, or one with a space or a control
     * character. Nothing else is asked of its characters.
     *
     * @param url null is no URL
     */
    public static String of(byte[] url) {
        long range = locate(url);
        if (range == NONE) {
            return null;
        }
        int from = from(range);
        return new String(url, from, to(range) - from, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    }

    /** The range of what {@link #of} would give, for {@link #from} and {@link #to}; {@link #NONE} for null. */
    static long locate(byte[] url) {
        int from = url == null ? -1 : afterScheme(url);
        if (from < 0) {
            return NONE;
        }
        int to = from;
        boolean blank = false;
        while (to < url.length && url[to] != '/' && url[to] != '?' && url[to] != '#') {
            byte c = url[to++];
            if (c == '@') {
                from = to;
                blank = false;
            }
            blank |= c >= 0 && c <= ' ' || c == 0x7f;
        }
        int end = withoutPort(url, from, to);
        if (blank || end == from || end - from > LONGEST_HOST) {
            return NONE;
        }
        return (long) from << 32 | end;
    }

    static int from(long range) {
        return (int) (range >>> 32);
    }

    static int to(long range) {
        return (int) range;
    }

    /** Where the authority begins, or -1. */
    private static int afterScheme(byte[] url) {
        int i = 0;
        while (i < url.length && (isLetterOrDigit(url[i]) || url[i] == '+' || url[i] == '-')) {
            i++;
        }
        boolean authority = i + 2 < url.length && url[i] == ':' && url[i + 1] == '/' && url[i + 2] == '/';
        return authority && i > 0 ? i + 3 : -1;
    }

    static boolean isLetterOrDigit(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z' || b >= '0' && b <= '9';
    }

    /** Where the range ends but for a colon and the digits behind it. */
    static int withoutPort(byte[] url, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (url[i] == ':') {
                return i;
            }
            if (url[i] < '0' || url[i] > '9') {
                return to;
            }
        }
        return to;
    }
}
