package dev.weir.chaos;

import dev.weir.chaos.ChaosPoint.Command;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The cases of a chaos run: a function of the seed. Lane 0 kills streams only; lane 1 kills a second stream, batch jobs and
 * clean-ups beside them.
 *
 * @param cases in order
 */
record ChaosSchedule(List<ChaosCase> cases) {
    static final int LANES = 2;

    private static final int MOST_OCCURRENCES = 3;
    private static final int MOST_DELAY_MILLIS = 3000;
    private static final double SECOND_STREAM = 0.25;
    private static final List<ChaosHazard> BETWEEN = List.of(ChaosHazard.PAUSE, ChaosHazard.CLEAN_UP);

    ChaosSchedule {
        cases = List.copyOf(cases);
    }

    static ChaosSchedule of(long seed, int kills) {
        Random random = new Random(seed);
        List<ChaosPoint> points = new ArrayList<>(Arrays.asList(ChaosPoint.values()));
        Collections.shuffle(points, random);
        while (points.size() < kills) {
            points.add(pick(random));
        }
        List<ChaosCase> cases = new ArrayList<>();
        for (ChaosPoint point : points.subList(0, kills)) {
            boolean stream = point.command() == Command.STREAM;
            int lane = stream && random.nextDouble() >= SECOND_STREAM ? 0 : 1;
            // A clean-up or batch job comes to each of its milestones once, a stream that is soon killed to a
            // compaction.
            boolean often = stream && point != ChaosPoint.COMPACTING;
            int occurrence = often ? 1 + random.nextInt(MOST_OCCURRENCES) : 1;
            int delay = random.nextInt(MOST_DELAY_MILLIS);
            Set<ChaosHazard> hazards = hazards(point, cases, random);
            cases.add(new ChaosCase(lane, point, occurrence, delay, hazards, random.nextLong()));
        }
        return new ChaosSchedule(cases);
    }

    /** The cases of one lane. */
    List<ChaosCase> lane(int lane) {
        return cases.stream().filter(one -> one.lane() == lane).toList();
    }

    private static ChaosPoint pick(Random random) {
        int sum =
                Arrays.stream(ChaosPoint.values()).mapToInt(ChaosPoint::weight).sum();
        int left = random.nextInt(sum);
        for (ChaosPoint point : ChaosPoint.values()) {
            left -= point.weight();
            if (left < 0) {
                return point;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private static Set<ChaosHazard> hazards(ChaosPoint point, List<ChaosCase> earlier, Random random) {
        Set<ChaosHazard> hazards = EnumSet.noneOf(ChaosHazard.class);
        for (ChaosHazard hazard : ChaosHazard.values()) {
            // Drawn in any case, so that what fits where changes nothing else that the seed decides.
            boolean drawn = random.nextDouble() < hazard.often();
            boolean enough = hazard.ofFiles() && hazards.stream().anyMatch(ChaosHazard::ofFiles);
            if (hazard.fits(point) && !enough && (drawn || due(hazard, point, earlier))) {
                hazards.add(hazard);
            }
        }
        return hazards;
    }

    /**
     * The first case that a hazard fits has it, so that short runs see each. At each milestone a clean-up comes between: in one
     * of its first two cases while the process stands there, in the other when it is dead.
     */
    private static boolean due(ChaosHazard hazard, ChaosPoint point, List<ChaosCase> earlier) {
        if (!BETWEEN.contains(hazard)) {
            return earlier.stream().noneMatch(one -> one.has(hazard));
        }
        int here = (int) earlier.stream().filter(one -> one.point() == point).count();
        return point.milestone().isPresent()
                && here < BETWEEN.size()
                && BETWEEN.get((point.ordinal() + here) % BETWEEN.size()) == hazard;
    }
}
