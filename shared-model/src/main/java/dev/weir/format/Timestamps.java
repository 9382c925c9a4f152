package dev.weir.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads times without {@code DateTimeFormatter}. The last date and the last local second are cached, for neighbouring
 * lines share them; the caches never change a result. Not thread-safe.
 *
 * <p>Syntaxes, told apart by shape: {@code 22/Nov/2026:10:00:00 +0000}, the same with the month as a number, ISO 8601 and
 * RFC 3339 in their many spellings, and numbers since the epoch (up to ten digits are seconds, 13 milliseconds, 16
 * microseconds, 19 nanoseconds).
 */
final class Timestamps {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LIMIT = LocalDateTime.of(2201, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    private static final long DAY = 86_400;

    private final ZoneId zone;
    private final boolean utc;
    private long dateKey;
    private int dateTail;
    private long dateSeconds = -1;
    private long localSecond = Long.MIN_VALUE;
    private long assumedSecond;

    private long micros;
    private boolean zoneAssumed;
    private int end;

    Timestamps(ZoneId zone) {
        this.zone = zone;
        this.utc = ZoneOffset.UTC.equals(zone.normalized());
    }

    /** Microseconds since the epoch, of the last successful parse. */
    long micros() {
        return micros;
    }

    /** Whether the last parse found no zone. */
    boolean zoneAssumed() {
        return zoneAssumed;
    }

    /** The index after the time of the last successful parse. */
    int end() {
        return end;
    }

    /** Which of two numbers in front of a year is the month. */
    enum Order {
        /** Only where it can but be one of them: a wrong day is worse than none. */
        UNKNOWN,
        DAY_FIRST,
        MONTH_FIRST
    }

    /** Reads the time that starts at {@code from} and ends where its syntax ends, at most at {@code to}. */
    boolean parse(byte[] b, int from, int to) {
        return parse(b, from, to, Order.UNKNOWN);
    }

    /** The same, of a format that says in which order it writes days and months. */
    boolean parse(byte[] b, int from, int to, Order order) {
        if (to - from >= 20 && b[from + 2] == '/' && b[from + 6] == '/' && b[from + 11] == ':') {
            long key = (long) LONGS.get(b, from);
            int tail = (int) INTS.get(b, from + 8);
            if (key == dateKey && tail == dateTail && dateSeconds >= 0) {
                return timeOfDay(b, from + 12, to, dateSeconds);
            }
            long date = date(
                    Digits.number(b, from + 7, from + 11), Months.parse(b, from + 3, from + 6), Digits.two(b, from));
            if (date < 0) {
                return false;
            }
            dateKey = key;
            dateTail = tail;
            dateSeconds = date;
            return timeOfDay(b, from + 12, to, date);
        }
        int digits = from;
        while (digits < to && digits - from < 20 && Digits.is(b[digits])) {
            digits++;
        }
        int count = digits - from;
        if (count > 4 || (count > 0 && digits == to)) {
            return epoch(b, from, digits, to);
        }
        byte separator = digits < to ? b[digits] : 0;
        if (count == 4 && (separator == '-' || separator == '/')) {
            return iso(b, from, to);
        }
        boolean separated = separator == '/' || separator == '-' || separator == ' ' || separator == '.';
        return (count == 1 || count == 2) && separated && dayFirst(b, from, digits, to, order);
    }

    /** Day, month, year: {@code 2/Sept/2026:10:00:00}, {@code 02/09/2026:10:00:00}. */
    private boolean dayFirst(byte[] b, int from, int dayEnd, int to, Order order) {
        byte separator = b[dayEnd];
        int monthEnd = dayEnd + 1;
        while (monthEnd < to && monthEnd - dayEnd < 16 && b[monthEnd] != separator) {
            monthEnd++;
        }
        if (to - monthEnd < 14) {
            return false;
        }
        int time = monthEnd + 6;
        byte between = b[time - 1];
        long year = Digits.number(b, monthEnd + 1, monthEnd + 5);
        int first = (int) Digits.number(b, from, dayEnd);
        int second = monthEnd - dayEnd <= 3 ? (int) Digits.number(b, dayEnd + 1, monthEnd) : -1;
        long day = second < 0
                ? date(year, Months.parse(b, dayEnd + 1, monthEnd), first)
                : numeric(year, first, second, order);
        return (between == ':' || between == ' ' || between == 'T') && day >= 0 && timeOfDay(b, time, to, day);
    }

    private static long numeric(long year, int first, int second, Order order) {
        boolean dayFirst = order == Order.DAY_FIRST || (order == Order.UNKNOWN && (first > 12 || first == second));
        boolean monthFirst = order == Order.MONTH_FIRST || (order == Order.UNKNOWN && second > 12);
        return dayFirst == monthFirst ? -1 : date(year, dayFirst ? second : first, dayFirst ? first : second);
    }

    private boolean iso(byte[] b, int from, int to) {
        if (to - from < 19 || b[from + 7] != b[from + 4]) {
            return false;
        }
        byte between = b[from + 10];
        long day = date(Digits.number(b, from, from + 4), Digits.two(b, from + 5), Digits.two(b, from + 8));
        boolean joined = between == 'T' || between == ' ' || between == 't' || between == ':' || between == '_';
        return joined && day >= 0 && timeOfDay(b, from + 11, to, day);
    }

    /** Seconds from the epoch to the start of a date; negative if there is no such date in the years we accept. */
    private static long date(long year, int month, int day) {
        // One year more on both sides: a zone may carry the instant back into the range.
        if (year < 1969 || year > 2201 || month < 1 || month > 12 || day < 1) {
            return -1;
        }
        YearMonth when = YearMonth.of((int) year, month);
        // Shifted, so that the days before the epoch are no negative number.
        return day > when.lengthOfMonth() ? -1 : (when.atDay(day).toEpochDay() + SHIFT) * DAY;
    }

    private static final long SHIFT = 400;

    private boolean timeOfDay(byte[] b, int from, int to, long day) {
        if (to - from < 8 || b[from + 2] != ':' || b[from + 5] != ':') {
            return false;
        }
        int hour = Digits.two(b, from);
        int minute = Digits.two(b, from + 3);
        int second = Digits.two(b, from + 6);
        if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 60) {
            return false;
        }
        int at = from + 8;
        long fraction = 0;
        if (at + 1 < to && (b[at] == '.' || b[at] == ',') && Digits.is(b[at + 1])) {
            int scale = 100_000;
            for (at++; at < to && Digits.is(b[at]); at++) {
                fraction += (long) (b[at] - '0') * scale;
                scale /= 10;
            }
        }
        if (second == 60) {
            second = 59;
            fraction = 999_999;
        }
        return zone(b, at, to, day - SHIFT * DAY + hour * 3600L + minute * 60L + second, fraction);
    }

    private boolean zone(byte[] b, int from, int to, long local, long fraction) {
        int at = from;
        boolean spaced = at + 1 < to && b[at] == ' ';
        if (spaced) {
            at++;
        }
        byte sign = at < to ? b[at] : 0;
        if ((sign == '+' || sign == '-') && to - at >= 3 && Digits.two(b, at + 1) >= 0) {
            int hours = Digits.two(b, at + 1);
            int next = at + 3;
            int minutesAt = next < to && b[next] == ':' ? next + 1 : next;
            int minutes = to - minutesAt >= 2 ? Digits.two(b, minutesAt) : -1;
            if (minutes >= 0 || !spaced) {
                long offset = hours * 3600L + Math.max(minutes, 0) * 60L;
                return hours <= 18
                        && minutes < 60
                        && finish(
                                sign == '+' ? local - offset : local + offset,
                                fraction,
                                false,
                                minutes < 0 ? next : minutesAt + 2);
            }
        }
        if (!spaced && (sign == 'Z' || sign == 'z')) {
            return finish(local, fraction, false, at + 1);
        }
        if (spaced && to - at >= 3 && (matches(b, at, "UTC") || matches(b, at, "GMT"))) {
            return finish(local, fraction, false, at + 3);
        }
        return finish(assumed(local), fraction, true, from);
    }

    private static boolean matches(byte[] b, int at, String name) {
        return b[at] == name.charAt(0) && b[at + 1] == name.charAt(1) && b[at + 2] == name.charAt(2);
    }

    /** The instant of a local second; in a gap or an overlap by java.time's rule. */
    private long assumed(long local) {
        if (utc) {
            return local;
        }
        if (local != localSecond) {
            assumedSecond = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC)
                    .atZone(zone)
                    .toEpochSecond();
            localSecond = local;
        }
        return assumedSecond;
    }

    private boolean epoch(byte[] b, int from, int digitsEnd, int to) {
        int digits = digitsEnd - from;
        long whole = digits == 19 ? Digits.number(b, from, digitsEnd - 3) : Digits.number(b, from, digitsEnd);
        if (whole < 0) {
            return false;
        }
        int perUnit = digits <= 10 ? 1_000_000 : digits <= 13 ? 1_000 : 1;
        long value = digits == 17 || digits == 18 ? whole / 1000 : whole * perUnit;
        int at = digitsEnd;
        if (at < to && b[at] == '.') {
            int scale = perUnit / 10;
            for (at++; at < to && Digits.is(b[at]); at++) {
                value += (long) (b[at] - '0') * scale;
                scale /= 10;
            }
        }
        return finish(Math.floorDiv(value, 1_000_000L), Math.floorMod(value, 1_000_000L), false, at);
    }

    private boolean finish(long second, long fraction, boolean assumed, int after) {
        micros = second * 1_000_000 + fraction;
        zoneAssumed = assumed;
        end = after;
        return micros >= 0 && micros < LIMIT;
    }
}
