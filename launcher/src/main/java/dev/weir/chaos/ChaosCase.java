package dev.weir.chaos;

import java.util.Locale;

/**
 * One kill, and what else happens around it.
 *
 * @param lane which of the two sequences that run beside one another
 * @param occurrence at a milestone, which time it is reached
 * @param delayMillis at a random moment, how long after the process began to work
 * @param hazard what else goes wrong
 * @param seed of the hazard's details
 */
record ChaosCase(int lane, ChaosPoint point, int occurrence, int delayMillis, Hazard hazard, long seed) {
    /** What goes wrong beside kills. */
    enum Hazard {
        NONE,
        /** Before the kill, another process of the kind cannot write files beyond a few kilobytes. */
        DISK_FULL,
        /** After the kill, the newest file in the archive that the ledger does not know is damaged. */
        TORN_FILE,
        /** After the kill, an archive file that the ledger knows is damaged for a while. */
        LOST_FILE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The value of {@link dev.weir.warehouse.Milestones#KILL_AT}; empty for a random moment. */
    String killAt() {
        return point.milestone()
                .map(milestone -> milestone.label() + ":" + occurrence)
                .orElse("");
    }
}
