package dev.weir.acquisition;

/**
 * The parameters of a URL's query, one after the other, as
 * <a href="https://url.spec.whatwg.org/#urlencoded-parsing">WHATWG</a> parts them: by {@code &} alone. No more than the first
 * {@value #MOST} of them and the first {@value #LONGEST} bytes are looked at.
 */
final class UrlParameters {
    static final int MOST = 100;
    static final int LONGEST = 8 * 1024;

    private final byte[] bytes;
    private final int end;
    private int seen;
    private int next;
    private int keyFrom;
    private int keyTo;
    private int valueTo;

    /** Of the range, which begins behind the question mark; a fragment ends it. */
    UrlParameters(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.end = Math.min(to, from + LONGEST);
        this.next = from;
    }

    /** Goes to the next parameter that has a name; false if there is none. */
    boolean advance() {
        while (next < end && seen < MOST) {
            read();
            if (keyTo > keyFrom) {
                seen++;
                return true;
            }
        }
        return false;
    }

    private void read() {
        keyFrom = next;
        keyTo = -1;
        int at = next;
        while (at < end && bytes[at] != '&' && bytes[at] != '#') {
            if (bytes[at] == '=' && keyTo < 0) {
                keyTo = at;
            }
            at++;
        }
        valueTo = at;
        keyTo = keyTo < 0 ? at : keyTo;
        next = at < end && bytes[at] == '&' ? at + 1 : end;
    }

    /** What the table has of the parameter's name; null if nothing. */
    <V> V in(KeyTable<V> table) {
        for (int i = keyFrom; i < keyTo; i++) {
            if (bytes[i] == '%' || bytes[i] == '+') {
                byte[] key = UrlText.decoded(bytes, keyFrom, keyTo);
                return table.whole(key, 0, key.length);
            }
        }
        return table.whole(bytes, keyFrom, keyTo);
    }

    /** Whether this is the parameter's name, which is ASCII, as it stands there. */
    boolean isNamed(String name) {
        boolean equal = keyTo - keyFrom == name.length();
        for (int i = 0; i < name.length() && equal; i++) {
            equal = bytes[keyFrom + i] == name.charAt(i);
        }
        return equal;
    }

    boolean hasValue() {
        return valueFrom() < valueTo;
    }

    /** The value, decoded, as {@link UrlText} cleans it. */
    String value() {
        return UrlText.of(bytes, valueFrom(), valueTo);
    }

    private int valueFrom() {
        return Math.min(keyTo + 1, valueTo);
    }
}
