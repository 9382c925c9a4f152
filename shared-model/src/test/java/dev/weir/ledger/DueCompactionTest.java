package dev.weir.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However many micro-batches a day has, its answers are made of few segments, and few times is a cell written anew for that. */
class DueCompactionTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final int MANY = 4;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @Test
    void fewSegmentsOfEachSizeAreLeft() {
        Ledger ledger = Ledger.EMPTY;
        Map<String, Integer> written = new HashMap<>();
        for (int batch = 0; batch < 1000; batch++) {
            ledger = LedgerTest.append(ledger, speed(batch, Map.of(DAY, 1L)));
            ledger = compacted(ledger, written);

            // Of each of the sizes 1, 4, 16, 64 and 256 no more than three.
            assertThat(ledger.visible()).hasSizeLessThanOrEqualTo(5 * (MANY - 1));
        }
        assertThat(ledger.visible()).hasSizeLessThan(12);
        assertThat(ledger.compactions()).hasSize(250 + 62 + 15 + 3);
        assertThat(written.values()).allMatch(times -> times <= 4);
    }

    @Test
    void whatNobodyCompactedWhenItCameIsDoneInPortions() {
        Ledger ledger = Ledger.EMPTY;
        for (int batch = 0; batch < 100; batch++) {
            ledger = LedgerTest.append(ledger, speed(batch, Map.of(DAY, 1L)));
        }

        assertThat(DueCompaction.in(ledger, MANY).orElseThrow().segments()).isEqualTo(MANY * MANY);
        assertThat(compacted(ledger, new HashMap<>()).visible()).hasSizeLessThanOrEqualTo(2 * MANY);
    }

    @Test
    void whatWasPublishedIsNotCompacted() {
        Ledger ledger = Ledger.EMPTY;
        for (int batch = 0; batch < 3; batch++) {
            ledger = LedgerTest.append(ledger, speed(batch, Map.of(DAY, 1L)));
        }
        ledger = LedgerTest.append(ledger, LedgerTest.publication("b", 3, Map.of(DAY, 3L)));
        ledger = LedgerTest.append(ledger, speed(4, Map.of(DAY, 1L)));

        assertThat(DueCompaction.in(ledger, MANY)).isEmpty();
    }

    /** Days come and go, and batches publish some of them, some of which began long before. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsDueIsAlwaysAdmittedAndLeavesFew(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Ledger ledger = Ledger.EMPTY;
        for (int step = 0; step < 200; step++) {
            if (random.nextInt(20) == 0 && ledger.position() > 0) {
                long read = random.nextLong(ledger.position()) + 1;
                Ledger then = ledger.prefix(read);
                Map<LocalDate, Long> counts = new TreeMap<>();
                then.summary().days().forEach((day, its) -> {
                    if (random.nextBoolean()) {
                        counts.put(day, its.tally().total());
                    }
                });
                Publication publication = LedgerTest.publication("b" + step, read, counts);
                if (!counts.isEmpty() && ledger.admission().refuses(publication).isEmpty()) {
                    ledger = LedgerTest.append(ledger, publication);
                }
            } else {
                Map<LocalDate, Long> days = new TreeMap<>();
                days.put(DAY.plusDays(step / 50 + random.nextInt(2)), 1L + random.nextInt(3));
                days.put(DAY.plusDays(random.nextInt(4)), 1L);
                ledger = LedgerTest.append(ledger, speed(step, days));
            }
            ledger = compacted(ledger, new HashMap<>());

            Map<LocalDate, Long> shown = new TreeMap<>();
            ledger.visible().forEach(segment -> shown.merge(segment.day(), 1L, Long::sum));
            // A publication may cut through one compaction of each size.
            assertThat(shown.values()).allMatch(segments -> segments <= 8 * MANY);
            assertThat(ledger.accounting().merged().total())
                    .isEqualTo(ledger.summary().received());
        }
    }

    private static Ledger compacted(Ledger ledger, Map<String, Integer> written) {
        Ledger now = ledger;
        Optional<DueCompaction> due = DueCompaction.in(now, MANY);
        while (due.isPresent()) {
            DueCompaction plan = due.get();
            String id = "c" + now.position();
            SortedMap<LocalDate, Compaction.Compacted> days = new TreeMap<>();
            plan.days().forEach((day, tally) -> days.put(day, new Compaction.Compacted(tally, Digest.NONE)));
            assertThat(now.visible()).containsAll(plan.parts());
            List<String> merged =
                    plan.parts().stream().map(VisibleSegment::segment).toList();
            int times = merged.stream()
                    .mapToInt(part -> written.getOrDefault(part, 0))
                    .max()
                    .orElse(0);
            written.put(id, times + 1);
            Compaction compaction =
                    new Compaction(id, Instant.EPOCH, plan.first(), plan.last(), plan.segments(), plan.model(), days);
            assertThat(now.admission().refuses(compaction)).isEmpty();
            now = LedgerTest.append(now, compaction);
            due = DueCompaction.in(now, MANY);
        }
        return now;
    }

    private static SpeedSegment speed(long batch, Map<LocalDate, Long> days) {
        return LedgerTest.speed("s" + batch, Instant.EPOCH, "stream", batch, "1-a", days);
    }
}
