package dev.weir.generator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What to generate.
 *
 * @param lines how many lines, duplicates and malformed ones included
 * @param seed same seed, same bytes
 * @param format the format of all lines
 * @param start when the first request comes
 * @param days over how many days the requests spread
 */
public record GeneratorOptions(long lines, long seed, Format format, Instant start, int days) {
    /** Fixed, so that the same arguments give the same bytes on any day; in the past, so that no request is of the future. */
    public static final Instant DEFAULT_END = Instant.parse("2026-11-22T00:00:00Z");

    public static final int DEFAULT_DAYS = 2;

    private static final int MOST_DAYS = 366;

    public GeneratorOptions {
        if (lines < 1) {
            throw new IllegalArgumentException("Invalid lines: " + lines + ", must be positive");
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("Invalid days: " + days + ", must be 1 to " + MOST_DAYS);
        }
        if (start.isBefore(Instant.EPOCH) || start.isAfter(Instant.parse("9998-01-01T00:00:00Z"))) {
            throw new IllegalArgumentException("Invalid start: " + start + ", must lie between 1970 and 9998");
        }
        if (!start.equals(start.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("Invalid start: " + start + ", must be a whole second");
        }
        Objects.requireNonNull(format, "format");
    }

    /** Lines of ingress-nginx over two days, until the default end. */
    public static GeneratorOptions of(long lines, long seed) {
        return new GeneratorOptions(lines, seed, Format.INGRESS_NGINX, defaultStart(DEFAULT_DAYS), DEFAULT_DAYS);
    }

    /** From when that many days last until the default end. */
    public static Instant defaultStart(int days) {
        return DEFAULT_END.minus(Duration.ofDays(days));
    }

    public GeneratorOptions withFormat(Format newFormat) {
        return new GeneratorOptions(lines, seed, newFormat, start, days);
    }

    /** More days, or fewer, until the same end. */
    public GeneratorOptions withDays(int newDays) {
        return new GeneratorOptions(lines, seed, format, end().minus(Duration.ofDays(newDays)), newDays);
    }

    Instant end() {
        return start.plus(Duration.ofDays(days));
    }
}
