package dev.weir.warehouse;

import java.time.Clock;
import org.apache.spark.sql.SparkSession;

/**
 * What everything that is done to a warehouse with Spark is done with.
 *
 * @param spark its session
 * @param warehouse what it works on
 * @param clock from which it has the time
 * @param milestones told how far it came
 */
public record Job(SparkSession spark, Warehouse warehouse, Clock clock, Milestones milestones) {
    /** A command's: the session, the clock and the milestones of this process. */
    public static Job start(String name, Warehouse warehouse) {
        return start(name, warehouse, 0);
    }

    /**
     * The same for work that waits for others.
     *
     * @param waiting as {@link Sessions#start(String, int)} has it
     */
    public static Job start(String name, Warehouse warehouse, int waiting) {
        return new Job(Sessions.start(name, waiting), warehouse, WallClock.ofProcess(), Milestones.of(System.getenv()));
    }

    /** The warehouse's tables. */
    public Tables tables() {
        return new Tables(spark, warehouse, milestones);
    }

    /** The same job on another view of its warehouse. */
    public Job on(Warehouse other) {
        return new Job(spark, other, clock, milestones);
    }
}
