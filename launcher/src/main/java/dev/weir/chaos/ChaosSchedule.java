package dev.weir.chaos;

import dev.weir.chaos.ChaosCase.Hazard;
import dev.weir.chaos.ChaosPoint.Command;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
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
        Set<Hazard> had = new HashSet<>();
        for (ChaosPoint point : points.subList(0, kills)) {
            boolean stream = point.command() == Command.STREAM;
            int lane = stream && random.nextDouble() >= SECOND_STREAM ? 0 : 1;
            // A clean-up or batch job comes to each of its milestones once.
            int occurrence = stream ? 1 + random.nextInt(MOST_OCCURRENCES) : 1;
            int delay = random.nextInt(MOST_DELAY_MILLIS);
            Hazard hazard = hazard(point, random.nextDouble(), had);
            had.add(hazard);
            cases.add(new ChaosCase(lane, point, occurrence, delay, hazard, random.nextLong()));
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

    /** The first case that a hazard fits has it, so that short runs see each; later ones, now and then. */
    private static Hazard hazard(ChaosPoint point, double chance, Set<Hazard> had) {
        Hazard fitting = switch (point) {
            case LANDED, HALFWAY, WRITTEN -> Hazard.TORN_FILE;
            case ADMITTED, STREAM -> Hazard.DISK_FULL;
            case STAGED, PUBLISHED, BATCH -> Hazard.LOST_FILE;
            case CLEANING, CLEAN -> Hazard.NONE;
        };
        double often = switch (fitting) {
            case TORN_FILE -> 0.5;
            case DISK_FULL -> 0.1;
            case LOST_FILE -> 0.15;
            case NONE -> 0;
        };
        return !had.contains(fitting) || chance < often ? fitting : Hazard.NONE;
    }
}
