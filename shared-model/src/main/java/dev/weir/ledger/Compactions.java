package dev.weir.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which compactions stand for speed segments of which event days. One counts where the day's batch segment has read none of
 * what it stands for: where it has read a part, the speed segments after that are shown themselves.
 */
final class Compactions {
    private final SortedMap<LocalDate, NavigableMap<Long, Compaction>> byDay = new TreeMap<>();

    /**
     * Those that count.
     *
     * @param compactions in the order of their entries: a later one contains an earlier one, or has nothing in common with it
     */
    Compactions(Collection<Compaction> compactions, SortedMap<LocalDate, Ledger.Published> newest) {
        Map<LocalDate, List<Compaction>> its = new TreeMap<>();
        compactions.forEach(compaction -> compaction
                .days()
                .keySet()
                .forEach(day ->
                        its.computeIfAbsent(day, none -> new ArrayList<>()).add(compaction)));
        its.forEach((day, all) -> {
            Ledger.Published batch = newest.get(day);
            byDay.put(day, counting(all, batch == null ? 0 : batch.readThrough()));
        });
    }

    /**
     * Those of one day that count, by the position of the first speed segment that they stand for.
     *
     * @param readThrough what the day's batch segment has read; 0 for none
     */
    static NavigableMap<Long, Compaction> counting(Collection<Compaction> compactions, long readThrough) {
        NavigableMap<Long, Compaction> counting = new TreeMap<>();
        for (Compaction compaction : compactions) {
            if (compaction.first() > readThrough) {
                counting.subMap(compaction.first(), true, compaction.last(), true)
                        .clear();
                counting.put(compaction.first(), compaction);
            }
        }
        return counting;
    }

    /** By event day and the position of the first speed segment that they stand for. */
    SortedMap<LocalDate, NavigableMap<Long, Compaction>> byDay() {
        return byDay;
    }

    /** Whether one stands for all speed segments of a stretch of positions on a day. */
    boolean cover(LocalDate day, long first, long last) {
        NavigableMap<Long, Compaction> its = byDay.get(day);
        return its != null && cover(its, first, last);
    }

    /** Whether one stands for all of a block that no batch segment has read. */
    boolean cover(Block block, SortedMap<LocalDate, Ledger.Published> newest) {
        return block.summary().days().entrySet().stream()
                .allMatch(day ->
                        !Ledger.isUnread(newest, day.getKey(), day.getValue().last())
                                || cover(
                                        day.getKey(),
                                        day.getValue().first(),
                                        day.getValue().last()));
    }

    /** Whether one of a day's stands for all speed segments of a stretch of positions. */
    static boolean cover(NavigableMap<Long, Compaction> counting, long first, long last) {
        Map.Entry<Long, Compaction> before = counting.floorEntry(first);
        return before != null && before.getValue().last() >= last;
    }
}
