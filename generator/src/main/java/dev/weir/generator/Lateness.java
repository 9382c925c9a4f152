package dev.weir.generator;

import java.time.Duration;
import java.util.SplittableRandom;

/** Decides which requests are held back until their day, counted from the start, is over. */
final class Lateness {
    private static final Duration LEAST = Duration.ofHours(2);
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Rhythm rhythm;
    private final double probability;
    private final SplittableRandom random;

    /** @param share how many of all requests are to be late */
    Lateness(Rhythm rhythm, double share, SplittableRandom random) {
        this.rhythm = rhythm;
        this.probability = share / rhythm.shareBeforeDayEnd(LEAST);
        this.random = random;
    }

    boolean holdsBack(long time) {
        return dayEnd(day(time)) - time >= LEAST.toMillis() && random.nextDouble() < probability;
    }

    int day(long time) {
        return (int) ((time - rhythm.start()) / DAY);
    }

    /** When the late lines of a day arrive. */
    long dayEnd(int day) {
        return rhythm.start() + (day + 1) * DAY;
    }
}
