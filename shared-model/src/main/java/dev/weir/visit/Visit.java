package dev.weir.visit;

/**
 * A visit.
 *
 * @param whole what all of its events say, of one day or of two
 */
public record Visit(Fragment whole) {
    /** The day that it belongs to: that of its first event, in days since the epoch. */
    public long day() {
        return whole.day();
    }

    /** From its first event to its last one, in microseconds: how long the last page was looked at, nobody logs. */
    public long duration() {
        return whole.last() - whole.first();
    }

    /** Whether just one page was viewed. */
    public boolean isBounce() {
        return whole.counts().pageViews() == 1;
    }
}
