package dev.weir.format;

/** Searches in bytes. */
final class Bytes {
    private Bytes() {}

    /** Where the byte stands first in the range; negative if it does not. Of long ranges ask {@link FieldScanner#seek}. */
    static int indexOf(byte[] b, int from, int to, char wanted) {
        for (int i = from; i < to; i++) {
            if (b[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
