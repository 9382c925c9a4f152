package dev.weir.ledger;

import dev.weir.model.Model;
import dev.weir.model.ModelSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
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
import java.util.stream.Collectors;

/**
 * The ledger as of a position: an immutable list of entries and what follows from it. The answer for a day is the newest
 * batch segment of that day ⊕ the speed segments whose raw segment it did not read.
 *
 * @param entries the entry at position n is the list's element n - 1
 */
public record Ledger(List<Entry> entries) {
    public static final Ledger EMPTY = new Ledger(List.of());

    public Ledger {
        // A view of an append-only list is as good as a copy, and reading stays linear.
        entries = Collections.unmodifiableList(entries);
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
     * Some event days and those that must be published with them: a line that a reparse moved from one day to another would
     * else be shown on both, or on neither.
     */
    public SortedSet<LocalDate> withMoved(Set<LocalDate> days) {
        SortedMap<LocalDate, Published> newest = newestBatch();
        Map<String, Set<LocalDate>> daysEver = new LinkedHashMap<>();
        speedSegments()
                .values()
                .forEach(speed ->
                        daysEver.put(speed.id(), new TreeSet<>(speed.days().keySet())));
        List<Set<LocalDate>> together = new ArrayList<>();
        of(Reindex.class)
                .forEach((position, reindex) -> reindex.segments().forEach((id, indexed) -> {
                    Set<LocalDate> ever = daysEver.computeIfAbsent(id, unknown -> new TreeSet<>());
                    ever.addAll(indexed.days().keySet());
                    Set<LocalDate> pending = new TreeSet<>();
                    touch(pending, ever, position, newest);
                    together.add(pending);
                }));
        Set<LocalDate> all = new TreeSet<>(days);
        while (together.removeIf(pending -> {
            boolean joins = pending.stream().anyMatch(all::contains);
            if (joins) {
                all.addAll(pending);
            }
            return joins;
        })) {
            // What was joined may reach further.
        }
        return new TreeSet<>(all);
    }

    /**
     * The settings that a segment was parsed with: between its parsing and its admission others may have come into force.
     */
    public ModelSettings settingsOf(SpeedSegment segment) {
        Set<String> sources = segment.ranges().stream().map(Range::source).collect(Collectors.toSet());
        List<ModelSettings> known = new ArrayList<>(List.of(ModelSettings.DEFAULT));
        of(SettingsChange.class).values().forEach(change -> known.add(0, change.settings()));
        return known.stream()
                .filter(settings -> Model.of(settings, sources).equals(segment.model()))
                .findFirst()
                .orElseGet(this::settings);
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
            return admitted(speed.stream(), speed.batch())
                    .map(other -> "micro-batch " + speed.batch() + " of stream " + speed.stream()
                            + " was already admitted as segment " + other.id()
                            + ": another process runs on the same checkpoint; stop one of them");
        }
        if (entry instanceof Publication publication) {
            SortedMap<LocalDate, Published> newest = newestBatch();
            return publication.segments().stream()
                    .map(segment -> newest.get(segment.day()))
                    .filter(other -> other != null && other.position() > publication.readThrough())
                    .findFirst()
                    .map(other ->
                            "another batch job published " + other.segment().day() + " at position " + other.position()
                                    + " in the meantime; run the batch again");
        }
        return Optional.empty();
    }

    private <T extends Entry> SortedMap<Long, T> of(Class<T> kind) {
        SortedMap<Long, T> found = new TreeMap<>();
        for (int i = 0; i < entries.size(); i++) {
            if (kind.isInstance(entries.get(i))) {
                found.put(i + 1L, kind.cast(entries.get(i)));
            }
        }
        return found;
    }
}
