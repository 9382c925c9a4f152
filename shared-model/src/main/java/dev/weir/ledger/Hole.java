package dev.weir.ledger;

/**
 * Positions of a source that were gone before they could be read: nothing in the archive stands for them, and nothing can.
 * Not every position need have held a record (a transaction's markers take some), so this is the most that is missing.
 *
 * @param source as in {@link Range}
 * @param partition as in {@link Range}
 * @param from the lowest position, inclusive
 * @param to the highest position, inclusive
 */
public record Hole(String source, String partition, long from, long to) {
    public Hole {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "Invalid hole in " + source + " " + partition + ": " + from + " to " + to);
        }
    }

    /** How many positions. */
    public long positions() {
        return to - from + 1;
    }
}
