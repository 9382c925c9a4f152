package dev.weir.source.files;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until told otherwise. */
final class TestingClock extends Clock {
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private Duration jumped = Duration.ZERO;

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Somebody sets it forward, or the machine slept. */
    void jump(Duration time) {
        now = now.plus(time);
        jumped = jumped.plus(time);
    }

    /** As {@link System#nanoTime} would say, which no jump moves. */
    long nanoTime() {
        return Duration.between(Instant.EPOCH, now.minus(jumped)).toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
