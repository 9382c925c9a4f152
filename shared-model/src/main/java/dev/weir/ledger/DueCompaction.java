package dev.weir.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be compacted next: speed segments, or compactions of about as many. So of a day that no batch segment answers for
 * yet, few segments of each size are left, and each cell is written anew a few times, once a size.
 *
 * @param first the position of the first speed segment that it stands for
 * @param last the position of the last one
 * @param segments how many speed segments
 * @param model of the last one
 * @param days what became of their records, by event day: those that no batch segment has read any of them of
 * @param parts whose cells are merged
 */
public record DueCompaction(
        long first,
        long last,
        long segments,
        String model,
        SortedMap<LocalDate, Tally> days,
        List<VisibleSegment> parts) {
    /**
     * What is due in a ledger.
     *
     * @param many so many segments of a size become one; of micro-batches that nobody compacted when they came, at most so many
     *     times as many at once
     */
    public static Optional<DueCompaction> in(Ledger ledger, int many) {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        SortedMap<Long, Compaction> outer = new TreeMap<>();
        ledger.compactions().values().forEach(compaction -> {
            outer.subMap(compaction.first(), compaction.last()).clear();
            outer.put(compaction.first(), compaction);
        });
        List<Compaction> compactions = new ArrayList<>(outer.values());
        long compacted = compactions.isEmpty()
                ? 0
                : compactions.get(compactions.size() - 1).last();
        List<Ledger.Admitted> speed = ledger.speedSegments(
                        ledger.blocks().unread(newest).filter(block -> block.last() > compacted))
                .filter(admitted -> admitted.position() > compacted && isUnread(admitted, newest))
                .toList();
        return speed.size() >= many
                ? Optional.of(ofSpeed(speed.subList(0, Math.min(speed.size(), many * many)), newest))
                : ofCompactions(alike(compactions, newest, many), newest, many);
    }

    private static boolean isUnread(Ledger.Admitted speed, SortedMap<LocalDate, Ledger.Published> newest) {
        return speed.segment().days().keySet().stream().anyMatch(day -> Ledger.isUnread(newest, day, speed.position()));
    }

    private static DueCompaction ofSpeed(List<Ledger.Admitted> speed, SortedMap<LocalDate, Ledger.Published> newest) {
        long first = speed.get(0).position();
        SortedMap<LocalDate, Tally> days = new TreeMap<>();
        List<VisibleSegment> parts = new ArrayList<>();
        speed.forEach(admitted -> admitted.segment().days().forEach((day, tally) -> {
            if (Ledger.isUnread(newest, day, first)) {
                days.merge(day, tally, Tally::plus);
                parts.add(new VisibleSegment(admitted.segment().id(), day, Layer.SPEED));
            }
        }));
        Ledger.Admitted last = speed.get(speed.size() - 1);
        return new DueCompaction(
                first, last.position(), speed.size(), last.segment().model(), days, parts);
    }

    /** The last ones that are of one size, and that some answer is made of. */
    private static List<Compaction> alike(
            List<Compaction> compactions, SortedMap<LocalDate, Ledger.Published> newest, int many) {
        int from = compactions.size();
        while (from > 0
                && size(compactions.get(from - 1), many) == size(compactions.get(compactions.size() - 1), many)
                && isShown(compactions.get(from - 1), newest)) {
            from--;
        }
        return compactions.subList(from, compactions.size());
    }

    private static boolean isShown(Compaction compaction, SortedMap<LocalDate, Ledger.Published> newest) {
        return compaction.days().keySet().stream().anyMatch(day -> Ledger.isUnread(newest, day, compaction.first()));
    }

    private static int size(Compaction compaction, int many) {
        int size = 0;
        for (long segments = compaction.segments(); segments >= many; segments /= many) {
            size++;
        }
        return size;
    }

    private static Optional<DueCompaction> ofCompactions(
            List<Compaction> alike, SortedMap<LocalDate, Ledger.Published> newest, int many) {
        if (alike.size() < many) {
            return Optional.empty();
        }
        long first = alike.get(0).first();
        SortedMap<LocalDate, Tally> days = new TreeMap<>();
        List<VisibleSegment> parts = new ArrayList<>();
        alike.forEach(compaction -> compaction.days().forEach((day, its) -> {
            if (Ledger.isUnread(newest, day, first)) {
                days.merge(day, its.tally(), Tally::plus);
                parts.add(new VisibleSegment(compaction.id(), day, Layer.SPEED));
            }
        }));
        Compaction last = alike.get(alike.size() - 1);
        long segments = alike.stream().mapToLong(Compaction::segments).sum();
        return Optional.of(new DueCompaction(first, last.last(), segments, last.model(), days, parts));
    }
}
