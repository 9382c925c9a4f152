package dev.weir.generator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** How traffic spreads over the days: quiet nights, busy evenings, calmer weekends. */
final class Rhythm {
    private static final int[] HOURLY = {
        30, 20, 14, 10, 9, 12, 22, 40, 62, 75, 80, 82, 85, 80, 78, 78, 80, 84, 92, 100, 104, 96, 72, 48
    };
    private static final double WEEKEND = 0.75;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int MINUTES_PER_DAY = (int) Duration.ofDays(1).toMinutes();

    private final long start;
    private final long end;
    /** Weight of all minutes before the i-th. */
    private final double[] before;

    Rhythm(Instant start, int days) {
        this.start = start.toEpochMilli();
        this.end = start.plus(Duration.ofDays(days)).toEpochMilli();
        this.before = new double[days * MINUTES_PER_DAY + 1];
        LocalDateTime first = LocalDateTime.ofInstant(start, ZoneOffset.UTC);
        for (int minute = 0; minute < before.length - 1; minute++) {
            before[minute + 1] = before[minute] + weight(first.plusMinutes(minute));
        }
    }

    private static double weight(LocalDateTime time) {
        int hour = time.getHour();
        int next = HOURLY[(hour + 1) % HOURLY.length];
        double weight = HOURLY[hour] + (next - HOURLY[hour]) * time.getMinute() / 60.0;
        DayOfWeek day = time.getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? weight * WEEKEND : weight;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /** The time by which the given share of all traffic has come. */
    long timeAt(double share) {
        double wanted = Math.min(share, 1) * before[before.length - 1];
        int found = Arrays.binarySearch(before, wanted);
        int minute = Math.min(found >= 0 ? found : -found - 2, before.length - 2);
        double within = (wanted - before[minute]) / (before[minute + 1] - before[minute]);
        return Math.min(start + minute * MINUTE + (long) (within * MINUTE), end - 1);
    }

    /** The share of all traffic that comes at least that long before the end of its day, days counted from the start. */
    double shareBeforeDayEnd(Duration distance) {
        int late = (int) distance.toMinutes();
        double sum = 0;
        for (int day = 0; day + 1 < before.length; day += MINUTES_PER_DAY) {
            sum += before[day + MINUTES_PER_DAY - late] - before[day];
        }
        return sum / before[before.length - 1];
    }
}
