package dev.weir.batch;

import dev.weir.ledger.LostSegment;
import dev.weir.ledger.RawSegment;
import dev.weir.warehouse.Inspection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The raw segments that a run of the batch layer found lost. */
final class Losses {
    private final Inspection inspection;
    private final SortedMap<String, LostSegment> found = new TreeMap<>();

    Losses(Inspection inspection) {
        this.inspection = inspection;
    }

    /** By id. */
    List<LostSegment> found() {
        return List.copyOf(found.values());
    }

    boolean contains(RawSegment segment) {
        return found.containsKey(segment.id());
    }

    /**
     * Does work that reads raw segments.
     *
     * @return empty if some of them turned out to be lost: these are among {@link #found()} now
     */
    <T> Optional<T> reading(Collection<RawSegment> segments, Supplier<T> work) {
        if (find(segments, Inspection.Depth.FOOTERS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } catch (Exception e) {
            // Spark throws what its Scala does not declare, and says unreliably what it comes from: look whether it is
            // this.
            if (find(segments, Inspection.Depth.PAGES)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean find(Collection<RawSegment> segments, Inspection.Depth depth) {
        List<LostSegment> lost = inspection.lost(segments, depth);
        lost.forEach(segment -> found.put(segment.id(), segment));
        return !lost.isEmpty();
    }
}
