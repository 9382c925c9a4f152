package dev.weir.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fragments form a commutative monoid, and the visits that they are stitched to are those that somebody finds who sees all events in
 * order: however events are split, ordered and grouped, and wherever midnight is among them.
 */
class VisitAlgebraTest {
    static LongStream seeds() {
        return LongStream.range(1, 401);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void partsMergeInAnySplitOrderAndGroupingToTheSameFragments(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (List<VisitEvent> events : SomeVisits.byVisitor(SomeVisits.events(seed))) {
            Fragments whole = fragments(events);
            List<VisitEvent> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(seed));
            List<Fragments> parts = SomeVisits.split(shuffled, random.nextInt(1, 9), random).stream()
                    .map(VisitAlgebraTest::fragments)
                    .collect(Collectors.toCollection(ArrayList::new));

            assertThat(parts.stream().reduce(Fragments.NONE, Fragments::merge))
                    .as("one after another")
                    .isEqualTo(whole);
            assertThat(Fragments.of(
                            parts.stream().flatMap(part -> part.list().stream()).toList()))
                    .as("all at once")
                    .isEqualTo(whole);
            while (parts.size() > 1) {
                Fragments one = parts.remove(random.nextInt(parts.size()));
                Fragments other = parts.remove(random.nextInt(parts.size()));
                assertThat(one.merge(other)).isEqualTo(other.merge(one));
                parts.add(one.merge(other));
            }
            assertThat(parts).as("any two").containsExactly(whole);
            assertThat(whole.merge(Fragments.NONE)).isEqualTo(whole);
            assertThat(Fragments.NONE.merge(whole)).isEqualTo(whole);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stitchedFragmentsAreTheVisitsOfAllEventsInOrder(long seed) {
        for (List<VisitEvent> events : SomeVisits.byVisitor(SomeVisits.events(seed))) {
            Fragments fragments = fragments(events);
            List<Visit> visits = SomeVisits.recount(events);

            assertThat(Stitching.stitch(fragments)).isEqualTo(visits);
            assertThat(visits).allMatch(visit -> visit.duration() < 2 * VisitRule.DAY - VisitRule.GAP);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDaysVisitsNeedItsNeighboursEdgesOnly(long seed) {
        for (List<VisitEvent> events : SomeVisits.byVisitor(SomeVisits.events(seed))) {
            Fragments fragments = fragments(events);
            List<Visit> visits = SomeVisits.recount(events);
            Set<Long> days = fragments.list().stream().map(Fragment::day).collect(Collectors.toSet());
            for (long day : days) {
                List<Visit> expected =
                        visits.stream().filter(visit -> visit.day() == day).toList();
                Fragments read = new Fragments(fragments.list().stream()
                        .filter(fragment ->
                                fragment.day() == day || fragment.isAtEdge() && Math.abs(fragment.day() - day) == 1)
                        .toList());

                assertThat(Stitching.of(day, fragments)).isEqualTo(expected);
                assertThat(Stitching.of(day, read)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void onlyFragmentsAtAnEdgeAreStitched(long seed) {
        for (List<VisitEvent> events : SomeVisits.byVisitor(SomeVisits.events(seed))) {
            Fragments fragments = fragments(events);

            assertThat(Stitching.stitch(fragments).stream().map(Visit::whole))
                    .containsAll(fragments.list().stream()
                            .filter(fragment -> !fragment.isAtEdge())
                            .toList());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aTaskAddsEventsUpInAnyOrderAndMayHandOutEarly(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<VisitEvent> events = new ArrayList<>(SomeVisits.events(seed));
        Collections.shuffle(events, new Random(seed));
        VisitCombiner combiner = new VisitCombiner();
        List<Fragment> handedOut = new ArrayList<>();
        for (VisitEvent event : events) {
            combiner.add(event);
            if (random.nextInt(50) == 0) {
                combiner.drain().forEachRemaining(handedOut::add);
                assertThat(combiner.size()).isZero();
            }
        }
        combiner.drain().forEachRemaining(handedOut::add);
        VisitCombiner merger = new VisitCombiner();
        handedOut.forEach(merger::add);
        List<Fragment> merged = new ArrayList<>();
        merger.drain().forEachRemaining(merged::add);

        assertThat(merged)
                .containsExactlyInAnyOrderElementsOf(SomeVisits.byVisitor(events).stream()
                        .map(VisitAlgebraTest::fragments)
                        .flatMap(fragments -> fragments.list().stream())
                        .toList());
    }

    private static Fragments fragments(Collection<VisitEvent> events) {
        return Fragments.of(events.stream().map(Fragment::of).toList());
    }
}
