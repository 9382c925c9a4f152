package dev.weir.format;

import java.nio.charset.StandardCharsets;

/** Sets the name of a user. */
final class UserValues {
    /** The attribute that keeps a name of several words. */
    private static final String WORDS = "user";

    private UserValues() {}

    /**
     * One word, or quoted. Several that are not quoted are kept as an attribute, for whoever chooses his name must not hide
     * the request with it; but if one of them is what is a field elsewhere (an address, a list, nothing), or the client
     * before them is none of an address, then the line is of another format.
     */
    static boolean user(Field field, byte[] b, int from, int to, boolean known, ParsedLine out) {
        boolean quoted = to - from > 2 && b[from] == '"' && b[to - 1] == '"';
        int start = quoted ? from + 1 : from;
        int end = quoted ? to - 1 : to;
        if (IpAddress.parse(b, start, end) != null) {
            // Whatever was put in this place, it is nobody's name.
            return true;
        }
        if (quoted || Bytes.indexOf(b, start, end, ' ') < 0) {
            return known || TextValues.text(field, b, start, end, out);
        }
        if (!isName(b, start, end) || AddressValues.isNamed(out)) {
            return false;
        }
        out.attribute(WORDS, new String(b, start, end - start, StandardCharsets.UTF_8));
        return true;
    }

    private static boolean isName(byte[] b, int from, int to) {
        int at = from;
        while (at < to) {
            int end = Bytes.end(b, at, to, ' ');
            boolean nothing = end - at <= 1 && (end == at || b[at] == '-' || b[at] == '|');
            boolean listed = end > at && b[end - 1] == ',';
            if (nothing || listed || IpAddress.parse(b, at, end) != null) {
                return false;
            }
            at = end + 1;
        }
        return true;
    }
}
