package dev.weir.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is visible, carried along as the ledger grows: what one more entry shows and hides costs what its own days hold, not
 * what the ledger holds. Says what {@link Shown#cells} and {@link Shown#lines} say. Not thread-safe.
 */
public final class Visibility {
    private final Map<LocalDate, Day> days = new TreeMap<>();
    private long position;

    /**
     * How one entry changed what is visible.
     *
     * @param cells of the rollups' cells, as {@link Shown#cells} has them
     * @param lines of the lines, as {@link Shown#lines} has them
     */
    public record Change(Difference cells, Difference lines) {}

    /** Segments that came into view, and segments that left it; none is in both. */
    public record Difference(Set<VisibleSegment> shown, Set<VisibleSegment> hidden) {}

    /** The position of the last entry that was taken in; 0 for none. */
    public long position() {
        return position;
    }

    /** Takes in the entry at the next position. */
    public Change next(Entry entry) {
        position++;
        SortedSet<LocalDate> touched = days(entry);
        List<VisibleSegment> cells = new ArrayList<>();
        List<VisibleSegment> lines = new ArrayList<>();
        // One more speed segment is visible on all of its days, whatever else these hold.
        if (entry instanceof SpeedSegment speed) {
            touched.forEach(day -> {
                days.computeIfAbsent(day, Day::new).speed.put(position, speed.id());
                cells.add(new VisibleSegment(speed.id(), day, Layer.SPEED));
            });
            return new Change(difference(List.of(), cells), difference(List.of(), cells));
        }
        touched.forEach(day -> {
            cells.addAll(days.computeIfAbsent(day, Day::new).cells());
            lines.addAll(days.get(day).lines());
        });
        if (entry instanceof Publication publication) {
            publication.segments().forEach(segment -> days.get(segment.day()).publish(segment, publication));
        } else if (entry instanceof Compaction compaction) {
            touched.forEach(day -> days.get(day).compactions.add(compaction));
        }
        List<VisibleSegment> cellsNow = new ArrayList<>();
        List<VisibleSegment> linesNow = new ArrayList<>();
        touched.forEach(day -> {
            cellsNow.addAll(days.get(day).cells());
            linesNow.addAll(days.get(day).lines());
        });
        return new Change(difference(cells, cellsNow), difference(lines, linesNow));
    }

    private static SortedSet<LocalDate> days(Entry entry) {
        SortedSet<LocalDate> days = new TreeSet<>();
        if (entry instanceof SpeedSegment speed) {
            days.addAll(speed.days().keySet());
        } else if (entry instanceof Publication publication) {
            publication.segments().forEach(segment -> days.add(segment.day()));
        } else if (entry instanceof Compaction compaction) {
            days.addAll(compaction.days().keySet());
        }
        return days;
    }

    private static Difference difference(List<VisibleSegment> before, List<VisibleSegment> now) {
        Set<VisibleSegment> shown = new LinkedHashSet<>(now);
        Set<VisibleSegment> hidden = new LinkedHashSet<>(before);
        now.forEach(hidden::remove);
        before.forEach(shown::remove);
        return new Difference(shown, hidden);
    }

    /** What answers for one event day. */
    private static final class Day {
        private final LocalDate day;
        private final TreeMap<Long, String> speed = new TreeMap<>();
        private final List<Compaction> compactions = new ArrayList<>();
        private BatchSegment newest;
        private long readThrough;

        Day(LocalDate day) {
            this.day = day;
        }

        void publish(BatchSegment segment, Publication publication) {
            newest = segment;
            readThrough = publication.readThrough();
        }

        List<VisibleSegment> cells() {
            List<VisibleSegment> visible = batch();
            NavigableMap<Long, Compaction> counting = Compactions.counting(compactions, readThrough);
            counting.values().forEach(compaction -> visible.add(new VisibleSegment(compaction.id(), day, Layer.SPEED)));
            speed.tailMap(readThrough, false).forEach((position, id) -> {
                if (!Compactions.cover(counting, position, position)) {
                    visible.add(new VisibleSegment(id, day, Layer.SPEED));
                }
            });
            return visible;
        }

        private List<VisibleSegment> batch() {
            List<VisibleSegment> visible = new ArrayList<>();
            if (newest != null) {
                visible.add(new VisibleSegment(newest.id(), day, Layer.BATCH));
            }
            return visible;
        }

        List<VisibleSegment> lines() {
            List<VisibleSegment> visible = batch();
            speed.tailMap(readThrough, false)
                    .values()
                    .forEach(id -> visible.add(new VisibleSegment(id, day, Layer.SPEED)));
            if (newest != null) {
                speed.headMap(readThrough, true).values().stream()
                        .filter(newest::keeps)
                        .forEach(id -> visible.add(new VisibleSegment(id, day, Layer.BATCH)));
            }
            return visible;
        }
    }
}
