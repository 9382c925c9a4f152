package dev.weir.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.model.ModelSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);

    @Test
    void showsSpeedSegmentsUntilABatchHasReadThem() {
        Ledger ledger = ledger(
                speed("s1", Map.of(MONDAY, 10L)),
                speed("s2", Map.of(MONDAY, 5L, TUESDAY, 2L)),
                publication("b1", 2, Map.of(MONDAY, 15L)),
                speed("s3", Map.of(MONDAY, 1L)));

        assertThat(ledger.asOf(2).visible())
                .containsExactlyInAnyOrder(shown("s1", MONDAY), shown("s2", MONDAY), shown("s2", TUESDAY));
        assertThat(ledger.visible())
                .containsExactlyInAnyOrder(
                        new VisibleSegment("b1-" + MONDAY, MONDAY, Layer.BATCH),
                        shown("s2", TUESDAY),
                        shown("s3", MONDAY));
        assertThat(ledger.accounting().merged()).isEqualTo(new Tally(18, 0, 0));
    }

    @Test
    void linesThatABatchFoundRightStayWhereTheSpeedLayerWroteThem() {
        Ledger ledger = ledger(
                speed("s1", Map.of(MONDAY, 10L, TUESDAY, 1L)),
                speed("s2", Map.of(MONDAY, 5L)),
                publication("b1", 2, Map.of(MONDAY, 15L), "s2"),
                speed("s3", Map.of(MONDAY, 1L)));

        VisibleSegment batch = new VisibleSegment("b1-" + MONDAY, MONDAY, Layer.BATCH);
        VisibleSegment kept = new VisibleSegment("s1", MONDAY, Layer.BATCH);
        assertThat(ledger.shown().lines())
                .containsExactlyInAnyOrder(batch, kept, shown("s1", TUESDAY), shown("s3", MONDAY));
        assertThat(ledger.shown().linesOf(ledger.newestBatch().get(MONDAY))).containsExactlyInAnyOrder(batch, kept);
    }

    @Test
    void refusesToShowLinesAgainThatABatchReplaced() {
        Ledger ledger = ledger(
                speed("s1", Map.of(MONDAY, 10L)),
                speed("s2", Map.of(MONDAY, 5L)),
                publication("b1", 2, Map.of(MONDAY, 15L), "s2"));

        assertThat(ledger.admission().refuses(publication("b2", 3, Map.of(MONDAY, 15L), "s1")))
                .contains(
                        "it shows lines of raw segment s2 of 2026-03-02 that another batch replaced: they may be gone");
        assertThat(ledger.admission().refuses(publication("b2", 3, Map.of(MONDAY, 15L), "s1", "s2")))
                .isEmpty();
    }

    @Test
    void showsASegmentThatWasAdmittedWhileTheBatchRan() {
        Ledger ledger = ledger(
                speed("s1", Map.of(MONDAY, 10L)),
                speed("s2", Map.of(MONDAY, 5L)),
                publication("b1", 1, Map.of(MONDAY, 10L)));

        assertThat(ledger.visible())
                .containsExactlyInAnyOrder(
                        new VisibleSegment("b1-" + MONDAY, MONDAY, Layer.BATCH), shown("s2", MONDAY));
    }

    @Test
    void showsOnlyTheNewestBatchSegmentOfADay() {
        Ledger ledger = ledger(
                speed("s1", Map.of(MONDAY, 10L, TUESDAY, 1L)),
                publication("b1", 1, Map.of(MONDAY, 10L, TUESDAY, 1L)),
                publication("b2", 2, Map.of(MONDAY, 10L)));

        assertThat(ledger.visible())
                .extracting(VisibleSegment::segment)
                .containsExactlyInAnyOrder("b2-" + MONDAY, "b1-" + TUESDAY);
        assertThat(ledger.shown().written())
                .extracting(VisibleSegment::segment)
                .containsExactlyInAnyOrder("s1", "s1", "b1-" + MONDAY, "b1-" + TUESDAY, "b2-" + MONDAY);
        assertThat(ledger.admitted()).containsExactlyInAnyOrder("s1", "b1-" + MONDAY, "b1-" + TUESDAY, "b2-" + MONDAY);
    }

    @Test
    void aDayIsIncompleteUntilWhatItMissesWasRead() {
        LostSegment first = new LostSegment("s1", "f1", "gone", new TreeSet<>(List.of(MONDAY, TUESDAY)));
        LostSegment second = new LostSegment("s2", "f2", "gone", new TreeSet<>(List.of(MONDAY)));
        Ledger ledger = ledger(
                speed("s1", Map.of(MONDAY, 1L, TUESDAY, 1L)),
                speed("s2", Map.of(MONDAY, 1L)),
                new Loss(Instant.EPOCH, List.of(first)),
                new Loss(Instant.EPOCH, List.of(second)),
                publication("b1", 1, Map.of(MONDAY, 1L, TUESDAY, 1L)),
                publication("b2", 2, Map.of(MONDAY, 2L)));

        assertThat(ledger.asOf(3).staleness().incompleteDays())
                .isEqualTo(Map.of(MONDAY, List.of(first), TUESDAY, List.of(first)));
        assertThat(ledger.asOf(4).staleness().incompleteDays())
                .isEqualTo(Map.of(MONDAY, List.of(second), TUESDAY, List.of(first)));
        assertThat(ledger.asOf(5).staleness().incompleteDays()).isEqualTo(Map.of(MONDAY, List.of(second)));
        assertThat(ledger.staleness().incompleteDays()).isEmpty();
    }

    @Test
    void holdsBackWhatWouldHaveToBePublishedWithALostDay() {
        Ledger ledger = ledger(
                speed("s1", Map.of(MONDAY, 5L)),
                speed("s2", Map.of(WEDNESDAY, 1L)),
                reindex("s1", Map.of(TUESDAY, 5L)));

        assertThat(ledger.staleness().heldBack(List.of(MONDAY, TUESDAY, WEDNESDAY), Set.of(TUESDAY)))
                .containsExactly(MONDAY, TUESDAY);
        assertThat(ledger.staleness().heldBack(List.of(MONDAY, WEDNESDAY), Set.of(WEDNESDAY)))
                .containsExactly(WEDNESDAY);
    }

    @Test
    void anEmptyLedgerAnswersNothing() {
        assertThat(Ledger.EMPTY.position()).isZero();
        assertThat(Ledger.EMPTY.visible()).isEmpty();
        assertThat(Ledger.EMPTY.accounting().merged()).isEqualTo(Tally.NONE);
        assertThat(Ledger.EMPTY.staleness().touchedSincePublished()).isEmpty();
        assertThat(Ledger.EMPTY.asOf(Instant.EPOCH)).isEqualTo(Ledger.EMPTY);
        assertThat(Ledger.EMPTY.settings()).isEqualTo(ModelSettings.DEFAULT);
    }

    @Test
    void doesNotChangeWhenTheListItWasMadeOfGrows() {
        List<Entry> entries = new ArrayList<>(List.of(speed("s1", Map.of(MONDAY, 1L))));
        Ledger ledger = new Ledger(entries);

        entries.add(speed("s2", Map.of(MONDAY, 1L)));

        assertThat(ledger.position()).isEqualTo(1);
        assertThat(ledger.prefix(1)).isEqualTo(ledger);
    }

    @Test
    void asOfAnInstantEndsWithTheLastEntryWrittenByThen() {
        Ledger ledger = ledger(at(10, "s1"), at(30, "s2"), at(20, "s3"), at(40, "s4"));

        assertThat(ledger.asOf(Instant.ofEpochSecond(9)).position()).isZero();
        assertThat(ledger.asOf(Instant.ofEpochSecond(10)).position()).isEqualTo(1);
        // The third entry's writer had a slow clock, but the position orders entries: what is before it was there.
        assertThat(ledger.asOf(Instant.ofEpochSecond(25)).position()).isEqualTo(3);
        assertThat(ledger.asOf(Instant.ofEpochSecond(99)).position()).isEqualTo(4);
    }

    @Test
    void admitsNothingOfWhatACleanUpGaveUp() {
        Ledger ledger = ledger(
                speed("s1", Map.of(MONDAY, 10L)),
                new Cleanup(Instant.EPOCH, 0, new TreeSet<>(Set.of("s2", "b1-" + MONDAY)), 2));

        assertThat(ledger.admission().refuses(speed("s2", Map.of(MONDAY, 1L))))
                .contains("the clean-up at position 2 gave up segment s2, whose rows may be gone; do its work again");
        assertThat(ledger.admission().refuses(speed("s3", Map.of(MONDAY, 1L)))).isEmpty();
        assertThat(ledger.admission().refuses(publication("b1", 2, Map.of(MONDAY, 10L))))
                .contains(
                        "the clean-up at position 2 gave up segment b1-2026-03-02, whose rows may be gone; do its work"
                                + " again");
        assertThat(ledger.admission().refuses(publication("b2", 1, Map.of(MONDAY, 10L))))
                .as("a batch that began before it, of whose files nothing was seen")
                .contains(
                        "a clean-up gave up every batch that read no further than position 1, and this one read through"
                                + " position 1: its rows may be gone; run the batch again");
        assertThat(ledger.admission().refuses(publication("b2", 2, Map.of(MONDAY, 10L))))
                .isEmpty();
        assertThat(ledger.admission().refuses(new Cleanup(Instant.EPOCH, 0, new TreeSet<>(Set.of("s1")), 0)))
                .contains("it gives up segment s1, which was admitted; run the clean-up again");
    }

    @Test
    void answersNothingBeforeItsHorizonOrBeyondItsEnd() {
        Ledger ledger = ledger(
                at(1, "s1"),
                at(2, "s2"),
                at(3, "s3"),
                new Cleanup(Instant.ofEpochSecond(4), 2),
                new Cleanup(Instant.ofEpochSecond(5), 1));

        assertThat(ledger.horizon()).isEqualTo(2);
        assertThat(ledger.asOf(2).position()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.asOf(1))
                .withMessage("Cannot answer as of position 1: rows superseded before position 2 were cleaned up");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.asOf(Instant.ofEpochSecond(1)))
                .withMessageContaining("before position 2 were cleaned up");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.asOf(6))
                .withMessage("Invalid position: 6, the ledger has entries 1 to 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.asOf(-1))
                .withMessage("Invalid position: -1, the ledger has entries 1 to 5");
        assertThat(ledger.prefix(1).position()).isEqualTo(1);
    }

    @Test
    void aDayIsTouchedUntilABatchHasReadEverythingOfIt() {
        Ledger ledger = ledger(
                speed("s1", Map.of(MONDAY, 1L, TUESDAY, 1L)),
                publication("b1", 1, Map.of(MONDAY, 1L)),
                speed("s2", Map.of(MONDAY, 1L)),
                publication("b2", 2, Map.of(MONDAY, 1L, TUESDAY, 1L)),
                publication("b3", 4, Map.of(MONDAY, 2L)));

        assertThat(ledger.prefix(1).staleness().touchedSincePublished()).containsExactly(MONDAY, TUESDAY);
        assertThat(ledger.prefix(2).staleness().touchedSincePublished()).containsExactly(TUESDAY);
        assertThat(ledger.prefix(3).staleness().touchedSincePublished()).containsExactly(MONDAY, TUESDAY);
        assertThat(ledger.prefix(4).staleness().touchedSincePublished()).containsExactly(MONDAY);
        assertThat(ledger.staleness().touchedSincePublished()).isEmpty();
    }

    @Test
    void parsingAnewTouchesTheDaysThatRecordsCameFromAndWentTo() {
        Ledger ledger = ledger(
                speed("s1", Map.of(MONDAY, 5L)),
                publication("b1", 1, Map.of(MONDAY, 5L)),
                reindex("s1", Map.of(TUESDAY, 5L)),
                publication("b2", 3, Map.of(MONDAY, 0L, TUESDAY, 5L)),
                reindex("s1", Map.of(WEDNESDAY, 5L)));

        assertThat(ledger.prefix(3).staleness().touchedSincePublished()).containsExactly(MONDAY, TUESDAY);
        assertThat(ledger.prefix(4).staleness().touchedSincePublished()).isEmpty();
        assertThat(ledger.staleness().touchedSincePublished()).containsExactly(MONDAY, TUESDAY, WEDNESDAY);
        assertThat(ledger.raw().all()).singleElement().satisfies(raw -> {
            assertThat(raw.days()).isEqualTo(Map.of(WEDNESDAY, 5L));
            assertThat(raw.model()).isEqualTo("2-b");
            assertThat(raw.position()).isEqualTo(1);
            assertThat(raw.sources()).containsExactly("access.log");
        });
        assertThat(ledger.staleness().reindexedAfter(0)).containsExactly("s1");
        assertThat(ledger.staleness().reindexedAfter(4)).containsExactly("s1");
        assertThat(ledger.staleness().reindexedAfter(5)).isEmpty();
    }

    @Test
    void daysThatRecordsMovedBetweenArePublishedTogether() {
        Ledger ledger = ledger(
                speed("s1", Map.of(MONDAY, 5L)),
                speed("s2", Map.of(TUESDAY, 1L, WEDNESDAY, 1L)),
                publication("b1", 2, Map.of(MONDAY, 5L)),
                reindex("s1", Map.of(TUESDAY, 5L)));

        assertThat(ledger.staleness().publishedTogether(List.of(MONDAY))).containsExactly(MONDAY, TUESDAY);
        assertThat(ledger.staleness().publishedTogether(List.of(TUESDAY))).containsExactly(MONDAY, TUESDAY);
        assertThat(ledger.staleness().publishedTogether(List.of(WEDNESDAY))).containsExactly(WEDNESDAY);
        assertThat(ledger.admission().refuses(publication("b2", 4, Map.of(MONDAY, 0L))))
                .contains("raw records moved between [2026-03-02] and [2026-03-03] when they were parsed anew; "
                        + "publish these days together");

        Ledger published = append(ledger, publication("b2", 4, Map.of(MONDAY, 0L, TUESDAY, 6L)));

        assertThat(published.staleness().publishedTogether(List.of(MONDAY))).containsExactly(MONDAY);
    }

    @Test
    void admitsOneAttemptOfEachMicroBatch() {
        Ledger ledger = ledger(speed("first", "stream", 7, Map.of(MONDAY, 1L)));

        assertThat(ledger.admission().refuses(speed("second", "stream", 7, Map.of(MONDAY, 1L))))
                .contains(
                        "micro-batch 7 of stream stream was already admitted as segment first: another process runs on "
                                + "the same checkpoint; stop one of them");
        assertThat(ledger.admission().refuses(speed("second", "stream", 8, Map.of(MONDAY, 1L))))
                .isEmpty();
        assertThat(ledger.admission().refuses(speed("second", "other", 7, Map.of(MONDAY, 1L))))
                .isEmpty();
        assertThat(ledger.admitted("stream", 7)).map(SpeedSegment::id).contains("first");
        assertThat(ledger.admitted("stream", 8)).isEmpty();
    }

    @Test
    void aSlowBatchJobDoesNotReplaceTheResultOfALaterOne() {
        Ledger ledger = ledger(speed("s1", Map.of(MONDAY, 1L, TUESDAY, 1L)), publication("b1", 1, Map.of(MONDAY, 1L)));

        assertThat(ledger.admission().refuses(publication("b2", 1, Map.of(MONDAY, 1L))))
                .contains("another batch job published 2026-03-02 at position 2 in the meantime; run the batch again");
        assertThat(ledger.admission().refuses(publication("b2", 1, Map.of(TUESDAY, 1L))))
                .isEmpty();
        assertThat(ledger.admission().refuses(publication("b2", 2, Map.of(MONDAY, 1L))))
                .isEmpty();
    }

    @Test
    void aCompactionStandsForAllRecordsThatNoBatchHasReadOnce() {
        Ledger ledger = ledger(at(1, "s1"), at(2, "s2"), at(3, "s3"));
        List<Ledger.Admitted> speed = ledger.speedSegments().toList();
        Compaction two = compaction("c1", ledger, speed.subList(0, 2)).orElseThrow();
        LocalDate day = two.days().firstKey();
        Tally tally = two.days().get(day).tally();

        assertThat(ledger.admission().refuses(two)).isEmpty();
        Ledger compacted = append(ledger, two);
        assertThat(compacted
                        .admission()
                        .refuses(compaction("c2", ledger, speed.subList(1, 3)).orElseThrow()))
                .contains("another compaction stands for positions 1 to 2");
        assertThat(compacted.admission().refuses(two)).contains("another compaction stands for positions 1 to 2");
        assertThat(compacted.admission().refuses(compaction("c2", ledger, speed).orElseThrow()))
                .isEmpty();
        assertThat(append(ledger, publication("b1", 1, Map.of(day, 1L)))
                        .admission()
                        .refuses(two))
                .contains("a batch job has published " + day + " in the meantime");
        assertThat(append(ledger, new Cleanup(Instant.EPOCH, 0, new TreeSet<>(Set.of("c1")), 0))
                        .admission()
                        .refuses(two))
                .isPresent();
        SortedMap<LocalDate, Compaction.Compacted> fewer =
                new TreeMap<>(Map.of(day, new Compaction.Compacted(Tally.NONE, Digest.NONE)));
        assertThat(ledger.admission()
                        .refuses(new Compaction(
                                "c3", Instant.EPOCH, two.first(), two.last(), two.segments(), two.model(), fewer)))
                .contains(
                        "it has " + Tally.NONE + " of " + day + ", and the segments that it stands for have " + tally);
    }

    @Test
    void aBatchJobCannotHaveReadWhatIsNotThere() {
        assertThat(ledger(at(1, "s1")).admission().refuses(publication("b1", 2, Map.of(MONDAY, 1L))))
                .contains("it claims to have read through position 2, the ledger has entries 1 to 1");
    }

    @Test
    void theLastSettingsHold() {
        ModelSettings first = ModelSettings.DEFAULT.withPin(new ModelSettings.Pin("a", "combined", "UTC"));
        ModelSettings second = ModelSettings.DEFAULT.withPin(new ModelSettings.Pin("b", "common", "UTC"));
        Ledger ledger = ledger(
                new SettingsChange(Instant.EPOCH, first), at(1, "s1"), new SettingsChange(Instant.EPOCH, second));

        assertThat(ledger.prefix(2).settings()).isEqualTo(first);
        assertThat(ledger.settings()).isEqualTo(second);
    }

    @Test
    void segmentsThatDoNotBalanceDoNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpeedSegment(
                        "s1",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "stream",
                        0,
                        MONDAY,
                        4,
                        new TreeMap<>(Map.of(MONDAY, new Tally(1, 1, 1))),
                        List.of(),
                        List.of(),
                        new TreeMap<>(),
                        "1-a",
                        Map.of()))
                .withMessage("Unbalanced segment s1: received 4 records, but accepted + duplicate + rejected = 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BatchSegment("b1", MONDAY, 4, new Tally(1, 1, 1), Map.of(), new TreeSet<>(), List.of()))
                .withMessage("Unbalanced batch segment b1: the raw segments hold 4 records of 2026-03-02, "
                        + "but accepted + duplicate + rejected = 3");
    }

    static Ledger ledger(Entry... entries) {
        return new Ledger(List.of(entries));
    }

    static Ledger append(Ledger ledger, Entry entry) {
        List<Entry> entries = new ArrayList<>(ledger.entries());
        entries.add(entry);
        return new Ledger(entries);
    }

    private static VisibleSegment shown(String id, LocalDate day) {
        return new VisibleSegment(id, day, Layer.SPEED);
    }

    private static SpeedSegment at(long second, String id) {
        return speed(id, Instant.ofEpochSecond(second), id, 0, "1-a", Map.of(MONDAY, 1L));
    }

    private static SpeedSegment speed(String id, Map<LocalDate, Long> days) {
        return speed(id, Instant.EPOCH, id, 0, "1-a", days);
    }

    private static SpeedSegment speed(String id, String stream, long batch, Map<LocalDate, Long> days) {
        return speed(id, Instant.EPOCH, stream, batch, "1-a", days);
    }

    static SpeedSegment speed(
            String id, Instant written, String stream, long batch, String model, Map<LocalDate, Long> days) {
        SortedMap<LocalDate, Tally> tallies = new TreeMap<>();
        days.forEach((day, records) -> tallies.put(day, new Tally(records, 0, 0)));
        long received = days.values().stream().mapToLong(Long::longValue).sum();
        return new SpeedSegment(
                id,
                written,
                written,
                stream,
                batch,
                MONDAY,
                received,
                tallies,
                List.of(new Range("access.log", "file-1", 0, received, received)),
                List.of(),
                new TreeMap<>(Map.of("combined", received)),
                model,
                Map.of());
    }

    static Publication publication(String attempt, long readThrough, Map<LocalDate, Long> days, String... rewritten) {
        List<BatchSegment> segments = new ArrayList<>();
        for (LocalDate day : new TreeSet<>(days.keySet())) {
            long records = days.get(day);
            segments.add(new BatchSegment(
                    attempt + "-" + day,
                    day,
                    records,
                    new Tally(records, 0, 0),
                    Map.of(),
                    new TreeSet<>(List.of(rewritten)),
                    List.of()));
        }
        return new Publication(attempt, Instant.EPOCH, readThrough, "1-a", segments);
    }

    private static Reindex reindex(String id, Map<LocalDate, Long> days) {
        return new Reindex(Instant.EPOCH, Map.of(id, new Reindex.Indexed("2-b", new TreeMap<>(days))));
    }

    /** The same as another model parsed it. */
    static SpeedSegment withModel(SpeedSegment speed, String model) {
        Map<LocalDate, Long> counts = new TreeMap<>();
        speed.days().forEach((day, tally) -> counts.put(day, tally.total()));
        return speed(speed.id(), speed.written(), speed.stream(), speed.batch(), model, counts);
    }

    /** One segment in the place of some; empty for none, and where batch segments have read the first on each of their days. */
    static Optional<Compaction> compaction(String id, Ledger ledger, List<Ledger.Admitted> some) {
        if (some.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<LocalDate, Tally> tallies = new TreeMap<>();
        some.forEach(speed -> speed.segment().days().forEach((day, tally) -> tallies.merge(day, tally, Tally::plus)));
        long first = some.get(0).position();
        tallies.keySet().removeIf(day -> !Ledger.isUnread(ledger.newestBatch(), day, first));
        SortedMap<LocalDate, Compaction.Compacted> days = new TreeMap<>();
        tallies.forEach((day, tally) -> days.put(day, new Compaction.Compacted(tally, Digest.NONE)));
        Ledger.Admitted last = some.get(some.size() - 1);
        return days.isEmpty()
                ? Optional.empty()
                : Optional.of(new Compaction(
                        id,
                        Instant.ofEpochSecond(ledger.position() + 1),
                        first,
                        last.position(),
                        some.size(),
                        last.segment().model(),
                        days));
    }
}
