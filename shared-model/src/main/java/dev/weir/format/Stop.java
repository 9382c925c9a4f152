package dev.weir.format;

import java.util.List;

/**
 * How far a line fits one format.
 *
 * @param format its name
 * @param field where the field starts up to which all fields fit
 * @param at the first byte that does not fit
 * @param expected what should stand there, in words
 */
record Stop(String format, int field, int at, String expected) {
    /** Finds where lines stop to fit a format. Slow, and asks what the parser asks. */
    interface Finder {
        /** Where a line stops, by each way to write the format: none if it fits. */
        List<Stop> stops(byte[] b, int from, int to, String header);
    }

    boolean isFurtherThan(Stop other) {
        return field > other.field || (field == other.field && at > other.at);
    }
}
