package dev.weir.ledger;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which answers are not up to date, and what has to be published together. */
public record Staleness(Ledger ledger) {
    /**
     * The event days whose newest batch segment, if any, is not up to date: raw records of the day arrived after it, or were
     * parsed anew and came to or went from the day.
     */
    public SortedSet<LocalDate> touchedSincePublished() {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        SortedSet<LocalDate> touched = new TreeSet<>();
        ledger.unread(newest)
                .forEach(speed -> touch(touched, speed.segment().days().keySet(), speed.position(), newest));
        moved(newest).forEach(moved -> touched.addAll(moved.outdated()));
        return touched;
    }

    private static void touch(
            Set<LocalDate> touched, Set<LocalDate> days, long position, SortedMap<LocalDate, Ledger.Published> newest) {
        days.stream().filter(day -> Ledger.isUnread(newest, day, position)).forEach(touched::add);
    }

    /**
     * A raw segment that was parsed anew, which not all answers show.
     *
     * @param days that it touches or has ever touched
     * @param outdated those of them that do not show it
     */
    private record Moved(Set<LocalDate> days, Set<LocalDate> outdated) {}

    private Stream<Moved> moved(SortedMap<LocalDate, Ledger.Published> newest) {
        Map<String, Set<LocalDate>> daysEver = new HashMap<>();
        Map<String, Long> reindexed = new HashMap<>();
        ledger.of(Reindex.class)
                .forEach((position, reindex) -> reindex.segments().forEach((id, indexed) -> {
                    reindexed.put(id, position);
                    daysEver.computeIfAbsent(id, unknown -> new TreeSet<>())
                            .addAll(indexed.days().keySet());
                }));
        if (reindexed.isEmpty()) {
            return Stream.empty();
        }
        long last = Collections.max(reindexed.values());
        Set<String> came = daysEver.keySet().stream()
                .filter(id ->
                        daysEver.get(id).stream().anyMatch(day -> Ledger.isUnread(newest, day, reindexed.get(id))))
                .collect(Collectors.toSet());
        return ledger.raw()
                .find(
                        came,
                        block -> block.after() < last
                                && block.summary().days().keySet().stream()
                                        .anyMatch(day -> Ledger.isUnread(newest, day, last)))
                .filter(speed -> reindexed.containsKey(speed.segment().id()))
                .map(speed -> {
                    String id = speed.segment().id();
                    Set<LocalDate> days = new TreeSet<>(daysEver.get(id));
                    days.addAll(speed.segment().days().keySet());
                    Set<LocalDate> outdated = new TreeSet<>();
                    touch(outdated, days, reindexed.get(id), newest);
                    return new Moved(days, outdated);
                });
    }

    /**
     * The days that have to be published together with some days. A raw record that was parsed anew may have moved from one
     * day to another: publishing only where it went to would count it twice, only where it came from, not at all.
     *
     * @param days what is to be published
     * @return those days, and all that share a raw segment with them and are not up to date with its newest index
     */
    public SortedSet<LocalDate> publishedTogether(Collection<LocalDate> days) {
        return reached(days, moves());
    }

    /**
     * Which of some days cannot be published while raw segments are lost: those that the segments touch, and those that would
     * have to be published together with them.
     *
     * @param days what is to be published
     * @param lost the days that the lost segments touch
     */
    public SortedSet<LocalDate> heldBack(Collection<LocalDate> days, Set<LocalDate> lost) {
        Map<LocalDate, Set<LocalDate>> moves = moves();
        return days.stream()
                .filter(day -> !Collections.disjoint(reached(Set.of(day), moves), lost))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By day, the days that records may have moved to or from when they were parsed anew and that do not show it yet. */
    private Map<LocalDate, Set<LocalDate>> moves() {
        Map<LocalDate, Set<LocalDate>> moves = new HashMap<>();
        moved(ledger.newestBatch())
                .forEach(moved -> moved.days()
                        .forEach(day -> moves.computeIfAbsent(day, unknown -> new HashSet<>())
                                .addAll(moved.outdated())));
        return moves;
    }

    private static SortedSet<LocalDate> reached(Collection<LocalDate> from, Map<LocalDate, Set<LocalDate>> moves) {
        SortedSet<LocalDate> reached = new TreeSet<>(from);
        Deque<LocalDate> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (LocalDate day : moves.getOrDefault(open.pop(), Set.of())) {
                if (reached.add(day)) {
                    open.push(day);
                }
            }
        }
        return reached;
    }

    /** The event days that a batch job could not recompute, and has not since, by what is lost. */
    public SortedMap<LocalDate, List<LostSegment>> incompleteDays() {
        Map<String, Long> positions = ledger.raw()
                .positions(ledger.of(Loss.class).values().stream()
                        .flatMap(loss -> loss.segments().stream().map(LostSegment::id))
                        .collect(Collectors.toSet()));
        SortedMap<LocalDate, List<LostSegment>> incomplete = new TreeMap<>();
        for (Entry entry : ledger.others().values()) {
            if (entry instanceof Loss loss) {
                incomplete.putAll(loss.byDay());
            } else if (entry instanceof Publication publication) {
                // Whoever published the day has read all of its raw segments up to there.
                publication
                        .segments()
                        .forEach(segment -> incomplete.computeIfPresent(
                                segment.day(), (day, lost) -> unread(lost, publication, positions)));
            }
        }
        return incomplete;
    }

    /** Null where nothing is left, so that the day leaves its map. */
    private static List<LostSegment> unread(
            List<LostSegment> lost, Publication publication, Map<String, Long> positions) {
        List<LostSegment> unread = lost.stream()
                .filter(segment -> positions.get(segment.id()) > publication.readThrough())
                .toList();
        return unread.isEmpty() ? null : unread;
    }

    /** The raw segments that were parsed anew after a position. */
    public Set<String> reindexedAfter(long position) {
        Set<String> ids = new HashSet<>();
        ledger.of(Reindex.class)
                .tailMap(position + 1)
                .values()
                .forEach(reindex -> ids.addAll(reindex.segments().keySet()));
        return ids;
    }
}
