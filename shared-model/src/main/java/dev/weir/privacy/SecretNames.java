package dev.weir.privacy;

import dev.weir.text.Ascii;
import dev.weir.text.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells by a parameter's name whether its value is a secret; {@code parameter-names.txt} explains how. Looks at the last
 * {@value #LONGEST} characters of a name at most.
 */
final class SecretNames {
    static final int LONGEST = 64;
    private static final int MOST_RAW = 5 * LONGEST;
    private static final int LETTER_BITS = 5;
    private static final int FIFTEEN_BITS = (1 << 3 * LETTER_BITS) - 1;
    private static final int LETTER = (1 << LETTER_BITS) - 1;

    private final Map<String, SecretRule> ends = new HashMap<>();
    private final Map<String, SecretRule> anywhere = new HashMap<>();
    private final Map<String, SecretRule> segments = new HashMap<>();
    private final Set<String> kept = new HashSet<>();
    // Whether a rule's name may end with four letters, or one that may stand anywhere begins with three: by fifteen
    // bits.
    private final long[] endings = new long[1 << 3 * LETTER_BITS - 6];
    private final long[] beginnings = new long[1 << 3 * LETTER_BITS - 6];
    private final long[] segmentEndings = new long[1 << 3 * LETTER_BITS - 6];

    SecretNames(PrivacySettings settings) {
        for (List<String> line :
                RuleFile.beside(Redaction.class, "parameter-names.txt").words()) {
            add(line.get(3), SecretRule.of(line.get(0), line.get(1), line.get(2)));
        }
        SecretRule configured =
                new SecretRule(SecretKind.CONFIGURED, SecretRule.Place.END, SecretRule.Condition.ALWAYS);
        for (String name : settings.alsoRedacted()) {
            add(plain(name), configured);
        }
        for (String name : settings.kept()) {
            kept.add(plain(name));
        }
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (Ascii.isAlphanumeric((byte) name.charAt(i))) {
                plain.append(name.charAt(i));
            }
        }
        return plain.toString();
    }

    private void add(String name, SecretRule rule) {
        byte[] b = name.getBytes(StandardCharsets.US_ASCII);
        switch (rule.place()) {
            case END -> {
                ends.put(name, rule);
                addEnd(b, endings);
                addEnd(b, segmentEndings);
            }
            case ANY -> {
                anywhere.put(name, rule);
                set(beginnings, three(b, 0));
            }
            case SEGMENT -> {
                segments.put(name, rule);
                addEnd(b, segmentEndings);
            }
        }
    }

    private static void addEnd(byte[] b, long[] bits) {
        int known = Math.min(4, b.length);
        int letters = 0;
        for (int i = b.length - known; i < b.length; i++) {
            letters = letters << LETTER_BITS | b[i] & LETTER;
        }
        // Whatever stands before a name so short.
        for (int before = 0; before < 1 << (4 - known) * LETTER_BITS; before++) {
            set(bits, spread(before << known * LETTER_BITS | letters));
        }
    }

    private static int spread(int letters) {
        return letters * 0x9E3779B1 >>> 32 - 3 * LETTER_BITS;
    }

    private static void set(long[] bits, int at) {
        bits[at >>> 6] |= 1L << at;
    }

    private static boolean isSet(long[] bits, int at) {
        return (bits[at >>> 6] >>> at & 1) != 0;
    }

    private static int three(byte[] b, int at) {
        return ((b[at] & LETTER) << LETTER_BITS | b[at + 1] & LETTER) << LETTER_BITS | b[at + 2] & LETTER;
    }

    /** What the name of a parameter that ends there says of its value; null if nothing, as nearly always and at once. */
    SecretRule ofParameter(byte[] b, int to) {
        int floor = Math.max(0, to - MOST_RAW);
        int from = to;
        int letters = 0;
        boolean maybe = to > 0 && !Ascii.isLetter(b[to - 1]);
        while (from > floor && !Delimiters.isBeforeName(b[from - 1])) {
            byte c = b[--from];
            letters = letters >>> LETTER_BITS | (c & LETTER) << 2 * LETTER_BITS;
            maybe |= c == '%' || isSet(beginnings, letters);
        }
        if (from == to || !maybe && !isSet(endings, lastFour(b, from, to))) {
            return null;
        }
        return judge(decoded(b, from, to), false);
    }

    /**
     * What the two segments of a path before one say of it; null if nothing.
     *
     * @param before where the segment before it begins; negative if there is none
     * @param segment where it begins itself
     */
    SecretRule ofSegments(byte[] b, int before, int segment) {
        if (before < 0) {
            return null;
        }
        SecretRule rule = ofSegment(b, before, segment - 1);
        if (rule != null || before == 0) {
            return rule;
        }
        int to = before - 1;
        int from = to;
        while (from > 0 && to - from <= LONGEST && !SecretSearch.endsSegment(b[from - 1])) {
            from--;
        }
        return ofSegment(b, from, to);
    }

    private SecretRule ofSegment(byte[] b, int from, int to) {
        if (to - from > LONGEST || from == to) {
            return null;
        }
        int letters = 0;
        boolean maybe = !Ascii.isLetter(b[to - 1]) || isSet(segmentEndings, lastFour(b, from, to));
        for (int i = from; i < to && !maybe; i++) {
            letters = (letters << LETTER_BITS | b[i] & LETTER) & FIFTEEN_BITS;
            maybe = b[i] == '%' || isSet(beginnings, letters);
        }
        return maybe ? judge(decoded(b, from, to), true) : null;
    }

    /** The last four letters and digits, spread over fifteen bits; what is missing is zero. */
    private static int lastFour(byte[] b, int from, int to) {
        int last = 0;
        int count = 0;
        for (int i = to - 1; i >= from && count < 4; i--) {
            if (isPart(b[i])) {
                last |= (b[i] & LETTER) << LETTER_BITS * count++;
            }
        }
        return spread(last);
    }

    /** The name's last word as strangers mean it: decoded twice, behind the last delimiter. */
    private static byte[] decoded(byte[] b, int from, int to) {
        PercentDecoded text = PercentDecoded.raw(Arrays.copyOfRange(b, from, to));
        for (int level = 0; level < PercentDecoded.LEVELS; level++) {
            PercentDecoded next = text.next();
            if (next == null) {
                break;
            }
            text = next;
        }
        int end = text.length();
        int start = end;
        while (start > 0 && end - start < LONGEST && !Delimiters.isBeforeName(text.bytes()[start - 1])) {
            start--;
        }
        return Arrays.copyOfRange(text.bytes(), start, end);
    }

    private SecretRule judge(byte[] name, boolean segment) {
        byte[] plain = new byte[name.length];
        boolean[] starts = new boolean[name.length + 1];
        int length = 0;
        for (int i = 0; i < name.length; i++) {
            if (!isPart(name[i])) {
                continue;
            }
            starts[length] = isStart(name, i);
            plain[length++] = Ascii.lower(name[i]);
        }
        String text = new String(plain, 0, length, StandardCharsets.ISO_8859_1);
        if (kept.contains(text)) {
            return null;
        }
        SecretRule rule = ending(text, starts, segment);
        if (rule == null || rule.condition() != SecretRule.Condition.ALWAYS) {
            SecretRule stronger = somewhere(text, starts);
            rule = stronger == null ? rule : stronger;
        }
        return rule == null || rule.kind() == null ? null : rule;
    }

    private static boolean isPart(byte b) {
        return Ascii.isAlphanumeric(b) || b < 0;
    }

    /** Whether a word starts there: behind a separator, at {@code userId}'s I, at {@code HTTPToken}'s T, at a digit. */
    private static boolean isStart(byte[] b, int i) {
        if (i == 0 || !isPart(b[i - 1])) {
            return true;
        }
        if (Ascii.isDigit(b[i]) != Ascii.isDigit(b[i - 1])) {
            return true;
        }
        return Ascii.isUpper(b[i]) && (Ascii.isLower(b[i - 1]) || i + 1 < b.length && Ascii.isLower(b[i + 1]));
    }

    private SecretRule ending(String text, boolean[] starts, boolean segment) {
        int end = text.length();
        while (end > 0) {
            for (int i = 0; i < end; i++) {
                if (starts[i]) {
                    String words = text.substring(i, end);
                    SecretRule rule = ends.get(words);
                    rule = rule == null && segment ? segments.get(words) : rule;
                    if (rule != null) {
                        return rule;
                    }
                }
            }
            if (!Ascii.isDigit((byte) text.charAt(end - 1))) {
                return null;
            }
            // The 2 of password2.
            end--;
            while (end > 0 && !starts[end]) {
                end--;
            }
        }
        return null;
    }

    private SecretRule somewhere(String text, boolean[] starts) {
        int from = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length() || starts[i]) {
                SecretRule rule = anywhere.get(text.substring(from, i));
                if (rule != null) {
                    return rule;
                }
                from = i;
            }
        }
        return null;
    }
}
