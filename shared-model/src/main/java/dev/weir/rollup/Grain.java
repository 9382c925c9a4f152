package dev.weir.rollup;

/** The width of a rollup's time cells, aligned to the epoch, UTC. */
public enum Grain {
    MINUTE(60_000_000L),
    HOUR(3_600_000_000L);

    private final long micros;

    Grain(long micros) {
        this.micros = micros;
    }

    /** The width in microseconds. */
    public long micros() {
        return micros;
    }
}
