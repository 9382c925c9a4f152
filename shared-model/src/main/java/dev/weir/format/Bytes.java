package dev.weir.format;

/** Searches in bytes; for long ranges there is {@link FieldScanner#seek}. */
final class Bytes {
    private Bytes() {}

    /** Where the byte stands first in the range; negative if it does not. */
    static int indexOf(byte[] b, int from, int to, char wanted) {
        int end = end(b, from, to, wanted);
        return end < to ? end : -1;
    }

    /** Where what comes before the byte ends: there, or where the range does. */
    static int end(byte[] b, int from, int to, char wanted) {
        int at = from;
        while (at < to && b[at] != wanted) {
            at++;
        }
        return at;
    }
}
