package dev.weir.text;

/** Classes of ASCII characters. */
public final class Ascii {
    private Ascii() {}

    public static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    public static boolean isUpper(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    public static boolean isLower(byte b) {
        return b >= 'a' && b <= 'z';
    }

    public static boolean isLetter(byte b) {
        return isLower((byte) (b | 0x20));
    }

    public static boolean isAlphanumeric(byte b) {
        return isLetter(b) || isDigit(b);
    }

    /** A letter in lower case; another byte as it is. */
    public static byte lower(byte b) {
        return isUpper(b) ? (byte) (b + 32) : b;
    }

    /** Base64's alphabet for URLs (<a href="https://www.rfc-editor.org/rfc/rfc4648#section-5">RFC 4648</a>). */
    public static boolean isBase64Url(byte b) {
        return isAlphanumeric(b) || b == '-' || b == '_';
    }

    /** What stands between the parts of a number or behind a word: {@code +} is a space in a query. */
    public static boolean isSpace(byte b) {
        return b == ' ' || b == '+';
    }

    /** The value of a hexadecimal digit; negative if it is none. */
    public static int hex(byte b) {
        if (isDigit(b)) {
            return b - '0';
        }
        int letter = b | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** The byte that a percent-encoding stands for; negative if none begins there. */
    public static int percent(byte[] b, int at, int to) {
        if (to - at < 3 || b[at] != '%') {
            return -1;
        }
        int high = hex(b[at + 1]);
        int low = hex(b[at + 2]);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Whether a word of lower case begins there, in any case. */
    public static boolean isWord(byte[] b, int from, int to, String word) {
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
