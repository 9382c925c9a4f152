package dev.weir.ledger;

/**
 * What became of a number of raw records. Tallies add up in any order.
 *
 * @param accepted events that count
 * @param duplicates events seen before under the same event id
 * @param rejected dead letters
 */
public record Tally(long accepted, long duplicates, long rejected) {
    public static final Tally NONE = new Tally(0, 0, 0);

    public Tally plus(Tally other) {
        return new Tally(accepted + other.accepted, duplicates + other.duplicates, rejected + other.rejected);
    }

    /** All records accounted for. */
    public long total() {
        return accepted + duplicates + rejected;
    }
}
