package dev.weir.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of micro-batches, batch jobs that overlap them and one another, attempts that sleep between their rows and
 * their admission, clean-ups that delete rows meanwhile, and models that give records other days, some of them of streams
 * that another version runs: the laws hold at every position. The seed is in the test's name.
 */
class LedgerHistoryTest {
    private static final int STEPS = 40;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyAdmittedRecordCountsExactlyOnceAtEveryPosition(long seed) {
        History history = new History(seed);
        for (int step = 0; step < STEPS; step++) {
            history.step();

            assertThat(history.shown())
                    .as("records shown as of position %s", history.ledger.position())
                    .containsExactlyInAnyOrderElementsOf(history.admitted());
            assertThat(history.ledger.accounting().merged().total())
                    .isEqualTo(history.admitted().size());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void timeTravelGivesTheLedgerThatEndedThere(long seed) {
        History history = new History(seed);
        List<Ledger> earlier = new ArrayList<>(List.of(Ledger.EMPTY));
        for (int step = 0; step < STEPS; step++) {
            long before = history.ledger.position();
            history.step();
            for (long position = before + 1; position <= history.ledger.position(); position++) {
                earlier.add(history.ledger.prefix(position));
            }
        }

        for (Ledger then : earlier) {
            Ledger travelled = history.ledger.asOf(then.position());
            assertThat(travelled).isEqualTo(then);
            assertThat(travelled.visible()).isEqualTo(then.visible());
            assertThat(history.ledger.asOf(Instant.ofEpochSecond(then.position())))
                    .isEqualTo(then);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aBatchOverEverythingTouchedLeavesNothingTouched(long seed) {
        History history = new History(seed);
        for (int step = 0; step < STEPS; step++) {
            history.step();
        }
        history.reindex();
        history.publish(history.ledger, history.ledger.staleness().touchedSincePublished());

        assertThat(history.ledger.staleness().touchedSincePublished()).isEmpty();
        assertThat(history.ledger.visible()).extracting(VisibleSegment::layer).doesNotContain(Layer.SPEED);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfIndependentAppendsDoesNotMatter(long seed) {
        History history = new History(seed);
        for (int step = 0; step < STEPS; step++) {
            history.step();
        }
        List<Entry> entries = history.ledger.entries();
        for (int i = 0; i + 1 < entries.size(); i++) {
            if (entries.get(i) instanceof SpeedSegment && entries.get(i + 1) instanceof SpeedSegment) {
                List<Entry> swapped = new ArrayList<>(entries);
                swapped.set(i, entries.get(i + 1));
                swapped.set(i + 1, entries.get(i));
                // A batch that read just the first of the two, or a compaction of one, does depend on the order.
                long between = i + 1L;
                if (history.ledger.publications().values().stream().anyMatch(p -> p.readThrough() == between)
                        || history.ledger.compactions().values().stream()
                                .anyMatch(c -> c.last() == between || c.first() == between + 1)) {
                    continue;
                }
                Ledger other = new Ledger(swapped);

                assertThat(other.visible()).containsExactlyInAnyOrderElementsOf(history.ledger.visible());
                assertThat(other.accounting().merged())
                        .isEqualTo(history.ledger.accounting().merged());
                assertThat(other.staleness().touchedSincePublished())
                        .isEqualTo(history.ledger.staleness().touchedSincePublished());
                assertThat(other.staleness().publishedTogether(other.staleness().touchedSincePublished()))
                        .isEqualTo(history.ledger
                                .staleness()
                                .publishedTogether(history.ledger.staleness().touchedSincePublished()));
            }
        }
    }

    /** The entries of a random history. */
    static List<Entry> history(long seed) {
        History history = new History(seed);
        for (int step = 0; step < STEPS; step++) {
            history.step();
        }
        return history.ledger.entries();
    }

    /** A warehouse that keeps, beside the ledger, which record each segment's rows stem from. */
    private static final class History {
        private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
        private static final int DAYS = 4;

        private final SplittableRandom random;
        private final Map<VisibleSegment, List<String>> rows = new TreeMap<>(
                java.util.Comparator.comparing(VisibleSegment::segment).thenComparing(VisibleSegment::day));
        private final Map<String, List<String>> raw = new TreeMap<>();
        private final Map<String, List<String>> written = new TreeMap<>();
        private final List<SpeedSegment> asleep = new ArrayList<>();
        private final List<Publication> running = new ArrayList<>();
        private Ledger ledger = Ledger.EMPTY;
        private int model;
        private int attempts;

        History(long seed) {
            random = new SplittableRandom(seed);
        }

        void step() {
            switch (random.nextInt(14)) {
                case 0 -> model++;
                case 1 -> reindex();
                case 2 -> {
                    reindex();
                    running.add(recomputed(ledger, ledger.position(), someDays()));
                }
                case 3 -> {
                    if (!running.isEmpty()) {
                        publish(running.remove(random.nextInt(running.size())));
                    }
                }
                case 4 -> {
                    reindex();
                    publish(ledger, ledger.staleness().touchedSincePublished());
                }
                case 5 -> asleep.add(attempt(model));
                case 6 -> {
                    if (!asleep.isEmpty()) {
                        admit(asleep.remove(random.nextInt(asleep.size())));
                    }
                }
                case 7 -> cleanUp();
                case 8 -> overtaken();
                case 9 -> compact();
                default -> speed();
            }
        }

        private void speed() {
            admit(attempt(model));
        }

        /** A micro-batch's rows, which nobody sees before it is admitted. */
        private SpeedSegment attempt(int parsedBy) {
            int attempt = attempts++;
            String id = "s" + attempt;
            List<String> records = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                records.add(id + "-" + i);
            }
            Map<LocalDate, List<String>> days = byDay(records, parsedBy);
            Map<LocalDate, Long> counts = new TreeMap<>();
            days.forEach((day, found) -> counts.put(day, (long) found.size()));
            days.forEach((day, found) -> rows.put(new VisibleSegment(id, day, Layer.SPEED), found));
            written.put(id, records);
            return LedgerTest.speed(
                    id, Instant.EPOCH, "stream" + random.nextInt(2), random.nextInt(20), "1-" + parsedBy, counts);
        }

        private void admit(SpeedSegment attempt) {
            Map<LocalDate, Long> counts = new TreeMap<>();
            attempt.days().forEach((day, tally) -> counts.put(day, tally.total()));
            SpeedSegment now = LedgerTest.speed(
                    attempt.id(),
                    Instant.ofEpochSecond(ledger.position() + 1),
                    attempt.stream(),
                    attempt.batch(),
                    attempt.model(),
                    counts);
            if (append(now)) {
                raw.put(attempt.id(), written.get(attempt.id()));
            }
        }

        /** Gives up some attempts, perhaps of batches, too, and deletes what they wrote. */
        private void cleanUp() {
            Set<String> admitted = ledger.admitted();
            SortedSet<String> givenUp = new TreeSet<>();
            // It sees a batch job's rows only where they are committed.
            boolean committed = random.nextBoolean();
            for (VisibleSegment segment : rows.keySet()) {
                boolean seen = committed || segment.layer() == Layer.SPEED;
                if (seen && !admitted.contains(segment.segment()) && random.nextBoolean()) {
                    givenUp.add(segment.segment());
                }
            }
            long leastRead = random.nextBoolean() ? 0 : random.nextLong(ledger.position() + 2);
            append(new Cleanup(Instant.ofEpochSecond(ledger.position() + 1), 0, givenUp, leastRead));
            rows.keySet().removeIf(segment -> ledger.givenUp().contains(segment.segment()));
            ledger.shown().supersededCells(ledger.leastRead()).forEach(rows::remove);
            running.stream()
                    .filter(batch -> batch.readThrough() < ledger.leastRead())
                    .forEach(batch -> batch.segments()
                            .forEach(segment ->
                                    rows.remove(new VisibleSegment(segment.id(), segment.day(), Layer.BATCH))));
        }

        /** One segment in the place of some; perhaps while a batch job is running that has read a part of them. */
        private void compact() {
            List<Ledger.Admitted> speed = ledger.speedSegments().toList();
            if (speed.isEmpty()) {
                return;
            }
            int from = random.nextInt(speed.size());
            int to = from + 1 + random.nextInt(speed.size() - from);
            LedgerTest.compaction("c" + attempts++, ledger, speed.subList(from, to))
                    .ifPresent(compaction -> {
                        compaction.days().keySet().forEach(day -> {
                            List<String> all = new ArrayList<>();
                            speed.subList(from, to).forEach(one -> all.addAll(written(one.segment(), day)));
                            rows.put(new VisibleSegment(compaction.id(), day, Layer.SPEED), all);
                        });
                        append(compaction);
                    });
        }

        private List<String> written(SpeedSegment segment, LocalDate day) {
            return byDay(
                            written.get(segment.id()),
                            Integer.parseInt(segment.model().substring(2)))
                    .getOrDefault(day, List.of());
        }

        /** A batch job that a stream of another version overtakes, so that it works on what it has indexed. */
        private void overtaken() {
            Ledger through = ledger;
            Optional<Reindex> index = index();
            admit(attempt(model + 1000));
            if (index.isPresent()
                    && append(new Reindex(
                            Instant.ofEpochSecond(ledger.position() + 1),
                            index.get().segments()))) {
                Ledger indexed = through.with(index.get());
                publish(recomputed(
                        indexed, through.position(), indexed.staleness().touchedSincePublished()));
            }
        }

        void reindex() {
            index().ifPresent(this::append);
        }

        private Optional<Reindex> index() {
            Map<String, Reindex.Indexed> stale = new TreeMap<>();
            for (RawSegment segment : ledger.raw().all()) {
                if (!segment.model().equals("1-" + model)) {
                    TreeMap<LocalDate, Long> counts = new TreeMap<>();
                    byDay(raw.get(segment.id()), model).forEach((day, found) -> counts.put(day, (long) found.size()));
                    stale.put(segment.id(), new Reindex.Indexed("1-" + model, counts));
                }
            }
            return stale.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Reindex(Instant.ofEpochSecond(ledger.position() + 1), stale));
        }

        void publish(Ledger read, SortedSet<LocalDate> asked) {
            publish(recomputed(read, read.position(), asked));
        }

        private void publish(Publication batch) {
            append(batch.at(Instant.ofEpochSecond(ledger.position() + 1)));
        }

        /** A batch job's rows, which nobody sees before they are published. */
        private Publication recomputed(Ledger read, long readThrough, SortedSet<LocalDate> asked) {
            SortedSet<LocalDate> days = read.staleness().publishedTogether(asked);
            String attempt = "b" + attempts++;
            Map<LocalDate, List<String>> found = new TreeMap<>();
            days.forEach(day -> found.put(day, new ArrayList<>()));
            for (RawSegment segment : read.raw().all()) {
                int parsedBy = Integer.parseInt(segment.model().substring(2));
                byDay(raw.get(segment.id()), parsedBy).forEach((day, records) -> {
                    assertThat(segment.days()).containsEntry(day, (long) records.size());
                    if (days.contains(day)) {
                        found.get(day).addAll(records);
                    }
                });
            }
            Map<LocalDate, Long> counts = new TreeMap<>();
            found.forEach((day, records) -> counts.put(day, (long) records.size()));
            Publication publication = LedgerTest.publication(attempt, readThrough, counts);
            publication
                    .segments()
                    .forEach(segment -> rows.put(
                            new VisibleSegment(segment.id(), segment.day(), Layer.BATCH), found.get(segment.day())));
            return new Publication(
                    attempt, Instant.EPOCH, publication.readThrough(), "1-" + model, publication.segments());
        }

        private boolean append(Entry entry) {
            boolean admitted = ledger.admission().refuses(entry).isEmpty();
            if (admitted) {
                ledger = LedgerTest.append(ledger, entry);
            }
            return admitted;
        }

        private SortedSet<LocalDate> someDays() {
            SortedSet<LocalDate> days = new TreeSet<>();
            for (int i = 0; i < DAYS; i++) {
                if (random.nextBoolean()) {
                    days.add(FIRST.plusDays(i));
                }
            }
            return days;
        }

        /** The day is a function of the record and the model alone; half of the records never move. */
        private static Map<LocalDate, List<String>> byDay(List<String> records, int model) {
            Map<LocalDate, List<String>> days = new TreeMap<>();
            for (String record : records) {
                int hash = record.hashCode() * 31;
                int day = Math.floorMod((hash & 1) == 0 ? hash : hash * 31 + model * 7919, DAYS);
                days.computeIfAbsent(FIRST.plusDays(day), key -> new ArrayList<>())
                        .add(record);
            }
            return days;
        }

        List<String> shown() {
            List<String> shown = new ArrayList<>();
            List<VisibleSegment> visible = ledger.visible();
            assertThat(new HashSet<>(visible)).hasSameSizeAs(visible);
            visible.forEach(segment -> shown.addAll(rows.get(segment)));
            return shown;
        }

        List<String> admitted() {
            return raw.values().stream().flatMap(List::stream).toList();
        }
    }
}
