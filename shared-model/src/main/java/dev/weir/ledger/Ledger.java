package dev.weir.ledger;

import dev.weir.model.ModelSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ledger as of a position: an immutable list of entries and what follows from it. The answer for a day is the newest
 * batch segment of that day ⊕ the speed segments whose raw segment it did not read. Entries of a long ledger lie in blocks,
 * of which a question reads those alone that can matter to it.
 */
public final class Ledger {
    public static final Ledger EMPTY = new Ledger(List.of());

    private final Blocks blocks;

    /** The entries after the blocks'. */
    private final List<Entry> tail;

    /** The entries of each kind but speed segments, by position: found once, however many questions are asked about them. */
    private final Map<Class<? extends Entry>, SortedMap<Long, Entry>> kinds = new ConcurrentHashMap<>();

    /** @param entries the entry at position n is the list's element n - 1 */
    public Ledger(List<Entry> entries) {
        this(Blocks.NONE, entries);
    }

    /**
     * A ledger of which not all entries have been read.
     *
     * @param tail the entries after the blocks'
     */
    public Ledger(Blocks blocks, List<Entry> tail) {
        this.blocks = blocks;
        this.tail = List.copyOf(tail);
    }

    /** The entry at position n is the list's element n - 1; read when it is asked for. */
    public List<Entry> entries() {
        return new Entries(blocks, tail);
    }

    /** The position of the last entry; 0 for an empty ledger. */
    public long position() {
        return blocks.last() + tail.size();
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
        if (position >= blocks.last()) {
            return new Ledger(blocks, tail.subList(0, (int) (position - blocks.last())));
        }
        Blocks whole = blocks.through(position);
        Block cut = blocks.list().get(whole.list().size());
        return new Ledger(whole, cut.entries().subList(0, (int) (position - cut.after())));
    }

    /** The ledger as it would be if an entry came next. */
    public Ledger with(Entry entry) {
        List<Entry> more = new ArrayList<>(tail);
        more.add(entry);
        return new Ledger(blocks, more);
    }

    /** The ledger as it was at an instant: up to the last entry written at or before it. */
    public Ledger asOf(Instant instant) {
        long end = lastWritten(instant, blocks.last(), tail);
        for (int i = blocks.list().size() - 1; i >= 0 && end == 0; i--) {
            Block block = blocks.list().get(i);
            if (!block.summary().earliest().isAfter(instant)) {
                end = lastWritten(instant, block.after(), block.entries());
            }
        }
        return asOf(end);
    }

    /** The position of the last entry of some written at or before an instant; 0 if there is none. */
    private static long lastWritten(Instant instant, long after, List<Entry> entries) {
        for (int i = entries.size(); i > 0; i--) {
            if (!entries.get(i - 1).written().isAfter(instant)) {
                return after + i;
            }
        }
        return 0;
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

    /**
     * A speed segment in the ledger.
     *
     * @param position of its entry
     */
    public record Admitted(long position, SpeedSegment segment) {
        boolean touches(Set<LocalDate> days) {
            return segment.days().keySet().stream().anyMatch(days::contains);
        }
    }

    /** The speed segments in the order in which they were admitted. Reads every entry. */
    public Stream<Admitted> speedSegments() {
        return speedSegments(blocks.list().stream());
    }

    /** The speed segments with records of one of some days. */
    public Stream<Admitted> speedSegments(Set<LocalDate> days) {
        return speedSegments(blocks.touching(days)).filter(speed -> speed.touches(days));
    }

    /** The speed segments that were admitted after a position. */
    public Stream<Admitted> speedSegmentsAfter(long position) {
        return speedSegments(blocks.stream(block -> block.last() > position))
                .filter(speed -> speed.position() > position);
    }

    /** The speed segment at a position. */
    public SpeedSegment speedSegment(long position) {
        return (SpeedSegment) entries().get((int) position - 1);
    }

    /** The last speed segment that was admitted. */
    public Optional<SpeedSegment> newestSpeedSegment() {
        List<Entry> entries = entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i) instanceof SpeedSegment speed) {
                return Optional.of(speed);
            }
        }
        return Optional.empty();
    }

    /** The speed segments of some blocks, and those after all blocks. */
    Stream<Admitted> speedSegments(Stream<Block> some) {
        return Stream.concat(in(some), admitted(blocks.last(), tail));
    }

    /** The speed segments of some blocks. */
    static Stream<Admitted> in(Stream<Block> blocks) {
        return blocks.flatMap(block -> admitted(block.after(), block.entries()));
    }

    private static Stream<Admitted> admitted(long after, List<Entry> entries) {
        return IntStream.range(0, entries.size())
                .filter(i -> entries.get(i) instanceof SpeedSegment)
                .mapToObj(i -> new Admitted(after + i + 1, (SpeedSegment) entries.get(i)));
    }

    /** The older entries. */
    Blocks blocks() {
        return blocks;
    }

    /** The speed segments that no batch segment of one of their days has read, and perhaps others. */
    Stream<Admitted> unread(SortedMap<LocalDate, Published> newest) {
        return speedSegments(blocks.unread(newest));
    }

    /** What became of the records that no batch segment of their day has read. */
    Stream<Tally> unreadTallies(SortedMap<LocalDate, Published> newest) {
        return Stream.concat(
                blocks.unread(newest).flatMap(block -> {
                    SortedMap<LocalDate, Summary.Day> days = block.summary().days();
                    boolean whole = days.entrySet().stream()
                            .allMatch(day -> isUnread(
                                            newest, day.getKey(), day.getValue().first())
                                    == isUnread(
                                            newest, day.getKey(), day.getValue().last()));
                    return whole
                            ? days.entrySet().stream()
                                    .filter(day -> isUnread(
                                            newest, day.getKey(), day.getValue().last()))
                                    .map(day -> day.getValue().tally())
                            : unreadTallies(newest, admitted(block.after(), block.entries()));
                }),
                unreadTallies(newest, admitted(blocks.last(), tail)));
    }

    private static Stream<Tally> unreadTallies(SortedMap<LocalDate, Published> newest, Stream<Admitted> speed) {
        return speed.flatMap(admitted -> admitted.segment().days().entrySet().stream()
                .filter(day -> isUnread(newest, day.getKey(), admitted.position()))
                .map(Map.Entry::getValue));
    }

    /** Whether no batch segment of a day has read what was admitted at a position. */
    static boolean isUnread(SortedMap<LocalDate, Published> newest, LocalDate day, long position) {
        Published batch = newest.get(day);
        return batch == null || batch.readThrough() < position;
    }

    /** What all entries add up to. Reads none of them again. */
    public Summary summary() {
        return tail.isEmpty()
                ? blocks.summary()
                : Summary.of(List.of(blocks.summary(), Summary.of(blocks.last(), tail)));
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

    /** What is shown, and what is not. */
    public Shown shown() {
        return new Shown(this);
    }

    /** Everything that the merged answers are made of: see {@link Shown#cells()}. */
    public List<VisibleSegment> visible() {
        return shown().cells();
    }

    /** The compactions by their positions. */
    public SortedMap<Long, Compaction> compactions() {
        return of(Compaction.class);
    }

    /** Every segment that was ever admitted, visible or superseded. Reads every entry. */
    public Set<String> admitted() {
        Set<String> ids = new HashSet<>();
        speedSegments().forEach(speed -> ids.add(speed.segment().id()));
        publications().values().forEach(p -> p.segments().forEach(segment -> ids.add(segment.id())));
        compactions().values().forEach(compaction -> ids.add(compaction.id()));
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
        Predicate<Block> maybe = block ->
                blocks.summary().mayHave(stream, batch) && block.summary().mayHave(stream, batch);
        return speedSegments(blocks.stream(maybe))
                .map(Admitted::segment)
                .filter(speed -> speed.stream().equals(stream) && speed.batch() == batch)
                .findFirst();
    }

    /** What was parsed, and as what. */
    public RawIndex raw() {
        return new RawIndex(this);
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

    /** The entries that are no speed segments, by their positions. */
    SortedMap<Long, Entry> others() {
        return of(Entry.class);
    }

    /** The entries of a kind but speed segments by their positions. Only entries of the kind are put there, so that the cast holds. */
    @SuppressWarnings("unchecked")
    <T extends Entry> SortedMap<Long, T> of(Class<T> kind) {
        return (SortedMap<Long, T>) kinds.computeIfAbsent(kind, this::find);
    }

    private SortedMap<Long, Entry> find(Class<? extends Entry> kind) {
        SortedMap<Long, Entry> older = blocks.of(kind);
        SortedMap<Long, Entry> found = new TreeMap<>();
        for (int i = 0; i < tail.size(); i++) {
            if (kind.isInstance(tail.get(i)) && !(tail.get(i) instanceof SpeedSegment)) {
                found.put(blocks.last() + i + 1, tail.get(i));
            }
        }
        if (found.isEmpty()) {
            return older;
        }
        found.putAll(older);
        return Collections.unmodifiableSortedMap(found);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ledger ledger
                && position() == ledger.position()
                && entries().equals(ledger.entries());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(position());
    }

    @Override
    public String toString() {
        return "ledger as of position " + position();
    }
}
