package dev.weir.privacy;

import dev.weir.text.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** What a value looks like. */
final class SecretValues {
    private static final int LOOK = 64;
    private static final int SHORTEST_RANDOM = 16;
    private static final int LEAST_TURNS = 3;
    private static final int LEAST_CASES = 6;
    private static final int LEAST_DIGITS = 3;
    private static final int LONGEST_PLAIN = 9;
    private static final Set<String> PLAIN = Set.of(
            "",
            "-",
            "0",
            "1",
            "true",
            "false",
            "null",
            "nil",
            "none",
            "undefined",
            "yes",
            "no",
            "on",
            "off",
            "[]",
            "{}");

    private SecretValues() {}

    /** Whether it says nothing of anybody: empty, a switch, nothing at all. */
    static boolean isPlain(byte[] b, int from, int to) {
        return to - from <= LONGEST_PLAIN
                && PLAIN.contains(new String(b, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
    }

    /** Whether it is long, and its digits, small and capital letters change often, as in what was drawn at random. */
    static boolean isRandom(byte[] b, int from, int to) {
        if (to - from < SHORTEST_RANDOM) {
            return false;
        }
        int turns = 0;
        int cases = 0;
        int end = Math.min(to, from + LOOK);
        for (int i = from + 1; i < end; i++) {
            byte left = b[i - 1];
            byte right = b[i];
            if (right <= ' ' && right >= 0) {
                return false;
            }
            if (Ascii.isAlphanumeric(left) && Ascii.isAlphanumeric(right)) {
                turns += Ascii.isDigit(left) != Ascii.isDigit(right) ? 1 : 0;
                cases += Ascii.isUpper(left) != Ascii.isUpper(right) ? 1 : 0;
            }
        }
        return turns >= LEAST_TURNS || turns > 0 && cases >= LEAST_CASES;
    }

    /** Whether it has enough digits for a number that somebody is known by. */
    static boolean hasDigits(byte[] b, int from, int to) {
        int digits = 0;
        int end = Math.min(to, from + LOOK);
        for (int i = from; i < end; i++) {
            digits += Ascii.isDigit(b[i]) ? 1 : 0;
        }
        return digits >= LEAST_DIGITS;
    }
}
