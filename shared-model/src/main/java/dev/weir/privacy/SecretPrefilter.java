package dev.weir.privacy;

import dev.weir.text.Ascii;

/**
 * Whether a text may have a secret: tight loops that allocate nothing, for the many that have none. Whatever
 * {@link SecretSearch} finds, it lets through; it lets through more.
 */
final class SecretPrefilter {
    private static final byte PLAIN = 0;
    private static final byte CERTAIN = 1;
    private static final byte PERCENT = 2;
    private static final byte DIGIT = 3;
    private static final byte JWT = 4;
    private static final byte KEY = 5;
    private static final byte AFTER_WORD = 6;
    private static final byte BRACKET = 7;
    private static final byte HYPHEN = 8;
    private static final int SHORTEST_SEGMENT = 16;

    private static final byte[] CLASSES = classes();

    private final SecretNames names;

    SecretPrefilter(SecretNames names) {
        this.names = names;
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int i = 0; i < 128; i++) {
            classes[i] = KeyShapes.ALL.isTrigger(i) ? KEY : Ascii.isDigit((byte) i) ? DIGIT : PLAIN;
        }
        classes['@'] = CERTAIN;
        classes['%'] = PERCENT;
        classes['J'] = JWT;
        classes[':'] = AFTER_WORD;
        classes['+'] = AFTER_WORD;
        classes[' '] = AFTER_WORD;
        classes['('] = BRACKET;
        classes['-'] = HYPHEN;
        return classes;
    }

    /** Whether it is worth a search. */
    boolean isSuspicious(byte[] b, FieldForm form) {
        boolean path = form == FieldForm.PATH || form == FieldForm.URL;
        return form != FieldForm.TEXT && hasSecretName(b) || hasSecretLooks(b) || path && hasSecretSegment(b);
    }

    private boolean hasSecretName(byte[] b) {
        int last = b.length - 1;
        for (int i = 0; i < last; i++) {
            if (b[i] == '=' && names.ofParameter(b, i) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSecretLooks(byte[] b) {
        int i = plainTo(b, 0);
        while (i < b.length) {
            byte kind = CLASSES[b[i] & 0xff];
            if (kind == DIGIT) {
                int end = digitsTo(b, i);
                if (isLongNumber(b, i) || end - i > 1 && BankAccounts.mayBegin(b, i - 2, b.length)) {
                    return true;
                }
                i = plainTo(b, end);
                continue;
            }
            if (isTelling(kind, b, i)) {
                return true;
            }
            boolean encoded = kind == PERCENT && Ascii.percent(b, i, b.length) >= 0;
            i = plainTo(b, encoded ? i + 3 : i + 1);
        }
        return false;
    }

    private static int plainTo(byte[] b, int from) {
        for (int i = from; i < b.length; i++) {
            if (CLASSES[b[i] & 0xff] != PLAIN) {
                return i;
            }
        }
        return b.length;
    }

    private static int digitsTo(byte[] b, int from) {
        int to = from + 1;
        while (to < b.length && Ascii.isDigit(b[to])) {
            to++;
        }
        return to;
    }

    private static boolean isTelling(byte kind, byte[] b, int i) {
        return switch (kind) {
            case CERTAIN -> true;
            case PERCENT -> isTellingEncoded(Ascii.percent(b, i, b.length), b, i);
            case JWT -> i >= 2 && b[i - 1] == 'y' && b[i - 2] == 'e';
            case KEY -> KeyShapes.ALL.mayEnd(b, i);
            case AFTER_WORD -> HttpCredentials.isWordBefore(b, i) || b[i] == ':' && isAfterQuote(b, i);
            case BRACKET -> SecretSearch.isTicketBefore(b, i);
            case HYPHEN -> i > 1 && b[i - 1] == '-' && b[i - 2] == '-' || KeyShapes.ALL.mayEnd(b, i);
            default -> false;
        };
    }

    /** Whether a character that was encoded may begin a secret, or is one that honest clients do not encode. */
    private static boolean isTellingEncoded(int value, byte[] b, int at) {
        if (value < 0) {
            return false;
        }
        return switch (value) {
            case '@', '%', '=', '.', '-', '_', '~' -> true;
            case '(' -> at > 0 && SecretSearch.isTicketLetter(b[at - 1]);
            case ':' -> isAfterQuote(b, at) || HttpCredentials.isWordBefore(b, at);
            case ' ', '+' -> HttpCredentials.isWordBefore(b, at);
            default -> Ascii.isAlphanumeric((byte) value);
        };
    }

    private static boolean isAfterQuote(byte[] b, int at) {
        return at >= 1 && b[at - 1] == '"' || at >= 3 && Ascii.percent(b, at - 3, at) == '"';
    }

    /** Whether enough digits follow for a card's number, with any spaces and the like between them. */
    private static boolean isLongNumber(byte[] b, int from) {
        if (!CardNumbers.mayBegin(b[from])) {
            return false;
        }
        int digits = 0;
        int i = from;
        while (i < b.length && digits < CardNumbers.LEAST) {
            int value = Ascii.percent(b, i, b.length);
            byte c = value < 0 ? b[i] : (byte) value;
            boolean gap = Ascii.isSpace(c) || c == '-';
            if (!gap && !Ascii.isDigit(b[i])) {
                return false;
            }
            digits += gap ? 0 : 1;
            i += value < 0 ? 1 : 3;
            if (i - from > 6 * CardNumbers.LEAST) {
                return false;
            }
        }
        return digits == CardNumbers.LEAST;
    }

    private boolean hasSecretSegment(byte[] b) {
        int before = -1;
        int segment = 0;
        for (int i = 0; i < b.length; i++) {
            byte c = b[i];
            if (c == '%') {
                int value = Ascii.percent(b, i, b.length);
                if (value >= 0 && SecretSearch.endsSegment((byte) value)) {
                    return true;
                }
            } else if (SecretSearch.endsSegment(c)) {
                if (isSecretSegment(b, before, segment, i)) {
                    return true;
                }
                if (c == '?' || c == '#') {
                    return false;
                }
                before = segment;
                segment = i + 1;
            }
        }
        return isSecretSegment(b, before, segment, b.length);
    }

    private boolean isSecretSegment(byte[] b, int before, int segment, int to) {
        return to - segment >= SHORTEST_SEGMENT
                && names.ofSegments(b, before, segment) != null
                && (SecretValues.isRandom(b, segment, to) || hasPercent(b, segment, to));
    }

    private static boolean hasPercent(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '%') {
                return true;
            }
        }
        return false;
    }
}
