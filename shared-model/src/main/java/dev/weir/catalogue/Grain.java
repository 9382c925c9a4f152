package dev.weir.catalogue;

import java.time.Duration;
import java.util.Locale;

/** The width of a rollup's time cells, aligned to the epoch, UTC. */
public enum Grain {
    MINUTE(Duration.ofMinutes(1)),
    TEN_MINUTES(Duration.ofMinutes(10)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration width;

    Grain(Duration width) {
        this.width = width;
    }

    /** As people say it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The width in microseconds. */
    public long micros() {
        return width.toNanos() / 1_000;
    }
}
