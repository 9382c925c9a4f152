package dev.weir.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
        return ledger.speedSegments().entrySet().stream()
                .flatMap(speed -> speed.getValue().days().entrySet().stream()
                        .filter(day -> !newest.containsKey(day.getKey())
                                || newest.get(day.getKey()).readThrough() < speed.getKey())
                        .map(Map.Entry::getValue))
                .reduce(batch, Tally::plus);
    }

    /** What sources had lost before it was read, in the order in which that was found out. */
    public List<Hole> holes() {
        return ledger.speedSegments().values().stream()
                .flatMap(speed -> speed.holes().stream())
                .toList();
    }

    /**
     * How far a source is accounted for.
     *
     * @return by partition, the position after the highest that was read or is known to be lost
     */
    public SortedMap<String, Long> nextPositions(String source) {
        SortedMap<String, Long> next = new TreeMap<>();
        for (SpeedSegment speed : ledger.speedSegments().values()) {
            for (Range range : speed.ranges()) {
                if (range.source().equals(source)) {
                    next.merge(range.partition(), range.last() + 1, Math::max);
                }
            }
            for (Hole hole : speed.holes()) {
                if (hole.source().equals(source)) {
                    next.merge(hole.partition(), hole.to() + 1, Math::max);
                }
            }
        }
        return next;
    }
}
