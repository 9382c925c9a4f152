package dev.weir.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One segment of cells in the place of many: what speed segments that were admitted one after the other add up to. An answer
 * merges one where it merged each of them. Their lines stay whose they are, and so does what the ledger says of them.
 *
 * @param id tags the cells; unique to the attempt that wrote them
 * @param written see {@link Entry#written}
 * @param first the position of the first speed segment that it stands for
 * @param last the position of the last one
 * @param segments how many they are
 * @param model of the last one
 * @param days its cells by event day: those that no batch segment had read any of the speed segments of
 */
public record Compaction(
        String id,
        Instant written,
        long first,
        long last,
        long segments,
        String model,
        SortedMap<LocalDate, Compacted> days)
        implements Entry {
    public Compaction {
        days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }

    /**
     * The cells of one event day.
     *
     * @param tally what became of the records that they count, as the speed segments' entries add up
     * @param digest of the cells
     */
    public record Compacted(Tally tally, Digest digest) {}

    /** Whether it stands for all that another one stands for. */
    boolean contains(Compaction other) {
        return first <= other.first && other.last <= last;
    }

    /** Whether it stands for a speed segment that another one stands for, too. */
    boolean overlaps(Compaction other) {
        return first <= other.last && other.first <= last;
    }
}
