package dev.weir.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Holds a loop to a rate: what it was late by, it makes up for. */
final class Pace {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final Clock clock;
    private final Instant began;
    private long steps;

    /** @param perSecond how many steps; 0 for as many as possible */
    Pace(double perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Waits until it is the next step's turn. */
    void step() {
        if (perSecond > 0) {
            Instant due = began.plusNanos((long) (steps / perSecond * NANOS));
            for (Duration left = Duration.between(clock.instant(), due);
                    left.toMillis() > 0 && !Thread.currentThread().isInterrupted();
                    left = Duration.between(clock.instant(), due)) {
                LockSupport.parkNanos(left.toNanos());
            }
        }
        steps++;
    }

    long steps() {
        return steps;
    }

    Duration elapsed() {
        return Duration.between(began, clock.instant());
    }
}
