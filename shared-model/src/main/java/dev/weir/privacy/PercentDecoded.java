package dev.weir.privacy;

import dev.weir.text.Ascii;

/**
 * Bytes that were percent-decoded any number of times, and where each of them comes from
 * (<a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986, 2.1</a>). What is no valid encoding stays.
 */
final class PercentDecoded {
    /** How many times values are decoded: proxies and redirects encode what was encoded. */
    static final int LEVELS = 2;

    private final byte[] bytes;
    private final int length;
    // Where in the raw bytes each byte begins, and where the last one ends; null for the raw bytes themselves.
    private final int[] starts;

    private PercentDecoded(byte[] bytes, int length, int[] starts) {
        this.bytes = bytes;
        this.length = length;
        this.starts = starts;
    }

    static PercentDecoded raw(byte[] bytes) {
        return new PercentDecoded(bytes, bytes.length, null);
    }

    /** Decoded once more; null if nothing is encoded any more. */
    PercentDecoded next() {
        int first = 0;
        while (first < length && Ascii.percent(bytes, first, length) < 0) {
            first++;
        }
        if (first == length) {
            return null;
        }
        byte[] decoded = new byte[length];
        int[] from = new int[length + 1];
        int at = 0;
        for (int i = 0; i < length; at++) {
            int value = Ascii.percent(bytes, i, length);
            from[at] = start(i);
            decoded[at] = value < 0 ? bytes[i] : (byte) value;
            i += value < 0 ? 1 : 3;
        }
        from[at] = start(length);
        return new PercentDecoded(decoded, at, from);
    }

    /** The bytes; only the first {@link #length} count. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Where in the raw bytes a byte begins; of {@link #length}, where they end. */
    int start(int at) {
        return starts == null ? at : starts[at];
    }
}
