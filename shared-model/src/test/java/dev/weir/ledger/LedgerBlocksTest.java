package dev.weir.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Model;
import dev.weir.model.ModelSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ledger whose older entries are only summed up answers as one that was read whole, and reads few of them. */
class LedgerBlocksTest {
    private static final int SIZE = 10;

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

    private static final List<ModelSettings> SETTINGS = List.of(
            ModelSettings.DEFAULT,
            ModelSettings.DEFAULT.withTrustedProxies(List.of("10.0.0.0/8")),
            ModelSettings.DEFAULT.withTrustedProxies(List.of("192.168.0.0/16")));

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void blocksAnswerEveryQuestionAsTheirEntriesDo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Entry> entries = withLossesAndModels(LedgerHistoryTest.history(seed), random);
        Ledger whole = new Ledger(entries);

        Ledger blocks = inBlocks(entries, random);

        assertThat(answers(blocks)).isEqualTo(answers(whole));
        assertThat(blocks).isEqualTo(whole);
        for (long position = 0; position <= whole.position(); position++) {
            assertThat(blocks.prefix(position)).isEqualTo(whole.prefix(position));
            assertThat(blocks.prefix(position).visible())
                    .isEqualTo(whole.prefix(position).visible());
            Instant instant = Instant.ofEpochSecond(position);
            assertThat(blocks.asOf(instant)).isEqualTo(whole.asOf(instant));
        }
        for (ModelSettings settings : SETTINGS) {
            Entry change = new SettingsChange(Instant.EPOCH, settings);
            assertThat(blocks.with(change).raw().outdated(sources -> Model.of(settings, sources)))
                    .isEqualTo(whole.with(change).raw().all().stream()
                            .filter(raw -> !raw.model().equals(Model.of(settings, raw.sources())))
                            .toList());
        }
        for (Entry entry : entries) {
            assertThat(blocks.admission().refuses(entry))
                    .isEqualTo(whole.admission().refuses(entry));
        }
    }

    @Test
    void aDayThatWasPublishedIsNotReadToSeeWhatIsNew() {
        Set<Long> read = new HashSet<>();
        Ledger ledger = publishedDays(read, 20);
        read.clear();

        assertThat(ledger.visible()).hasSize(20 + 3);
        assertThat(ledger.accounting().merged().total())
                .isEqualTo(ledger.summary().received());
        assertThat(ledger.staleness().touchedSincePublished()).containsExactly(FIRST.plusDays(20));
        assertThat(ledger.staleness().incompleteDays()).isEmpty();
        assertThat(ledger.raw().outdated(sources -> Model.of(ModelSettings.DEFAULT, sources)))
                .isEmpty();
        assertThat(ledger.accounting().nextPositions("access.log")).isNotEmpty();
        assertThat(ledger.admitted("stream", 1_000_000)).isEmpty();
        assertThat(ledger.admission()
                        .refuses(LedgerTest.speed(
                                "new", Instant.EPOCH, "stream", 1_000_000, "1-a", Map.of(FIRST.plusDays(20), 1L))))
                .isEmpty();
        assertThat(DueCompaction.in(ledger, 4)).isEmpty();
        assertThat(read).isEmpty();

        assertThat(ledger.raw().touching(Set.of(FIRST.plusDays(7)))).hasSize(SIZE - 1);
        assertThat(ledger.shown().lines(Set.of(FIRST.plusDays(7)))).hasSize(SIZE);
        assertThat(ledger.admitted("stream", 7 * SIZE + 3)).isPresent();
        assertThat(read).containsExactly(7L * SIZE);
    }

    @Test
    void whatWasCompactedIsNotReadToSeeWhatIsShownOrDue() {
        Set<Long> read = new HashSet<>();
        Blocks blocks = Blocks.NONE;
        for (int i = 0; i < 3; i++) {
            long after = (long) i * SIZE;
            blocks = blocks.with(block(
                    after,
                    LongStream.range(after, after + SIZE)
                            .<Entry>mapToObj(batch -> speed(batch, FIRST))
                            .toList(),
                    read));
        }
        Ledger streamed = new Ledger(blocks, List.of());
        Ledger ledger = streamed.with(
                LedgerTest.compaction("c", streamed, streamed.speedSegments().toList())
                        .orElseThrow());
        read.clear();

        assertThat(ledger.visible()).containsExactly(new VisibleSegment("c", FIRST, Layer.SPEED));
        assertThat(DueCompaction.in(ledger.with(speed(99, FIRST)), 4)).isEmpty();
        assertThat(read).isEmpty();
    }

    @Test
    void whereEachMicroBatchHasOtherSourcesTheirNamesAreNotKept() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 3 * SIZE; i++) {
            List<Range> ranges = new ArrayList<>();
            for (int file = 0; file < Summary.MOST_NAMES / SIZE; file++) {
                ranges.add(new Range("file-" + i + "-" + file, "content", 0, 1, 1));
            }
            entries.add(ofSources("s" + i, ranges, i % 7 == 3 ? "older" : null));
        }
        Set<Long> read = new HashSet<>();
        Ledger ledger = new Ledger(
                Blocks.NONE
                        .with(block(0, entries.subList(0, SIZE), read))
                        .with(block(SIZE, entries.subList(SIZE, 3 * SIZE), read)),
                List.of());

        assertThat(ledger.blocks().list().get(0).summary().parsed()).hasSize(SIZE);
        assertThat(ledger.blocks().list().get(1).summary().parsed()).isNull();
        assertThat(ledger.summary().parsed()).isNull();
        assertThat(ledger.raw().outdated(sources -> Model.of(ModelSettings.DEFAULT, sources)))
                .extracting(RawSegment::id)
                .containsExactly("s3", "s10", "s17", "s24");
    }

    private static SpeedSegment ofSources(String id, List<Range> ranges, String model) {
        return new SpeedSegment(
                id,
                Instant.EPOCH,
                Instant.EPOCH,
                id,
                0,
                FIRST,
                0,
                new TreeMap<>(),
                ranges,
                List.of(),
                new TreeMap<>(),
                model != null
                        ? model
                        : Model.of(
                                ModelSettings.DEFAULT,
                                ranges.stream().map(Range::source).toList()),
                Map.of());
    }

    private static Block block(long after, List<Entry> entries, Set<Long> read) {
        Summary summary = Summary.of(after, entries);
        return new Block(after, entries.size(), () -> summary, () -> {
            read.add(after);
            return entries;
        });
    }

    /** A day a block, published at its end; and a few micro-batches of one more day. */
    private static Ledger publishedDays(Set<Long> read, int days) {
        Blocks blocks = Blocks.NONE;
        for (int day = 0; day < days; day++) {
            long after = (long) day * SIZE;
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < SIZE - 1; i++) {
                entries.add(speed(after + i, FIRST.plusDays(day)));
            }
            entries.add(
                    LedgerTest.publication("b" + day, after + SIZE - 1, Map.of(FIRST.plusDays(day), (long) SIZE - 1)));
            blocks = blocks.with(block(after, entries, read));
        }
        long end = (long) days * SIZE;
        return new Ledger(
                blocks,
                LongStream.range(end, end + 3)
                        .<Entry>mapToObj(i -> speed(i, FIRST.plusDays(days)))
                        .toList());
    }

    private static SpeedSegment speed(long batch, LocalDate day) {
        String model = Model.of(ModelSettings.DEFAULT, List.of("access.log"));
        return LedgerTest.speed("s" + batch, Instant.ofEpochSecond(batch), "stream", batch, model, Map.of(day, 1L));
    }

    private static Ledger inBlocks(List<Entry> entries, SplittableRandom random) {
        int size = 1 + random.nextInt(7);
        Blocks blocks = Blocks.NONE;
        int after = 0;
        for (; after + size <= entries.size() - random.nextInt(size); after += size) {
            List<Entry> its = entries.subList(after, after + size);
            Summary summary = Summary.of(after, its);
            blocks = blocks.with(new Block(after, size, () -> summary, () -> its));
        }
        return new Ledger(blocks, entries.subList(after, entries.size()));
    }

    /** Some clean-ups become losses; a model becomes that of some settings, so that it may be the present one. */
    private static List<Entry> withLossesAndModels(List<Entry> history, SplittableRandom random) {
        Map<String, SortedDays> speed = new TreeMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : history) {
            if (entry instanceof Cleanup && !speed.isEmpty() && random.nextBoolean()) {
                String id = List.copyOf(speed.keySet()).get(random.nextInt(speed.size()));
                entries.add(new Loss(
                        entry.written(),
                        List.of(new LostSegment(
                                id, "file", "gone", speed.get(id).days()))));
            } else if (entry instanceof SpeedSegment segment) {
                speed.put(
                        segment.id(),
                        new SortedDays(new TreeSet<>(segment.days().keySet())));
                entries.add(LedgerTest.withModel(segment, model(segment.model())));
            } else if (entry instanceof Reindex reindex) {
                Map<String, Reindex.Indexed> segments = new TreeMap<>();
                reindex.segments()
                        .forEach((id, index) ->
                                segments.put(id, new Reindex.Indexed(model(index.model()), index.days())));
                entries.add(new Reindex(reindex.written(), segments));
            } else {
                entries.add(entry);
            }
        }
        return entries;
    }

    private record SortedDays(TreeSet<LocalDate> days) {}

    private static String model(String name) {
        int number = Integer.parseInt(name.substring(2)) % SETTINGS.size();
        return Model.of(SETTINGS.get(number), List.of("access.log"));
    }

    private static List<Object> answers(Ledger ledger) {
        List<LocalDate> days =
                Stream.iterate(FIRST, day -> day.plusDays(1)).limit(5).toList();
        Function<Function<LocalDate, Object>, List<Object>> eachDay =
                question -> days.stream().map(question).toList();
        Collection<LocalDate> touched = ledger.staleness().touchedSincePublished();
        return List.of(
                ledger.position(),
                ledger.visible(),
                ledger.shown().lines(),
                eachDay.apply(day -> Set.copyOf(ledger.shown().lines(Set.of(day)))),
                ledger.shown().written(),
                ledger.admitted(),
                ledger.givenUp(),
                ledger.leastRead(),
                ledger.published(),
                ledger.publications(),
                ledger.newestSpeedSegment(),
                ledger.speedSegments().toList(),
                eachDay.apply(day -> ledger.speedSegments(Set.of(day)).toList()),
                ledger.raw().all(),
                eachDay.apply(day -> ledger.raw().touching(Set.of(day))),
                eachDay.apply(day -> ledger.raw().admittedWith(day)),
                touched,
                ledger.staleness().publishedTogether(touched),
                eachDay.apply(day -> ledger.staleness().publishedTogether(List.of(day))),
                eachDay.apply(day -> ledger.staleness().heldBack(days, Set.of(day))),
                ledger.staleness().incompleteDays(),
                ledger.accounting().merged(),
                ledger.accounting().nextPositions("access.log"),
                ledger.summary());
    }
}
