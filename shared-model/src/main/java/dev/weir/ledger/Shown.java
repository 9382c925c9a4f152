package dev.weir.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Which segments' rows answers are made of. */
public record Shown(Ledger ledger) {
    /**
     * Whose cells: of each day its newest batch segment, and the speed segments that it has not read, or the compactions that
     * stand for them.
     */
    public List<VisibleSegment> cells() {
        return cells(ledger.compactions().values());
    }

    private List<VisibleSegment> cells(Collection<Compaction> among) {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        Compactions compactions = new Compactions(among, newest);
        List<VisibleSegment> visible = batch(newest);
        compactions
                .byDay()
                .forEach((day, its) -> its.values()
                        .forEach(compaction -> visible.add(new VisibleSegment(compaction.id(), day, Layer.SPEED))));
        ledger.speedSegments(ledger.blocks().unread(newest).filter(block -> !compactions.cover(block, newest)))
                .forEach(speed -> speed.segment().days().keySet().stream()
                        .filter(day -> Ledger.isUnread(newest, day, speed.position())
                                && !compactions.cover(day, speed.position(), speed.position()))
                        .forEach(day ->
                                visible.add(new VisibleSegment(speed.segment().id(), day, Layer.SPEED))));
        return visible;
    }

    /** The compactions whose cells are shown on a day. */
    public List<Compaction> compactions(LocalDate day) {
        Compactions counting = new Compactions(ledger.compactions().values(), ledger.newestBatch());
        return counting.byDay().containsKey(day)
                ? List.copyOf(counting.byDay().get(day).values())
                : List.of();
    }

    private static List<VisibleSegment> batch(SortedMap<LocalDate, Ledger.Published> newest) {
        List<VisibleSegment> visible = new ArrayList<>();
        newest.forEach(
                (day, batch) -> visible.add(new VisibleSegment(batch.segment().id(), day, Layer.BATCH)));
        return visible;
    }

    /**
     * Whose lines: of each day its newest batch segment, the speed segments whose lines that one found right, as the batch
     * layer's, and the speed segments that it has not read. Reads every entry.
     */
    public List<VisibleSegment> lines() {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        List<VisibleSegment> visible = batch(newest);
        visible.addAll(unread(newest));
        newest.values().forEach(batch -> visible.addAll(kept(batch)));
        return visible;
    }

    /** Of {@link #lines} those on some days. */
    public List<VisibleSegment> lines(Set<LocalDate> days) {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        List<VisibleSegment> visible = batch(newest);
        visible.addAll(unread(newest));
        visible.removeIf(segment -> !days.contains(segment.day()));
        newest.values().stream()
                .filter(batch -> days.contains(batch.segment().day()))
                .forEach(batch -> visible.addAll(kept(batch)));
        return visible;
    }

    private List<VisibleSegment> unread(SortedMap<LocalDate, Ledger.Published> newest) {
        List<VisibleSegment> unread = new ArrayList<>();
        ledger.unread(newest)
                .forEach(speed -> speed.segment().days().keySet().stream()
                        .filter(day -> Ledger.isUnread(newest, day, speed.position()))
                        .forEach(day ->
                                unread.add(new VisibleSegment(speed.segment().id(), day, Layer.SPEED))));
        return unread;
    }

    /** Who holds the lines of a batch segment: itself, and the speed segments whose lines it found right. */
    public List<VisibleSegment> linesOf(Ledger.Published batch) {
        List<VisibleSegment> holders = new ArrayList<>(kept(batch));
        holders.add(new VisibleSegment(batch.segment().id(), batch.segment().day(), Layer.BATCH));
        return holders;
    }

    private List<VisibleSegment> kept(Ledger.Published batch) {
        LocalDate day = batch.segment().day();
        return ledger.speedSegments(Set.of(day))
                .filter(speed -> speed.position() <= batch.readThrough()
                        && batch.segment().keeps(speed.segment().id()))
                .map(speed -> new VisibleSegment(speed.segment().id(), day, Layer.BATCH))
                .toList();
    }

    /** The rows of every segment that was ever admitted. Reads every entry. */
    public List<VisibleSegment> written() {
        List<VisibleSegment> written = new ArrayList<>();
        ledger.speedSegments()
                .map(Ledger.Admitted::segment)
                .forEach(speed -> speed.days()
                        .keySet()
                        .forEach(day -> written.add(new VisibleSegment(speed.id(), day, Layer.SPEED))));
        ledger.compactions()
                .values()
                .forEach(compaction -> compaction
                        .days()
                        .keySet()
                        .forEach(day -> written.add(new VisibleSegment(compaction.id(), day, Layer.SPEED))));
        ledger.publications()
                .values()
                .forEach(publication -> publication
                        .segments()
                        .forEach(segment -> written.add(new VisibleSegment(segment.id(), segment.day(), Layer.BATCH))));
        return written;
    }

    /**
     * The rows that no answer needs any more.
     *
     * @param shown the segments that answers need, each on its day
     * @return of {@link #written} all others
     */
    public List<VisibleSegment> superseded(Collection<VisibleSegment> shown) {
        Set<List<Object>> places = shown.stream().map(Shown::place).collect(Collectors.toSet());
        return written().stream()
                .filter(segment -> !places.contains(place(segment)))
                .toList();
    }

    /**
     * The cells that no answer needs any more, whatever is published next.
     *
     * @param leastRead batch jobs that read the ledger through a position before this one are published no more
     */
    public List<VisibleSegment> supersededCells(long leastRead) {
        List<VisibleSegment> needed = new ArrayList<>(cells());
        // A batch segment that has read a part of what a compaction stands for shows the rest without it.
        needed.addAll(cells(ledger.compactions().values().stream()
                .filter(compaction -> compaction.last() <= leastRead)
                .toList()));
        return superseded(needed);
    }

    /** Whose lines on which day, whatever layer shows them. */
    private static List<Object> place(VisibleSegment segment) {
        return List.of(segment.segment(), segment.day());
    }
}
