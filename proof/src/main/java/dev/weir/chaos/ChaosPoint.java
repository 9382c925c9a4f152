package dev.weir.chaos;

import dev.weir.warehouse.Milestone;
import java.util.Locale;
import java.util.Optional;

/** Where a process is killed: at a milestone, or at a moment that the seed chose, while it works. */
enum ChaosPoint {
    LANDED(Command.STREAM, Milestone.LANDED, 6),
    HALFWAY(Command.STREAM, Milestone.HALFWAY, 8),
    WRITTEN(Command.STREAM, Milestone.WRITTEN, 8),
    ADMITTED(Command.STREAM, Milestone.ADMITTED, 8),
    COMPACTING(Command.STREAM, Milestone.COMPACTING, 6),
    STREAM(Command.STREAM, null, 42),
    STAGED(Command.BATCH, Milestone.STAGED, 5),
    PUBLISHED(Command.BATCH, Milestone.PUBLISHED, 5),
    BATCH(Command.BATCH, null, 9),
    CLEANING(Command.CLEAN, Milestone.CLEANING, 4),
    CLEAN(Command.CLEAN, null, 5);

    /** Whom it hits. */
    enum Command {
        STREAM("micro-batch "),
        BATCH("Recomputing "),
        CLEAN("Cleaning up ");

        private final String atWork;

        Command(String atWork) {
            this.atWork = atWork;
        }

        /** What such a process says when it has begun to change the warehouse. */
        String atWork() {
            return atWork;
        }
    }

    private final Command command;
    private final Milestone milestone;
    private final int weight;

    ChaosPoint(Command command, Milestone milestone, int weight) {
        this.command = command;
        this.milestone = milestone;
        this.weight = weight;
    }

    Command command() {
        return command;
    }

    /** Empty for a random moment. */
    Optional<Milestone> milestone() {
        return Optional.ofNullable(milestone);
    }

    /** How often it is chosen, in relation to the others. */
    int weight() {
        return weight;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
