package dev.weir.format;

import java.util.List;

/**
 * How far a line fits one format.
 *
 * @param format its name
 * @param field where the field starts up to which all fields fit
 * @param at the first byte that does not fit
 * @param expected what should stand there, in words
 * @param timed whether the time was read before: without it words fit anything
 */
record Stop(String format, int field, int at, String expected, boolean timed) {
    Stop(String format, int field, int at, String expected) {
        this(format, field, at, expected, false);
    }

    /** The same stop behind a time. */
    Stop behindTime() {
        return new Stop(format, field, at, expected, true);
    }

    /** Finds where lines stop to fit a format. Slow, and asks what the parser asks. */
    interface Finder {
        /** Where a line stops, by each way to write the format: none if it fits. */
        List<Stop> stops(byte[] b, int from, int to, String header);
    }

    /** @param guess the format that the parser took the line for; null if it had none */
    boolean isFurtherThan(Stop other, String guess) {
        boolean likely = timed || format.equals(guess);
        boolean otherLikely = other.timed || other.format.equals(guess);
        if (likely != otherLikely) {
            return likely;
        }
        return field > other.field || (field == other.field && at > other.at);
    }
}
