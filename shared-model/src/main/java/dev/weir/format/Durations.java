package dev.weir.format;

/** Durations and other decimal numbers, in exact integer arithmetic. */
final class Durations {
    /** The text is no duration. */
    static final long INVALID = Long.MIN_VALUE;
    /** The text says that there is no duration: {@code -}, {@code -1}, nothing. */
    static final long ABSENT = -1;

    private static final int SECONDS_SHIFT = 6;
    private static final long MOST = Long.MAX_VALUE / 100;

    private Durations() {}

    /**
     * Microseconds, cut off, of a decimal number or of a list ({@code 0.001, 0.030 : 0.002}), whose parts are summed. A
     * unit written in the text ({@code 34ms}) wins over the format's.
     *
     * @param shift the power of ten that turns the format's unit into microseconds: 6 for seconds, -3 for nanoseconds
     */
    static long micros(byte[] b, int from, int to, int shift) {
        long sum = ABSENT;
        int at = from;
        while (at < to) {
            if (b[at] == ' ' || b[at] == ',' || b[at] == ':') {
                at++;
                continue;
            }
            int end = at;
            while (end < to && b[end] != ' ' && b[end] != ',' && b[end] != ':') {
                end++;
            }
            long part = one(b, at, end, shift);
            if (part == INVALID) {
                return INVALID;
            }
            if (part >= 0) {
                sum = Math.min(Math.max(sum, 0) + part, MOST);
            }
            at = end;
        }
        return sum;
    }

    private static long one(byte[] b, int from, int to, int shift) {
        int at = from;
        boolean negative = b[at] == '-';
        if (negative || b[at] == '+') {
            at++;
        }
        if (at == to) {
            return negative ? ABSENT : INVALID;
        }
        int digitsFrom = at;
        long mantissa = 0;
        int exponent = 0;
        boolean point = false;
        int digits = 0;
        for (; at < to; at++) {
            if (b[at] == '.' && !point) {
                point = true;
            } else if (Digits.is(b[at])) {
                digits++;
                // Digits beyond the 17th significant one are below a microsecond in every unit that occurs.
                if (mantissa < 10_000_000_000_000_000L) {
                    mantissa = mantissa * 10 + b[at] - '0';
                    exponent -= point ? 1 : 0;
                } else {
                    exponent += point ? 0 : 1;
                }
            } else {
                break;
            }
        }
        if (digits == 0 || at == digitsFrom) {
            return INVALID;
        }
        if (at + 1 < to && (b[at] == 'e' || b[at] == 'E')) {
            boolean down = b[at + 1] == '-';
            int start = down || b[at + 1] == '+' ? at + 2 : at + 1;
            int end = start;
            while (end < to && Digits.is(b[end])) {
                end++;
            }
            long power = end - start > 4 ? -1 : Digits.number(b, start, end);
            if (power < 0) {
                return INVALID;
            }
            exponent += (int) (down ? -power : power);
            at = end;
        }
        int unit = at == to ? shift : unit(b, at, to);
        if (unit == Integer.MIN_VALUE) {
            return INVALID;
        }
        return negative ? ABSENT : scale(mantissa, exponent + unit);
    }

    private static int unit(byte[] b, int at, int to) {
        if (to - at == 1 && b[at] == 's') {
            return SECONDS_SHIFT;
        }
        boolean small = to - at >= 2 && b[to - 1] == 's';
        if (small && to - at == 2 && b[at] == 'm') {
            return 3;
        }
        if (small && to - at == 2 && b[at] == 'n') {
            return -3;
        }
        boolean micro = small && (b[at] == 'u' ? to - at == 2 : to - at == 3 && (b[at] & 0xfe) == 0xc2);
        return micro ? 0 : Integer.MIN_VALUE;
    }

    private static long scale(long mantissa, int exponent) {
        long value = mantissa;
        for (int i = exponent; i < 0 && value > 0; i++) {
            value /= 10;
        }
        for (int i = 0; i < exponent && value > 0; i++) {
            if (value > MOST / 10) {
                return MOST;
            }
            value *= 10;
        }
        return value;
    }
}
