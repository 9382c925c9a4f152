package dev.weir.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A ledger's blocks from the first entry on, without a gap, and what all of them add up to: that says where an event day's speed
 * segments stand, so that of most blocks not even the summary is looked at. Shared by the ledgers that follow on one another.
 */
public final class Blocks {
    public static final Blocks NONE = new Blocks(List.of(), () -> Summary.of(List.of()));

    private final List<Block> list;
    private final Supplier<Summary> summary;

    /** The entries of each kind but speed segments, by position: found once, however many questions are asked about them. */
    private final Map<Class<? extends Entry>, SortedMap<Long, Entry>> kinds = new ConcurrentHashMap<>();

    private Blocks(List<Block> list, Supplier<Summary> summary) {
        this.list = List.copyOf(list);
        this.summary = Lazy.of(summary);
    }

    /**
     * Blocks that were summed up before.
     *
     * @param summary of all of them
     */
    public static Blocks of(List<Block> list, Summary summary) {
        return new Blocks(list, () -> summary);
    }

    /** The same and one more. */
    public Blocks with(Block next) {
        List<Block> more = new ArrayList<>(list);
        more.add(next);
        return of(more, Summary.of(List.of(summary(), next.summary())));
    }

    /** The blocks that end at a position or before it. */
    Blocks through(long position) {
        List<Block> whole =
                list.stream().takeWhile(block -> block.last() <= position).toList();
        return new Blocks(
                whole, () -> Summary.of(whole.stream().map(Block::summary).toList()));
    }

    /** Them, in their order. */
    public List<Block> list() {
        return list;
    }

    /** The position of the last entry. */
    public long last() {
        return list.isEmpty() ? 0 : list.get(list.size() - 1).last();
    }

    /** What all entries add up to. */
    public Summary summary() {
        return summary.get();
    }

    /** Those that may have a speed segment with records of one of some days. */
    Stream<Block> touching(Set<LocalDate> days) {
        List<Summary.Day> stretches = new ArrayList<>();
        days.forEach(day -> {
            Summary.Day stretch = summary().days().get(day);
            if (stretch != null) {
                stretches.add(stretch);
            }
        });
        return among(stretches).filter(block -> block.summary().touches(days));
    }

    /** Those with a speed segment that has records of a day which no batch segment of the day has read. */
    Stream<Block> unread(SortedMap<LocalDate, Ledger.Published> newest) {
        List<Summary.Day> stretches = new ArrayList<>();
        summary().days().forEach((day, stretch) -> {
            if (Ledger.isUnread(newest, day, stretch.last())) {
                Ledger.Published batch = newest.get(day);
                stretches.add(batch == null ? stretch : stretch.after(batch.readThrough()));
            }
        });
        return among(stretches).filter(block -> block.summary().hasUnread(newest));
    }

    private Stream<Block> among(List<Summary.Day> stretches) {
        return list.stream()
                .filter(block -> stretches.stream()
                        .anyMatch(stretch -> block.after() < stretch.last() && stretch.first() <= block.last()));
    }

    /** Those that pass a test. */
    Stream<Block> stream(Predicate<Block> maybe) {
        return list.stream().filter(maybe);
    }

    /** The entries of a kind but speed segments by their positions. */
    SortedMap<Long, Entry> of(Class<? extends Entry> kind) {
        return kinds.computeIfAbsent(kind, wanted -> {
            SortedMap<Long, Entry> found = new TreeMap<>(summary().others());
            found.values().removeIf(entry -> !wanted.isInstance(entry));
            return Collections.unmodifiableSortedMap(found);
        });
    }
}
