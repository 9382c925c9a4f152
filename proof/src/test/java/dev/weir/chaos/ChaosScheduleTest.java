package dev.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.chaos.ChaosPoint.Command;
import dev.weir.warehouse.Milestones;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChaosScheduleTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
    void isAFunctionOfTheSeed(long seed) {
        assertThat(ChaosSchedule.of(seed, 300)).isEqualTo(ChaosSchedule.of(seed, 300));
        assertThat(ChaosSchedule.of(seed, 300)).isNotEqualTo(ChaosSchedule.of(seed + 1, 300));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
    void coversEveryPointAndHazardInAShortRun(long seed) {
        ChaosSchedule schedule = ChaosSchedule.of(seed, ChaosPoint.values().length);

        assertThat(schedule.cases()).extracting(ChaosCase::point).containsExactlyInAnyOrder(ChaosPoint.values());
        assertThat(schedule.cases()).flatExtracting(ChaosCase::hazards).contains(ChaosHazard.values());
        assertThat(ChaosSchedule.of(seed, 3).cases()).hasSize(3);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
    void killsAtAnyMomentAndAnyCommandBesideAStream(long seed) {
        ChaosSchedule schedule = ChaosSchedule.of(seed, 1000);

        Map<ChaosPoint, Long> often =
                schedule.cases().stream().collect(Collectors.groupingBy(ChaosCase::point, Collectors.counting()));
        assertThat(often).containsOnlyKeys(ChaosPoint.values());
        assertThat(often.values()).allSatisfy(times -> assertThat(times).isGreaterThan(15));
        assertThat(schedule.lane(0))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.point().command()).isEqualTo(Command.STREAM));
        assertThat(schedule.lane(1)).extracting(one -> one.point().command()).contains(Command.values());
        assertThat(schedule.lane(0).size() + schedule.lane(1).size()).isEqualTo(1000);
        assertThat(schedule.cases()).extracting(one -> one.delayMillis() / 500).contains(0, 1, 2, 3, 4, 5);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
    void cleansUpAtEveryMilestoneWhileTheProcessStandsAndWhenItIsDead(long seed) {
        List<ChaosCase> cases = ChaosSchedule.of(seed, 200).cases();

        for (ChaosPoint point : ChaosPoint.values()) {
            if (point.milestone().isPresent()) {
                assertThat(cases.stream().filter(one -> one.point() == point).limit(2))
                        .as("the first two cases of " + point.label())
                        .flatExtracting(ChaosCase::hazards)
                        .contains(ChaosHazard.PAUSE, ChaosHazard.CLEAN_UP);
            }
        }
        assertThat(cases)
                .extracting(ChaosCase::ahead)
                .contains(Duration.ZERO)
                .anyMatch(ahead -> ahead.compareTo(Duration.ofDays(7)) > 0)
                .anyMatch(ahead -> ahead.compareTo(Duration.ofDays(-7)) < 0);
        assertThat(cases)
                .extracting(ChaosCase::cleanerAhead)
                .allMatch(ahead -> ahead.abs().compareTo(Duration.ofDays(1)) > 0)
                .anyMatch(Duration::isNegative);
        assertThat(cases)
                .as("one fault of the disk is enough at a time")
                .allMatch(one ->
                        one.hazards().stream().filter(ChaosHazard::ofFiles).count() <= 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1})
    void namesMilestonesAsProcessesUnderstandThem(long seed) {
        assertThat(ChaosSchedule.of(seed, 100).cases())
                .filteredOn(one -> one.point().milestone().isPresent())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(Milestones.of(
                                Map.of(Milestones.KILL_AT, one.killAt(), Milestones.PAUSE_AT, one.pauseAt())))
                        .isNotNull());
    }
}
