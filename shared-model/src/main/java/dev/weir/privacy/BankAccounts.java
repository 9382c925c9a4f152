package dev.weir.privacy;

import dev.weir.text.Ascii;
import dev.weir.text.RuleFile;
import java.util.List;

/**
 * International bank account numbers in capital letters: a country's length, and check digits that fit
 * (<a href="https://www.iso.org/standard/81090.html">ISO 13616</a>), whole or in groups.
 */
final class BankAccounts {
    static final BankAccounts ALL = new BankAccounts();
    private static final int LETTERS = 26;
    private static final int LONGEST = 34;

    private final int[] lengths = new int[LETTERS * LETTERS];

    private BankAccounts() {
        for (List<String> line :
                RuleFile.beside(Redaction.class, "iban-lengths.txt").words()) {
            String country = line.get(0);
            lengths[country(country.charAt(0), country.charAt(1))] = Integer.parseInt(line.get(1));
        }
    }

    private static int country(int first, int second) {
        return (first - 'A') * LETTERS + second - 'A';
    }

    /** Whether one may begin there. */
    static boolean mayBegin(byte[] b, int from, int to) {
        return from >= 0
                && to - from > 4
                && Ascii.isUpper(b[from])
                && Ascii.isUpper(b[from + 1])
                && Ascii.isDigit(b[from + 2])
                && Ascii.isDigit(b[from + 3]);
    }

    /** Where the number ends that begins there; {@code from} if none does. */
    int end(byte[] b, int from, int to) {
        int length = mayBegin(b, from, to) ? lengths[country(b[from], b[from + 1])] : 0;
        if (length == 0) {
            return from;
        }
        byte[] text = new byte[LONGEST];
        int count = 0;
        int at = from;
        while (count < length && at < to) {
            if (Ascii.isDigit(b[at]) || Ascii.isUpper(b[at])) {
                text[count++] = b[at];
            } else if (!isGap(b[at]) || isGap(b[at - 1])) {
                return from;
            }
            at++;
        }
        boolean ends = count == length && (at == to || !Ascii.isAlphanumeric(b[at]));
        return ends && isChecked(text, length) ? at : from;
    }

    private static boolean isGap(byte b) {
        return Ascii.isSpace(b) || b == '-';
    }

    private static boolean isChecked(byte[] text, int length) {
        int rest = 0;
        for (int i = 0; i < length; i++) {
            byte c = text[(i + 4) % length];
            rest = Ascii.isDigit(c) ? (rest * 10 + c - '0') % 97 : (rest * 100 + c - 'A' + 10) % 97;
        }
        return rest == 1;
    }
}
