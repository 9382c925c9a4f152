package dev.weir.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a ledger's books say. */
public record Accounting(Ledger ledger) {
    /** What became of the records that the merged answers are made of. */
    public Tally merged() {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        Tally batch = newest.values().stream()
                .map(published -> published.segment().tally())
                .reduce(Tally.NONE, Tally::plus);
        return ledger.unreadTallies(newest).reduce(batch, Tally::plus);
    }

    /** What sources had lost before it was read, in the order in which that was found out. */
    public List<Hole> holes() {
        return ledger.summary().holes();
    }

    /**
     * How far a source is accounted for.
     *
     * @return by partition, the position after the highest that was read or is known to be lost
     */
    public SortedMap<String, Long> nextPositions(String source) {
        SortedMap<String, Long> next = new TreeMap<>();
        Summary all = ledger.summary();
        all.furthest().stream()
                .filter(range -> range.source().equals(source))
                .forEach(range -> next.merge(range.partition(), range.last() + 1, Math::max));
        all.holes().stream()
                .filter(hole -> hole.source().equals(source))
                .forEach(hole -> next.merge(hole.partition(), hole.to() + 1, Math::max));
        return next;
    }
}
