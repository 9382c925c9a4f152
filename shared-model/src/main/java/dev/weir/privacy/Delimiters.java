package dev.weir.privacy;

/** Where names and values of parameters end. */
final class Delimiters {
    private static final boolean[] BEFORE_NAME = new boolean[256];

    static {
        for (int i = 0; i < 128; i++) {
            BEFORE_NAME[i] = i <= ' ' || "&;?#/,=\"'(){}<>|\\:".indexOf(i) >= 0;
        }
    }

    private Delimiters() {}

    /** Whether a parameter's name begins behind the character. */
    static boolean isBeforeName(byte b) {
        return BEFORE_NAME[b & 0xff];
    }

    /** Where the value ends that begins there. */
    static int valueEnd(byte[] b, int from, int to, boolean path) {
        int i = from;
        while (i < to && b[i] != '&' && b[i] != '#' && !(path && (b[i] == '/' || b[i] == ';' || b[i] == '?'))) {
            i++;
        }
        return i;
    }
}
