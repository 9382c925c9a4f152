package dev.weir.ledger;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.function.Supplier;

/**
 * Entries that follow on one another in a ledger: what they add up to and, when somebody asks, they themselves. They are kept
 * while there is memory, and read again otherwise.
 */
public final class Block {
    private final long after;
    private final long last;
    private final Supplier<Summary> summary;
    private final Supplier<List<Entry>> source;
    private SoftReference<List<Entry>> read;

    /**
     * A block that is read when somebody asks.
     *
     * @param after the position before its first entry's
     * @param size how many entries it has
     * @param summary what they add up to
     * @param source reads them; throws where they cannot be read
     */
    public Block(long after, int size, Supplier<Summary> summary, Supplier<List<Entry>> source) {
        this.after = after;
        this.last = after + size;
        this.summary = Lazy.of(summary);
        this.source = source;
        this.read = new SoftReference<>(null);
    }

    /**
     * A block of entries that were read.
     *
     * @param source reads them again
     */
    public static Block of(long after, List<Entry> entries, Supplier<List<Entry>> source) {
        Summary summary = Summary.of(after, entries);
        Block block = new Block(after, entries.size(), () -> summary, source);
        block.read = new SoftReference<>(List.copyOf(entries));
        return block;
    }

    /** The position before its first entry's. */
    public long after() {
        return after;
    }

    /** Its last entry's position. */
    public long last() {
        return last;
    }

    /** What its entries add up to. */
    public Summary summary() {
        return summary.get();
    }

    /** Its entries, in their order. */
    public synchronized List<Entry> entries() {
        List<Entry> entries = read.get();
        if (entries == null) {
            entries = source.get();
            read = new SoftReference<>(entries);
        }
        return entries;
    }
}
