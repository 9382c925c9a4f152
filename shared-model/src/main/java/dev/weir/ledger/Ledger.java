package dev.weir.ledger;

import dev.weir.model.ModelSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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

    /** All batch segments that were ever published, in the order in which they were. */
    public List<Published> published() {
        List<Published> published = new ArrayList<>();
        publications()
                .forEach((position, publication) -> publication
                        .segments()
                        .forEach(segment -> published.add(new Published(
                                position,
                                publication.readThrough(),
                                publication.model(),
                                publication.written(),
                                segment))));
        return published;
    }

    /** The newest batch segment of each day. */
    public SortedMap<LocalDate, Published> newestBatch() {
        SortedMap<LocalDate, Published> newest = new TreeMap<>();
        published().forEach(batch -> newest.put(batch.segment().day(), batch));
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

    /**
     * The rows that no answer needs any more.
     *
     * @param shown the segments that answers need, each on its day
     * @return of {@link #written} all others
     */
    public List<VisibleSegment> superseded(Collection<VisibleSegment> shown) {
        Set<List<Object>> places = shown.stream().map(Ledger::place).collect(Collectors.toSet());
        return written().stream()
                .filter(segment -> !places.contains(place(segment)))
                .toList();
    }

    /** Whose lines on which day, whatever layer shows them. */
    private static List<Object> place(VisibleSegment segment) {
        return List.of(segment.segment(), segment.day());
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

    /** All settings that were ever in force, the newest first. */
    public List<ModelSettings> settingsEver() {
        List<ModelSettings> ever = new ArrayList<>(List.of(ModelSettings.DEFAULT));
        of(SettingsChange.class).values().forEach(change -> ever.add(0, change.settings()));
        return ever;
    }

    /** What may come next. */
    public Admission admission() {
        return new Admission(this);
    }

    /** Which answers are not up to date. */
    public Staleness staleness() {
        return new Staleness(this);
    }

    /** What the books say. */
    public Accounting accounting() {
        return new Accounting(this);
    }

    /** The entries of a kind by their positions. Only entries of the kind are put there, so that the cast holds. */
    @SuppressWarnings("unchecked")
    <T extends Entry> SortedMap<Long, T> of(Class<T> kind) {
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
