package dev.weir.format;

/** Sets number fields; false where the text is no number, even if the field is known already. */
final class NumberValues {
    private NumberValues() {}

    static boolean number(Field field, byte[] b, int from, int to, ParsedLine out) {
        boolean signed = b[from] == '+';
        long value = Digits.number(b, signed ? from + 1 : from, to);
        if (value >= 0) {
            // A value that is not needed must still be one of its kind, or else the format is another.
            if (!out.isSettled(field)) {
                out.set(field, value);
            }
            return true;
        }
        // -1 is what some servers write for "unknown".
        return b[from] == '-' && Digits.number(b, from + 1, to) >= 0;
    }

    static boolean status(Field field, byte[] b, int from, int to, ParsedLine out) {
        int end = to;
        while (end > from) {
            int start = end;
            while (start > from && b[start - 1] != ' ' && b[start - 1] != ',') {
                start--;
            }
            if (start < end && !(end - start == 1 && b[start] == '-') && !(end - start == 1 && b[start] == ':')) {
                return isList(b, from, start) && number(field, b, start, end, out);
            }
            end = start - 1;
        }
        return true;
    }

    /** Whether all that stands before the last status is more of them: {@code 502, 200 : 404}. */
    private static boolean isList(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean apart = b[i] == ' ' && i > from && (b[i - 1] == ',' || b[i - 1] == ':' || b[i + 1] == ':');
            if (!apart && !Digits.is(b[i]) && b[i] != ',' && b[i] != ':' && b[i] != '-') {
                return false;
            }
        }
        return true;
    }

    static boolean duration(Field field, byte[] b, int from, int to, int shift, ParsedLine out) {
        long micros = Durations.micros(b, from, to, shift);
        if (micros >= 0 && !out.isSettled(field)) {
            out.set(field, micros);
        }
        return micros != Durations.INVALID;
    }

    static boolean part(byte[] b, int from, int to, ParsedLine out) {
        long micros = Durations.micros(b, from, to, 6);
        if (micros >= 0) {
            out.set(Field.DURATION_US, micros + (out.has(Field.DURATION_US) ? out.number(Field.DURATION_US) : 0));
        }
        return micros != Durations.INVALID;
    }
}
