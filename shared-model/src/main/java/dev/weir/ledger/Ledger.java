package dev.weir.ledger;

import dev.weir.model.ModelSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The ledger as of a position: an immutable list of entries and what follows from it. The answer for a day is the newest
 * batch segment of that day ⊕ the speed segments whose raw segment it did not read.
 */
public final class Ledger {
    public static final Ledger EMPTY = new Ledger(List.of());

    private final List<Entry> entries;

    /** The entries of each kind, by position: found once, however many questions are asked about them. */
    private final Map<Class<? extends Entry>, SortedMap<Long, Entry>> kinds = new ConcurrentHashMap<>();

    /** @param entries the entry at position n is the list's element n - 1 */
    public Ledger(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The entry at position n is the list's element n - 1. */
    public List<Entry> entries() {
        return entries;
    }

    /** The position of the last entry; 0 for an empty ledger. */
    public long position() {
        return entries.size();
    }

    /** The ledger as it was when it ended at a position. */
    public Ledger asOf(long position) {
        if (position < 0 || position > position()) {
            throw new IllegalArgumentException(
                    "Invalid position: " + position + ", the ledger has entries 1 to " + position());
        }
        if (position < horizon()) {
            throw new IllegalArgumentException("Cannot answer as of position " + position
                    + ": rows superseded before position " + horizon() + " were cleaned up");
        }
        return prefix(position);
    }

    /** The entries up to a position, whether or not their rows are still there. */
    public Ledger prefix(long position) {
        return new Ledger(entries.subList(0, (int) position));
    }

    /** The ledger as it would be if an entry came next. */
    public Ledger with(Entry entry) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return new Ledger(more);
    }

    /** The ledger as it was at an instant: up to the last entry written at or before it. */
    public Ledger asOf(Instant instant) {
        int end = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).written().isAfter(instant)) {
                end = i + 1;
            }
        }
        return asOf(end);
    }

    /** The earliest position that can be asked for. */
    public long horizon() {
        return of(Cleanup.class).values().stream()
                .mapToLong(Cleanup::horizon)
                .max()
                .orElse(0);
    }

    /** Whether an upgrade to a format, or a newer one, was begun. */
    public boolean isOfFormat(int format) {
        return of(Upgrade.class).values().stream().anyMatch(upgrade -> upgrade.format() >= format);
    }

    /** The settings in force. */
    public ModelSettings settings() {
        ModelSettings settings = ModelSettings.DEFAULT;
        for (SettingsChange change : of(SettingsChange.class).values()) {
            settings = change.settings();
        }
        return settings;
    }

    /** The speed segments by their positions. */
    public SortedMap<Long, SpeedSegment> speedSegments() {
        return of(SpeedSegment.class);
    }

    /** The publications by their positions. */
    public SortedMap<Long, Publication> publications() {
        return of(Publication.class);
    }

    /** A published batch segment and up to where its attempt read. */
    public record Published(long position, long readThrough, String model, Instant written, BatchSegment segment) {}

    /** The newest batch segment of each day. */
    public SortedMap<LocalDate, Published> newestBatch() {
        SortedMap<LocalDate, Published> newest = new TreeMap<>();
        publications().forEach((position, publication) -> {
            for (BatchSegment segment : publication.segments()) {
                newest.put(
                        segment.day(),
                        new Published(
                                position,
                                publication.readThrough(),
                                publication.model(),
                                publication.written(),
                                segment));
            }
        });
        return newest;
    }

    /** Everything that the merged answers are made of. */
    public List<VisibleSegment> visible() {
        SortedMap<LocalDate, Published> newest = newestBatch();
        List<VisibleSegment> visible = new ArrayList<>();
        newest.forEach(
                (day, batch) -> visible.add(new VisibleSegment(batch.segment().id(), day, Layer.BATCH)));
        speedSegments().forEach((position, speed) -> {
            for (LocalDate day : speed.days().keySet()) {
                Published batch = newest.get(day);
                if (batch == null || batch.readThrough() < position) {
                    visible.add(new VisibleSegment(speed.id(), day, Layer.SPEED));
                }
            }
        });
        return visible;
    }

    /**
     * Who holds the lines that the merged answers are made of: the same as {@link #visible}, and the speed segments whose
     * lines a batch segment found right, as the batch layer's.
     */
    public List<VisibleSegment> visibleLines() {
        List<VisibleSegment> visible = new ArrayList<>(visible());
        newestBatch().values().forEach(batch -> visible.addAll(kept(batch)));
        return visible;
    }

    /** Who holds the lines of a batch segment: itself, and the speed segments whose lines it found right. */
    public List<VisibleSegment> linesOf(Published batch) {
        List<VisibleSegment> holders = new ArrayList<>(kept(batch));
        holders.add(new VisibleSegment(batch.segment().id(), batch.segment().day(), Layer.BATCH));
        return holders;
    }

    private List<VisibleSegment> kept(Published batch) {
        LocalDate day = batch.segment().day();
        return speedSegments().headMap(batch.readThrough() + 1).values().stream()
                .filter(speed ->
                        speed.days().containsKey(day) && batch.segment().keeps(speed.id()))
                .map(speed -> new VisibleSegment(speed.id(), day, Layer.BATCH))
                .toList();
    }

    /** What became of the records that the merged answers are made of. */
    public Tally merged() {
        SortedMap<LocalDate, Published> newest = newestBatch();
        Tally batch = newest.values().stream()
                .map(published -> published.segment().tally())
                .reduce(Tally.NONE, Tally::plus);
        return speedSegments().entrySet().stream()
                .flatMap(speed -> speed.getValue().days().entrySet().stream()
                        .filter(day -> !newest.containsKey(day.getKey())
                                || newest.get(day.getKey()).readThrough() < speed.getKey())
                        .map(Map.Entry::getValue))
                .reduce(batch, Tally::plus);
    }

    /** The rows of every segment that was ever admitted. */
    public List<VisibleSegment> written() {
        List<VisibleSegment> written = new ArrayList<>();
        speedSegments()
                .values()
                .forEach(speed -> speed.days()
                        .keySet()
                        .forEach(day -> written.add(new VisibleSegment(speed.id(), day, Layer.SPEED))));
        publications()
                .values()
                .forEach(publication -> publication
                        .segments()
                        .forEach(segment -> written.add(new VisibleSegment(segment.id(), segment.day(), Layer.BATCH))));
        return written;
    }

    /** Every segment that was ever admitted, visible or superseded. */
    public Set<String> admitted() {
        Set<String> ids = new HashSet<>();
        speedSegments().values().forEach(speed -> ids.add(speed.id()));
        publications().values().forEach(p -> p.segments().forEach(segment -> ids.add(segment.id())));
        return ids;
    }

    /** The segments of attempts that were given up: none is admitted any more, and what they wrote may be deleted. */
    public Set<String> givenUp() {
        Set<String> givenUp = new HashSet<>();
        of(Cleanup.class).values().forEach(cleanup -> givenUp.addAll(cleanup.givenUp()));
        return givenUp;
    }

    /** The position through which a batch job must at least have read to be published: see {@link Cleanup#leastRead}. */
    public long leastRead() {
        return of(Cleanup.class).values().stream()
                .mapToLong(Cleanup::leastRead)
                .max()
                .orElse(0);
    }

    /** Whether a clean-up after a position may have given up a batch job that had read the ledger through it. */
    public boolean gaveUpBatchesSince(long position) {
        return of(Cleanup.class).tailMap(position + 1).values().stream()
                .anyMatch(cleanup ->
                        cleanup.leastRead() > position || !cleanup.givenUp().isEmpty());
    }

    /** The attempt that was admitted for a micro-batch. */
    public Optional<SpeedSegment> admitted(String stream, long batch) {
        return speedSegments().values().stream()
                .filter(speed -> speed.stream().equals(stream) && speed.batch() == batch)
                .findFirst();
    }

    /** What sources had lost before it was read, in the order in which that was found out. */
    public List<Hole> holes() {
        return speedSegments().values().stream()
                .flatMap(speed -> speed.holes().stream())
                .toList();
    }

    /**
     * How far a source is accounted for.
     *
     * @return by partition, the position after the highest that was read or is known to be lost
     */
    public SortedMap<String, Long> nextPositions(String source) {
        SortedMap<String, Long> next = new TreeMap<>();
        for (SpeedSegment speed : speedSegments().values()) {
            for (Range range : speed.ranges()) {
                if (range.source().equals(source)) {
                    next.merge(range.partition(), range.last() + 1, Math::max);
                }
            }
            for (Hole hole : speed.holes()) {
                if (hole.source().equals(source)) {
                    next.merge(hole.partition(), hole.to() + 1, Math::max);
                }
            }
        }
        return next;
    }

    /** The raw segments, in the order of their arrival in the ledger, with their newest index. */
    public List<RawSegment> rawSegments() {
        Map<String, Reindex.Indexed> reindexed = new LinkedHashMap<>();
        of(Reindex.class).values().forEach(entry -> reindexed.putAll(entry.segments()));
        List<RawSegment> raw = new ArrayList<>();
        speedSegments().forEach((position, speed) -> {
            Reindex.Indexed index = reindexed.get(speed.id());
            SortedMap<LocalDate, Long> days = new TreeMap<>();
            speed.days().forEach((day, tally) -> days.put(day, tally.total()));
            raw.add(new RawSegment(
                    position,
                    speed.id(),
                    speed.arrivalDay(),
                    speed.received(),
                    speed.ranges().stream().map(Range::source).collect(Collectors.toCollection(TreeSet::new)),
                    index == null ? days : index.days(),
                    index == null ? speed.model() : index.model()));
        });
        return raw;
    }

    /**
     * The event days whose newest batch segment, if any, is not up to date: raw records of the day arrived after it, or were
     * parsed anew and came to or went from the day.
     */
    public SortedSet<LocalDate> touchedSincePublished() {
        SortedMap<LocalDate, Published> newest = newestBatch();
        SortedSet<LocalDate> touched = new TreeSet<>();
        Map<String, Set<LocalDate>> daysEver = new LinkedHashMap<>();
        speedSegments().forEach((position, speed) -> {
            Set<LocalDate> days = daysEver.computeIfAbsent(speed.id(), id -> new TreeSet<>());
            days.addAll(speed.days().keySet());
            touch(touched, days, position, newest);
        });
        of(Reindex.class)
                .forEach((position, reindex) -> reindex.segments().forEach((id, indexed) -> {
                    Set<LocalDate> days = daysEver.computeIfAbsent(id, unknown -> new TreeSet<>());
                    days.addAll(indexed.days().keySet());
                    touch(touched, days, position, newest);
                }));
        return touched;
    }

    private static void touch(
            Set<LocalDate> touched, Set<LocalDate> days, long position, SortedMap<LocalDate, Published> newest) {
        for (LocalDate day : days) {
            Published batch = newest.get(day);
            if (batch == null || batch.readThrough() < position) {
                touched.add(day);
            }
        }
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
        SortedMap<LocalDate, Published> newest = newestBatch();
        Map<String, Set<LocalDate>> daysEver = new HashMap<>();
        Map<String, Long> reindexed = new HashMap<>();
        of(Reindex.class)
                .forEach((position, reindex) -> reindex.segments().forEach((id, indexed) -> {
                    reindexed.put(id, position);
                    daysEver.computeIfAbsent(id, unknown -> new TreeSet<>())
                            .addAll(indexed.days().keySet());
                }));
        Map<LocalDate, Set<LocalDate>> moves = new HashMap<>();
        for (SpeedSegment speed : speedSegments().values()) {
            Set<LocalDate> days = daysEver.get(speed.id());
            if (days != null) {
                days.addAll(speed.days().keySet());
                SortedSet<LocalDate> outdated = new TreeSet<>();
                touch(outdated, days, reindexed.get(speed.id()), newest);
                days.forEach(day ->
                        moves.computeIfAbsent(day, unknown -> new HashSet<>()).addAll(outdated));
            }
        }
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
        Map<String, Long> positions = new HashMap<>();
        speedSegments().forEach((position, speed) -> positions.put(speed.id(), position));
        SortedMap<LocalDate, List<LostSegment>> incomplete = new TreeMap<>();
        for (Entry entry : entries) {
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

    /** All settings that were ever in force, the newest first. */
    public List<ModelSettings> settingsEver() {
        List<ModelSettings> ever = new ArrayList<>(List.of(ModelSettings.DEFAULT));
        of(SettingsChange.class).values().forEach(change -> ever.add(0, change.settings()));
        return ever;
    }

    /** The raw segments that were parsed anew after a position. */
    public Set<String> reindexedAfter(long position) {
        Set<String> ids = new HashSet<>();
        of(Reindex.class)
                .tailMap(position + 1)
                .values()
                .forEach(reindex -> ids.addAll(reindex.segments().keySet()));
        return ids;
    }

    /**
     * Whether an entry may come next. This is what admits one attempt of each micro-batch and keeps a slow batch job from
     * replacing the result of a later one.
     *
     * @return why not, or empty if it may
     */
    public Optional<String> refuses(Entry entry) {
        if (entry instanceof SpeedSegment speed) {
            return givenUp(List.of(speed.id()))
                    .or(() -> admitted(speed.stream(), speed.batch())
                            .map(other -> "micro-batch " + speed.batch() + " of stream " + speed.stream()
                                    + " was already admitted as segment " + other.id()
                                    + ": another process runs on the same checkpoint; stop one of them"));
        }
        if (entry instanceof Publication publication) {
            return voided(publication)
                    .or(() -> tearsApart(publication))
                    .or(() -> showsReplaced(publication))
                    .or(() -> publishedMeanwhile(publication));
        }
        if (entry instanceof Cleanup cleanup) {
            Set<String> admitted = admitted();
            return cleanup.givenUp().stream()
                    .filter(admitted::contains)
                    .findFirst()
                    .map(id -> "it gives up segment " + id + ", which was admitted; run the clean-up again");
        }
        return Optional.empty();
    }

    private Optional<String> givenUp(Collection<String> segments) {
        return of(Cleanup.class).entrySet().stream()
                .flatMap(cleanup -> segments.stream()
                        .filter(id -> cleanup.getValue().givenUp().contains(id))
                        .map(id -> "the clean-up at position " + cleanup.getKey() + " gave up segment " + id
                                + ", whose rows may be gone; do its work again"))
                .findFirst();
    }

    private Optional<String> voided(Publication publication) {
        if (publication.readThrough() < leastRead()) {
            return Optional.of("a clean-up gave up every batch that read no further than position "
                    + (leastRead() - 1) + ", and this one read through position " + publication.readThrough()
                    + ": its rows may be gone; run the batch again");
        }
        return givenUp(publication.segments().stream().map(BatchSegment::id).toList());
    }

    private Optional<String> publishedMeanwhile(Publication publication) {
        SortedMap<LocalDate, Published> newest = newestBatch();
        return publication.segments().stream()
                .map(segment -> newest.get(segment.day()))
                .filter(other -> other != null && other.position() > publication.readThrough())
                .findFirst()
                .map(other -> "another batch job published " + other.segment().day() + " at position "
                        + other.position() + " in the meantime; run the batch again");
    }

    private Optional<String> showsReplaced(Publication publication) {
        SortedMap<LocalDate, Published> newest = newestBatch();
        for (BatchSegment segment : publication.segments()) {
            Published earlier = newest.get(segment.day());
            if (earlier != null) {
                for (SpeedSegment speed :
                        speedSegments().headMap(earlier.readThrough() + 1).values()) {
                    if (speed.days().containsKey(segment.day())
                            && segment.keeps(speed.id())
                            && !earlier.segment().keeps(speed.id())) {
                        return Optional.of("it shows lines of raw segment " + speed.id() + " of " + segment.day()
                                + " that another batch replaced: they may be gone");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> tearsApart(Publication publication) {
        Set<LocalDate> days = new TreeSet<>();
        publication.segments().forEach(segment -> days.add(segment.day()));
        if (days.size() < publication.segments().size()) {
            return Optional.of("it has two batch segments for one day");
        }
        if (publication.readThrough() < 0 || publication.readThrough() > position()) {
            return Optional.of("it claims to have read through position " + publication.readThrough()
                    + ", the ledger has entries 1 to " + position());
        }
        SortedSet<LocalDate> missing = prefix(publication.readThrough()).publishedTogether(days);
        missing.removeAll(days);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("raw records moved between " + days + " and " + missing
                        + " when they were parsed anew; publish these days together");
    }

    /** Only entries of the kind are put there, so that the cast holds. */
    @SuppressWarnings("unchecked")
    private <T extends Entry> SortedMap<Long, T> of(Class<T> kind) {
        return (SortedMap<Long, T>) kinds.computeIfAbsent(kind, this::find);
    }

    private SortedMap<Long, Entry> find(Class<? extends Entry> kind) {
        SortedMap<Long, Entry> found = new TreeMap<>();
        for (int i = 0; i < entries.size(); i++) {
            if (kind.isInstance(entries.get(i))) {
                found.put(i + 1L, entries.get(i));
            }
        }
        return Collections.unmodifiableSortedMap(found);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ledger ledger && entries.equals(ledger.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return "ledger as of position " + position();
    }
}
