package dev.weir.privacy;

import dev.weir.text.Ascii;
import dev.weir.text.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * E-mail addresses around an {@code @}: a local part (<a href="https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1">RFC
 * 5322</a>, without what URLs delimit by) and a domain of two labels or more, the last of letters, which no file's ending is.
 */
final class EmailAddresses {
    static final EmailAddresses ALL = new EmailAddresses();
    private static final int LONGEST_WORD = 16;

    private final Set<String> extensions = new HashSet<>();
    private final Set<String> roles = new HashSet<>();

    private EmailAddresses() {
        for (List<String> line :
                RuleFile.beside(Redaction.class, "email-exceptions.txt").words()) {
            (line.get(0).equals("role") ? roles : extensions).add(line.get(1));
        }
    }

    /** Where the local part begins that ends before the {@code @}; {@code at} if there is none. */
    static int localFrom(byte[] b, int at) {
        int from = at;
        while (from > 0 && isLocal(b[from - 1]) && (from < 3 || Ascii.percent(b, from - 3, from) < 0)) {
            from--;
        }
        return from;
    }

    private static boolean isLocal(byte b) {
        if (Ascii.isAlphanumeric(b) || b < 0) {
            return true;
        }
        return switch (b) {
            case '.', '_', '+', '-', '~', '!', '$', '\'', '*', '^', '`', '|', '%' -> true;
            default -> false;
        };
    }

    /** Where the domain ends that begins behind the {@code @}; that place if there is none. */
    int domainTo(byte[] b, int from, int limit) {
        int to = from;
        while (to < limit
                && (Ascii.isAlphanumeric(b[to]) || b[to] < 0 || b[to] == '.' || b[to] == '-' || b[to] == '_')) {
            to++;
        }
        int end = to;
        while (end > from && b[end - 1] == '.') {
            end--;
        }
        int name = withoutExtensions(b, from, end);
        return hasDomain(b, from, name) ? end : from;
    }

    private int withoutExtensions(byte[] b, int from, int to) {
        int end = to;
        while (true) {
            int label = labelFrom(b, from, end);
            if (label == from || end - label > LONGEST_WORD || !extensions.contains(word(b, label, end))) {
                return end;
            }
            end = label - 1;
        }
    }

    private static int labelFrom(byte[] b, int from, int to) {
        int label = to;
        while (label > from && b[label - 1] != '.') {
            label--;
        }
        return label;
    }

    /** Whether some label behind a point begins with two letters: {@code 7.1.0-rc.1} is a version. */
    private static boolean hasDomain(byte[] b, int from, int to) {
        for (int i = from + 1; i + 2 < to; i++) {
            if (b[i] == '.' && isLetter(b[i + 1]) && isLetter(b[i + 2])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetter(byte b) {
        return Ascii.isLetter(b) || b < 0;
    }

    /** Whether the local part's first word is a service's and no person's: {@code support.somebot}. */
    boolean isRole(byte[] b, int from, int at) {
        int start = from;
        while (start < at && !Ascii.isAlphanumeric(b[start])) {
            start++;
        }
        int end = start;
        while (end < at && Ascii.isAlphanumeric(b[end])) {
            end++;
        }
        return end - start <= LONGEST_WORD && roles.contains(word(b, start, end));
    }

    private static String word(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
