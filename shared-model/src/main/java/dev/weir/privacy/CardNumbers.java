package dev.weir.privacy;

import dev.weir.text.Ascii;
import dev.weir.text.RuleFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers of payment cards: 13 to 19 digits that begin as a network's do, have its length, and pass Luhn's check
 * (ISO/IEC 7812-1). Of other numbers that begin so and are that long, one in ten passes; nothing tells them apart.
 */
final class CardNumbers {
    static final CardNumbers ALL = new CardNumbers();
    static final int LEAST = 13;
    private static final int MOST = 19;
    private static final int PREFIX = 6;
    private static final int MOST_GROUPS = 5;

    private final List<Range> ranges = new ArrayList<>();

    private CardNumbers() {
        for (List<String> line :
                RuleFile.beside(Redaction.class, "card-numbers.txt").words()) {
            ranges.add(new Range(
                    padded(line.get(0), '0'),
                    padded(line.get(1), '9'),
                    Integer.parseInt(line.get(2)),
                    Integer.parseInt(line.get(3))));
        }
    }

    private static int padded(String prefix, char with) {
        return Integer.parseInt(prefix + String.valueOf(with).repeat(PREFIX - prefix.length()));
    }

    private record Range(int first, int last, int least, int most) {}

    /** Whether a number that begins with the digit may be a card's. */
    static boolean mayBegin(byte digit) {
        return digit >= '2' && digit <= '6';
    }

    /**
     * Where the longest card number ends that begins there: digits alone, or groups of four (the last may be shorter), 4-6-5 or
     * 4-6-4, with the same space, {@code +} or {@code -} between; {@code from} if there is none.
     */
    int end(byte[] b, int from, int to) {
        if (!mayBegin(b[from])) {
            return from;
        }
        byte[] digits = new byte[MOST];
        int[] groups = new int[MOST_GROUPS];
        int count = 0;
        int total = 0;
        int best = from;
        byte separator = 0;
        int at = from;
        while (count < MOST_GROUPS) {
            int start = at;
            while (at < to && Ascii.isDigit(b[at])) {
                if (total == MOST) {
                    return best;
                }
                digits[total++] = (byte) (b[at++] - '0');
            }
            groups[count++] = at - start;
            boolean ends = at == to || !Ascii.isAlphanumeric(b[at]);
            if (at == start || !ends) {
                return best;
            }
            if (isGrouping(groups, count) && isCard(digits, total)) {
                best = at;
            }
            boolean goesOn =
                    at + 1 < to && (Ascii.isSpace(b[at]) || b[at] == '-') && (separator == 0 || b[at] == separator);
            if (!goesOn) {
                return best;
            }
            separator = b[at++];
        }
        return best;
    }

    private static boolean isGrouping(int[] groups, int count) {
        if (count == 1) {
            return true;
        }
        if (count == 3 && groups[0] == 4 && groups[1] == 6) {
            return groups[2] == 4 || groups[2] == 5;
        }
        for (int i = 0; i < count - 1; i++) {
            if (groups[i] != 4) {
                return false;
            }
        }
        return groups[count - 1] <= 4;
    }

    private boolean isCard(byte[] digits, int length) {
        if (length < LEAST) {
            return false;
        }
        int prefix = 0;
        for (int i = 0; i < PREFIX; i++) {
            prefix = prefix * 10 + digits[i];
        }
        for (Range range : ranges) {
            if (prefix >= range.first && prefix <= range.last && length >= range.least && length <= range.most) {
                return isLuhn(digits, length);
            }
        }
        return false;
    }

    private static boolean isLuhn(byte[] digits, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int digit = digits[length - 1 - i];
            int doubled = (i & 1) == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
