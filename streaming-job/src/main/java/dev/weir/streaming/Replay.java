package dev.weir.streaming;

import dev.weir.ledger.Range;
import dev.weir.ledger.SpeedSegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A micro-batch whose number was admitted before. It may be left out only if what its source gives now is what was
 * admitted then: of a checkpoint that was rolled back, the numbers come again with other records.
 */
final class Replay {
    private final SpeedSegment admitted;
    private final Map<Planned.Place, Range> ranges = new HashMap<>();

    Replay(SpeedSegment admitted) {
        this.admitted = admitted;
        admitted.ranges().forEach(range -> ranges.put(Planned.Place.of(range), range));
    }

    /** The source would give records under the number that were not admitted under it. */
    static final class UncoveredException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UncoveredException(SpeedSegment admitted, String source, String partition) {
            super("micro-batch " + admitted.batch() + " was admitted before, as segment " + admitted.id()
                    + ", and not with what " + source + " gives now (partition " + partition + ")");
        }
    }

    /**
     * Makes sure that nothing is skipped.
     *
     * @param planned what the micro-batch is to read; empty where only reading it tells
     * @param given what it reads
     * @param lossy whether the source may have lost since then some of what it gave
     * @throws UncoveredException if there is more than was admitted, or something else
     */
    void requireCovered(Optional<List<Planned>> planned, Supplier<List<Range>> given, boolean lossy) {
        if (planned.isPresent() && planned.get().stream().allMatch(this::isComparable)) {
            planned.get().forEach(this::requireCovered);
        } else {
            given.get().forEach(range -> requireCovered(range, lossy));
        }
    }

    /** Entries of older versions do not say which bytes were read. */
    private boolean isComparable(Planned planned) {
        Range range = ranges.get(planned.place());
        return range == null || range.content() != null;
    }

    private void requireCovered(Planned planned) {
        Range range = ranges.get(planned.place());
        if (range == null || !planned.content().equals(range.content())) {
            throw new UncoveredException(admitted, planned.source(), planned.partition());
        }
    }

    private void requireCovered(Range given, boolean lossy) {
        Range range = ranges.get(Planned.Place.of(given));
        if (range == null || !covers(range, given, lossy)) {
            throw new UncoveredException(admitted, given.source(), given.partition());
        }
    }

    private static boolean covers(Range range, Range given, boolean lossy) {
        return lossy
                ? range.first() <= given.first() && range.last() >= given.last() && range.records() >= given.records()
                : range.first() == given.first() && range.last() == given.last() && range.records() == given.records();
    }
}
