package dev.weir.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StitchingTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos() / 1_000;

    /** Times as day:hour:minute with a microsecond more or less; visits as how many events each has. */
    @ParameterizedTest(name = "{0} is visits of {1}")
    @CsvSource({
        // A pause of 30 minutes, and a microsecond less or more.
        "1:10:00 1:10:30, 2",
        "1:10:00 1:10:30-, 2",
        "1:10:00 1:10:30+, 1 1",
        "1:10:00 1:10:30 1:11:00 1:11:30+, 3 1",
        // Over midnight.
        "1:23:45 2:00:15, 2",
        "1:23:45 2:00:15+, 1 1",
        "1:23:30 2:00:00, 2",
        "1:23:59 2:00:00, 2",
        "1:23:30- 2:00:00, 1 1",
        "1:23:50 2:00:10 2:00:40 2:01:20, 3 1",
        "1:12:00 1:23:50 2:00:10, 1 2",
        // Two midnights between are a pause in any case.
        "1:23:59 3:00:00, 1 1",
        // Neighbours at both edges of a day.
        "1:23:50 2:00:10 2:23:50 3:00:10, 2 2",
        "2:00:10 2:23:50 3:00:10, 1 2"
    })
    void eventsAreOneVisitUnlessThereIsALongerPause(String times, String visits) {
        assertThat(sizes(stitched(Arrays.stream(times.split(" ", -1))
                        .mapToLong(StitchingTest::time)
                        .toArray())))
                .isEqualTo(visits);
    }

    @ParameterizedTest(name = "on since {0} until {1}: from {2}")
    @CsvSource({
        // It begins in a day's first half hour: it ends with the day.
        "1:00:00, 2:12:00, 1:00:00 2:00:00",
        "1:00:29, 2:12:00, 1:00:29 2:00:09",
        // It begins later: it ends with the next day.
        "1:00:30, 2:12:00, 1:00:30",
        "1:00:31, 4:12:00, 1:00:31 3:00:11 4:00:11",
        "1:23:55, 5:12:00, 1:23:55 3:00:15 4:00:15 5:00:15"
    })
    void programsThatNeverPauseAreCutAtTheMidnightAfterAWholeDay(String from, String until, String starts) {
        List<Visit> visits =
                stitched(LongStream.iterate(time(from), time -> time <= time(until), time -> time + 20 * MINUTE)
                        .toArray());

        assertThat(visits.stream().map(visit -> text(visit.whole().first())).collect(Collectors.joining(" ")))
                .isEqualTo(starts);
        assertThat(visits)
                .allMatch(visit -> visit.duration() < Duration.ofMinutes(2850).toNanos() / 1_000);
    }

    @Test
    void aVisitBelongsToTheDayOfItsFirstEvent() {
        Fragments fragments = fragments(time("1:23:50"), time("2:00:10"), time("2:08:00"));

        assertThat(sizes(Stitching.of(0, fragments))).isEmpty();
        assertThat(sizes(Stitching.of(1, fragments))).isEqualTo("2");
        assertThat(sizes(Stitching.of(2, fragments))).isEqualTo("1");
        assertThat(sizes(Stitching.of(3, fragments))).isEmpty();
    }

    @Test
    void theEarliestPageViewSaysWhereAVisitCameFromAndTheLatestWhereItEnded() {
        Fragment sheet = fragment(time("1:10:00"), null, "own site");
        Fragment landing = fragment(time("1:10:00") + 1, "/landing", "search engine");
        Fragment image = fragment(time("1:10:02"), null, "own site");
        Fragment second = fragment(time("1:10:10"), "/second", "own site");
        Fragment beacon = fragment(time("1:10:20"), null, "own site");

        Visit visit = only(Fragments.of(List.of(beacon, sheet, second, image, landing)));

        assertThat(visit.whole().entrance()).isEqualTo(landing.entrance());
        assertThat(visit.whole().exit()).isEqualTo(second.exit());
        assertThat(visit.whole().first()).isEqualTo(sheet.first());
        assertThat(visit.whole().last()).isEqualTo(beacon.last());
        assertThat(visit.isBounce()).isFalse();
        assertThat(visit.duration()).isEqualTo(20 * MINUTE);
        assertThat(only(Fragments.of(List.of(landing, image))).isBounce()).isTrue();
        Visit without = only(Fragments.of(List.of(image, sheet)));
        assertThat(without.isBounce()).isFalse();
        assertThat(without.whole().entrance()).isEqualTo(sheet.entrance());
        assertThat(without.whole().exit()).isNull();
    }

    @Test
    void ofTwoEventsAtOnceTheIdDecides() {
        long time = time("1:10:00");
        Hash128 low = Hash128.of(new byte[] {0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        Hash128 high = Hash128.of(new byte[] {-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        Fragment one = fragment(new Moment(time, low), "/one", "a");
        Fragment other = fragment(new Moment(time, high), "/other", "b");

        for (List<Fragment> order : List.of(List.of(one, other), List.of(other, one))) {
            Fragment whole = only(Fragments.of(order)).whole();
            assertThat(whole.entrance()).isEqualTo(one.entrance());
            assertThat(whole.exit()).isEqualTo(other.exit());
        }
    }

    @Test
    void timesAtTheEndsOfTimeAreFarApart() {
        assertThat(sizes(stitched(Long.MIN_VALUE, 0, Long.MAX_VALUE))).isEqualTo("1 1 1");
    }

    @Test
    void fragmentsAreOfOneVisitorInOrderApartAndWithinADay() {
        Fragment early = fragment(time("1:10:00"), null, "a");
        Fragment near = fragment(time("1:10:10"), null, "a");
        Fragment late = fragment(time("1:20:00"), null, "a");
        Fragment next = fragment(time("2:00:00"), null, "a");
        Fragment evening = fragment(time("1:23:50"), null, "a");
        Fragment others =
                Fragment.of(SomeVisits.event(SomeVisits.visitor("another"), time("1:20:00"), new SplittableRandom(1)));

        assertThat(new Fragments(List.of(early, late)).list()).hasSize(2);
        for (List<Fragment> wrong : List.of(List.of(early, near), List.of(late, early), List.of(early, others))) {
            assertThatThrownBy(() -> new Fragments(wrong)).hasMessageStartingWith("Fragments that are not one");
        }
        assertThatThrownBy(() -> new Fragments(List.of(evening.with(next))))
                .hasMessageStartingWith("A fragment over midnight");
        assertThatThrownBy(() -> early.with(others)).hasMessageStartingWith("Fragments of ");
        assertThatThrownBy(() -> {
                    Sweep sweep = new Sweep(List.of(late, early).iterator());
                    sweep.next();
                })
                .hasMessageStartingWith("A fragment of ");
    }

    @Test
    void whoChoosesTimesGetsNoMoreFragmentsThanEvents() {
        VisitCombiner combiner = new VisitCombiner();
        SplittableRandom random = new SplittableRandom(1);
        VisitorIdentity visitor = SomeVisits.visitor("one");
        for (int i = 0; i < 20_000; i++) {
            combiner.add(SomeVisits.event(visitor, random.nextLong(100) * VisitRule.GAP, random));
        }

        // Half an hour apart, of three days and a bit: one fragment a day, in the end.
        assertThat(combiner.size()).isBetween(3, 2 * 3 + 8);
        List<Fragment> handedOut = new ArrayList<>();
        combiner.drain().forEachRemaining(handedOut::add);
        assertThat(handedOut).hasSize(3);
        assertThat(handedOut.stream()
                        .mapToLong(fragment -> fragment.counts().requests())
                        .sum())
                .isEqualTo(20_000);
    }

    @Test
    void visitorsAreToldApartByAllFour() {
        ByteText a = ByteText.of("a");
        ByteText none = ByteText.of("");
        List<VisitorIdentity> visitors = List.of(
                VisitorIdentity.of(a, a, a, a),
                VisitorIdentity.of(a, a, a, null),
                VisitorIdentity.of(a, a, null, a),
                VisitorIdentity.of(a, null, a, a),
                VisitorIdentity.of(a, none, a, a),
                VisitorIdentity.of(none, a, a, a),
                VisitorIdentity.of(ByteText.of("aa"), none, a, a),
                VisitorIdentity.of(none, ByteText.of("aa"), a, a));

        assertThat(visitors.stream().map(VisitorIdentity::key).distinct()).hasSameSizeAs(visitors);
        assertThat(VisitorIdentity.of(a, a, a, a)).isEqualTo(visitors.get(0));
        assertThat(visitors.get(0).key().toString())
                .as("SHA-256 of lengths and texts, as any tool says")
                .isEqualTo("fa9493a56b944500c6d8d94363da78a4");
    }

    private static Visit only(Fragments fragments) {
        List<Visit> visits = Stitching.stitch(fragments);
        assertThat(visits).hasSize(1);
        return visits.get(0);
    }

    private static Fragment fragment(long time, String page, String referrer) {
        return fragment(new Moment(time, new Hash128(time, time)), page, referrer);
    }

    private static Fragment fragment(Moment at, String page, String referrer) {
        Origin origin = new Origin(ByteText.of(referrer), null, null, null, null, null, null, null, null);
        return Fragment.of(new VisitEvent(SomeVisits.visitor("one"), at, 200, 1, ByteText.of(page), origin));
    }

    private static Fragments fragments(long... times) {
        return Fragments.of(LongStream.of(times)
                .mapToObj(time -> fragment(time, null, null))
                .toList());
    }

    private static List<Visit> stitched(long... times) {
        return Stitching.stitch(fragments(times));
    }

    private static String sizes(List<Visit> visits) {
        return visits.stream()
                .map(visit -> String.valueOf(visit.whole().counts().requests()))
                .collect(Collectors.joining(" "));
    }

    private static long time(String text) {
        char end = text.charAt(text.length() - 1);
        String[] parts = (end == '+' || end == '-' ? text.substring(0, text.length() - 1) : text).split(":", -1);
        long minutes = Long.parseLong(parts[0]) * 1440 + Long.parseLong(parts[1]) * 60 + Long.parseLong(parts[2]);
        return minutes * MINUTE + (end == '+' ? 1 : end == '-' ? -1 : 0);
    }

    private static String text(long time) {
        Duration duration = Duration.ofMinutes(time / MINUTE);
        return String.format("%d:%02d:%02d", duration.toDays(), duration.toHoursPart(), duration.toMinutesPart());
    }
}
