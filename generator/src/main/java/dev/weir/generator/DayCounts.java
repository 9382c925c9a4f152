package dev.weir.generator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.IntStream;

/** Events by the UTC day of their time. */
final class DayCounts {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final long firstDay;
    private final long[] counts;

    DayCounts(GeneratorOptions options) {
        Instant last = options.end().minusMillis(1);
        this.firstDay = dayOf(options.start().toEpochMilli());
        this.counts = new long[(int) (dayOf(last.toEpochMilli()) - firstDay) + 1];
    }

    void count(long time) {
        counts[(int) (dayOf(time) - firstDay)]++;
    }

    void addAll(DayCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    IntStream days() {
        return IntStream.range(0, counts.length);
    }

    long at(int day) {
        return counts[day];
    }

    long sum() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** The date of the n-th day, as in {@code 2026-11-20}. */
    String date(int day) {
        return LocalDate.ofEpochDay(firstDay + day).toString();
    }

    private static long dayOf(long time) {
        return Math.floorDiv(time, DAY);
    }
}
