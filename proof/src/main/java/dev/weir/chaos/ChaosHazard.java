package dev.weir.chaos;

import dev.weir.chaos.ChaosPoint.Command;
import java.util.Locale;
import java.util.Set;

/** What goes wrong beside kills. */
enum ChaosHazard {
    /** Before the kill, another process of the kind cannot write files beyond a few kilobytes. */
    DISK_FULL(0.1, true),
    /** After the kill, the newest file in the archive that the ledger does not know is damaged. */
    TORN_FILE(0.5, true),
    /** After the kill, an archive file that the ledger knows is damaged for a while. */
    LOST_FILE(0.15, true),
    /** The kill is the end of all processes, and what was not forced to the disk is gone. */
    POWER_LOSS(0.1, true),
    /** The process stands still for a while before it is killed, and a clean-up comes and goes. */
    PAUSE(0.15, false),
    /** After the kill, a clean-up comes before anybody goes on with the work. */
    CLEAN_UP(0.15, false),
    /** The process's clock is ahead of all others by days, or behind. */
    CLOCK_JUMP(0.3, false);

    private final double often;
    private final boolean ofFiles;

    ChaosHazard(double often, boolean ofFiles) {
        this.often = often;
        this.ofFiles = ofFiles;
    }

    /** Whether it can happen where a process is killed there. */
    boolean fits(ChaosPoint point) {
        return switch (this) {
            case DISK_FULL -> point == ChaosPoint.ADMITTED || point == ChaosPoint.STREAM;
            case TORN_FILE ->
                Set.of(ChaosPoint.LANDED, ChaosPoint.HALFWAY, ChaosPoint.WRITTEN)
                        .contains(point);
            case LOST_FILE -> point.command() == Command.BATCH;
            case POWER_LOSS, PAUSE, CLEAN_UP, CLOCK_JUMP -> true;
        };
    }

    /** How often it happens where it fits, from 0 to 1. */
    double often() {
        return often;
    }

    /** Whether it is about files; of such, one is enough at a time. */
    boolean ofFiles() {
        return ofFiles;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
