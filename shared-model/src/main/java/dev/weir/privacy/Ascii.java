package dev.weir.privacy;

/** Classes of ASCII characters. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean isUpper(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    static boolean isLower(byte b) {
        return b >= 'a' && b <= 'z';
    }

    static boolean isLetter(byte b) {
        return isLower((byte) (b | 0x20));
    }

    static boolean isAlphanumeric(byte b) {
        return isLetter(b) || isDigit(b);
    }

    static byte lower(byte b) {
        return isUpper(b) ? (byte) (b + 32) : b;
    }

    /** Base64's alphabet for URLs (<a href="https://www.rfc-editor.org/rfc/rfc4648#section-5">RFC 4648</a>). */
    static boolean isBase64Url(byte b) {
        return isAlphanumeric(b) || b == '-' || b == '_';
    }

    /** What stands between the parts of a number or behind a word: {@code +} is a space in a query. */
    static boolean isSpace(byte b) {
        return b == ' ' || b == '+';
    }

    /** The value of a hexadecimal digit; negative if it is none. */
    static int hex(byte b) {
        if (isDigit(b)) {
            return b - '0';
        }
        int letter = b | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** The byte that a percent-encoding stands for; negative if none begins there. */
    static int percent(byte[] b, int at, int to) {
        if (to - at < 3 || b[at] != '%') {
            return -1;
        }
        int high = hex(b[at + 1]);
        int low = hex(b[at + 2]);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Whether a word of lower case begins there, in any case. */
    static boolean isWord(byte[] b, int from, int to, String word) {
        if (from < 0 || to - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (lower(b[from + i]) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
