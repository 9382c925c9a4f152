package dev.weir.chaos;

import dev.weir.chaos.ChaosPoint.Command;
import java.time.Duration;
import java.util.Random;
import java.util.Set;

/**
 * One kill, and what else happens around it.
 *
 * @param lane which of the two sequences that run beside one another
 * @param occurrence at a milestone, which time it is reached
 * @param delayMillis at a random moment, how long after the process began to work
 * @param hazards what else goes wrong
 * @param seed of the hazards' details
 */
record ChaosCase(int lane, ChaosPoint point, int occurrence, int delayMillis, Set<ChaosHazard> hazards, long seed) {
    private static final int MOST_DAYS = 10;

    ChaosCase {
        hazards = Set.copyOf(hazards);
    }

    boolean has(ChaosHazard hazard) {
        return hazards.contains(hazard);
    }

    /** The value of {@link dev.weir.warehouse.Milestones#KILL_AT}; empty for a random moment. */
    String killAt() {
        return at(pausesFirst() ? occurrence + 1 : occurrence);
    }

    /** The value of {@link dev.weir.warehouse.Milestones#PAUSE_AT}; empty for a random moment. */
    String pauseAt() {
        return at(occurrence);
    }

    /**
     * Whether the process that is killed stands still before. Batch jobs and clean-ups do not come to a milestone again: one
     * of them stands still there, another one is killed.
     */
    boolean pausesFirst() {
        return has(ChaosHazard.PAUSE)
                && (point.command() == Command.STREAM || point.milestone().isEmpty());
    }

    private String at(int time) {
        return point.milestone()
                .map(milestone -> milestone.label() + ":" + time)
                .orElse("");
    }

    /** By how much the process's clock is ahead. */
    Duration ahead() {
        Random random = random();
        Duration days = Duration.ofHours(26 + random.nextInt(24 * MOST_DAYS));
        return !has(ChaosHazard.CLOCK_JUMP) ? Duration.ZERO : random.nextBoolean() ? days : days.negated();
    }

    /**
     * By how much the clock of a clean-up is ahead that comes in between: mostly by so much that all attempts look older than
     * any that could still be running.
     */
    Duration cleanerAhead() {
        Random random = new Random(~seed);
        Duration days = Duration.ofHours(26 + random.nextInt(24 * MOST_DAYS));
        return random.nextInt(4) > 0 ? days : days.negated();
    }

    /** Decides the hazards' details; the same each time. */
    Random random() {
        return new Random(seed);
    }
}
