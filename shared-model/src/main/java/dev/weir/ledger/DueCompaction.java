package dev.weir.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
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
        NavigableMap<Long, Compaction> outer =
                Compactions.counting(ledger.compactions().values(), 0);
        long compacted = outer.isEmpty() ? 0 : outer.lastEntry().getValue().last();
        List<Piece> speed = ledger.speedSegments(
                        ledger.blocks().unread(newest).filter(block -> block.last() > compacted))
                .filter(admitted -> admitted.position() > compacted)
                .map(Piece::of)
                .filter(piece -> piece.isShown(newest))
                .toList();
        if (speed.size() >= many) {
            return Optional.of(of(speed.subList(0, Math.min(speed.size(), many * many)), newest));
        }
        List<Piece> alike = alike(outer.values().stream().map(Piece::of).toList(), newest, many);
        return alike.size() >= many ? Optional.of(of(alike, newest)) : Optional.empty();
    }

    /** What may be merged: a speed segment or a compaction. */
    private record Piece(
            String id, long first, long last, long segments, String model, SortedMap<LocalDate, Tally> days) {
        static Piece of(Ledger.Admitted speed) {
            SpeedSegment segment = speed.segment();
            return new Piece(segment.id(), speed.position(), speed.position(), 1, segment.model(), segment.days());
        }

        static Piece of(Compaction compaction) {
            SortedMap<LocalDate, Tally> days = new TreeMap<>();
            compaction.days().forEach((day, its) -> days.put(day, its.tally()));
            return new Piece(
                    compaction.id(),
                    compaction.first(),
                    compaction.last(),
                    compaction.segments(),
                    compaction.model(),
                    days);
        }

        /** Whether some answer is made of it. */
        boolean isShown(SortedMap<LocalDate, Ledger.Published> newest) {
            return days.keySet().stream().anyMatch(day -> Ledger.isUnread(newest, day, first));
        }

        /** How many times as many as one it is. */
        int size(int many) {
            int size = 0;
            for (long left = segments; left >= many; left /= many) {
                size++;
            }
            return size;
        }
    }

    /** The last ones that are of one size, and that some answer is made of. */
    private static List<Piece> alike(List<Piece> pieces, SortedMap<LocalDate, Ledger.Published> newest, int many) {
        int from = pieces.size();
        while (from > 0
                && pieces.get(from - 1).size(many)
                        == pieces.get(pieces.size() - 1).size(many)
                && pieces.get(from - 1).isShown(newest)) {
            from--;
        }
        return pieces.subList(from, pieces.size());
    }

    private static DueCompaction of(List<Piece> pieces, SortedMap<LocalDate, Ledger.Published> newest) {
        long first = pieces.get(0).first();
        SortedMap<LocalDate, Tally> days = new TreeMap<>();
        List<VisibleSegment> parts = new ArrayList<>();
        pieces.forEach(piece -> piece.days().forEach((day, tally) -> {
            if (Ledger.isUnread(newest, day, first)) {
                days.merge(day, tally, Tally::plus);
                parts.add(new VisibleSegment(piece.id(), day, Layer.SPEED));
            }
        }));
        Piece last = pieces.get(pieces.size() - 1);
        long segments = pieces.stream().mapToLong(Piece::segments).sum();
        return new DueCompaction(first, last.last(), segments, last.model(), days, parts);
    }
}
