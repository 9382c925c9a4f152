package dev.weir.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is carried along is what the whole ledger says, at every position of random histories. The seed is in the test's name. */
class VisibilityTest {
    private static final int STEPS = 60;
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final int DAYS = 3;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatEntriesShowAndHideAddsUpToWhatTheLedgerShows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Ledger ledger = Ledger.EMPTY;
        Visibility visibility = new Visibility();
        Set<VisibleSegment> cells = new HashSet<>();
        Set<VisibleSegment> lines = new HashSet<>();
        for (int step = 0; step < STEPS; step++) {
            Entry entry = switch (random.nextInt(6)) {
                case 0 -> publication(random, ledger);
                case 1 -> compaction(random, ledger);
                default -> speed(random, ledger);
            };
            if (ledger.admission().refuses(entry).isPresent()) {
                continue;
            }
            ledger = LedgerTest.append(ledger, entry);

            Visibility.Change change = visibility.next(entry);

            apply(change.cells(), cells);
            apply(change.lines(), lines);
            assertThat(visibility.position()).isEqualTo(ledger.position());
            assertThat(cells)
                    .as("cells at position %s", ledger.position())
                    .containsExactlyInAnyOrderElementsOf(ledger.visible());
            assertThat(lines)
                    .as("lines at position %s", ledger.position())
                    .containsExactlyInAnyOrderElementsOf(ledger.shown().lines());
        }
        assertThat(ledger.publications()).isNotEmpty();
    }

    /** Nothing is shown that was, and nothing hidden that was not. */
    private static void apply(Visibility.Difference difference, Set<VisibleSegment> visible) {
        difference
                .hidden()
                .forEach(segment -> assertThat(visible.remove(segment))
                        .as("%s was shown", segment)
                        .isTrue());
        difference
                .shown()
                .forEach(segment -> assertThat(visible.add(segment))
                        .as("%s was not shown", segment)
                        .isTrue());
    }

    private static Entry compaction(SplittableRandom random, Ledger ledger) {
        List<Ledger.Admitted> speed = ledger.speedSegments().toList();
        int from = random.nextInt(speed.size() + 1);
        return LedgerTest.compaction(
                        "c" + ledger.position(),
                        ledger,
                        from == speed.size()
                                ? List.of()
                                : speed.subList(from, from + 1 + random.nextInt(Math.min(3, speed.size() - from))))
                .<Entry>map(Function.identity())
                .orElseGet(() -> speed(random, ledger));
    }

    private static SpeedSegment speed(SplittableRandom random, Ledger ledger) {
        Map<LocalDate, Long> counts = new TreeMap<>();
        days(random).forEach(day -> counts.put(day, 1L));
        long next = ledger.position() + 1;
        return LedgerTest.speed("s" + next, Instant.ofEpochSecond(next), "stream", next, "1", counts);
    }

    /** Of a batch job that may have read the ledger some entries ago, as older and newer ones write it. */
    private static Publication publication(SplittableRandom random, Ledger ledger) {
        long next = ledger.position() + 1;
        long read = Math.max(0, ledger.position() - random.nextInt(4));
        List<BatchSegment> segments = days(random).stream()
                .map(day -> new BatchSegment(
                        "b" + next + "-" + day,
                        day,
                        0,
                        Tally.NONE,
                        Map.of(),
                        random.nextInt(4) == 0 ? null : rewritten(random, ledger, read, day),
                        List.of()))
                .toList();
        return new Publication("b" + next, Instant.ofEpochSecond(next), read, "1", segments);
    }

    /** What was replaced before, and more. */
    private static SortedSet<String> rewritten(SplittableRandom random, Ledger ledger, long read, LocalDate day) {
        Ledger.Published earlier = ledger.newestBatch().get(day);
        SortedSet<String> rewritten = new TreeSet<>();
        ledger.prefix(read).speedSegments().forEach(speed -> {
            String id = speed.segment().id();
            boolean replaced = earlier != null
                    && speed.position() <= earlier.readThrough()
                    && !earlier.segment().keeps(id);
            if (replaced || random.nextInt(3) == 0) {
                rewritten.add(id);
            }
        });
        return rewritten;
    }

    private static SortedSet<LocalDate> days(SplittableRandom random) {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (int i = 0; i < DAYS; i++) {
            if (random.nextBoolean()) {
                days.add(FIRST.plusDays(i));
            }
        }
        return days;
    }
}
