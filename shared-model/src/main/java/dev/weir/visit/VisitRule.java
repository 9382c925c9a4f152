package dev.weir.visit;

/**
 * What a visit is. All times are microseconds since the epoch, and days are those of UTC, by which tables are partitioned.
 *
 * <ol>
 *   <li>A visit is a maximal run of one visitor's events in which no two adjacent ones are more than 30 minutes apart, as where the
 *       <a href="https://support.google.com/analytics/answer/9191807">field</a> has it. It belongs to the day of its first event.
 *   <li>It goes on over midnight, unless it has gone on since the first half hour of the day that ends there: then it ends, and the next
 *       event begins another visit. So it has events of at most two days, and is shorter than 47½ hours. People sleep; only programs are
 *       cut.
 * </ol>
 *
 * <p>Both are about the events themselves: whether two adjacent ones are of one visit depends on which events there are on the days of
 * the two, and on nothing else. Without the second, an answer about one day would need all the days over which a program never paused for
 * half an hour. With it, it needs the day, the day before (did a visit go on?) and the day after (how far?).
 */
public final class VisitRule {
    /** The longest pause within a visit. */
    public static final long GAP = 30L * 60 * 1_000_000;

    /** A day. */
    public static final long DAY = 24L * 60 * 60 * 1_000_000;

    private VisitRule() {}

    /** The day of a time, in days since the epoch. */
    public static long day(long time) {
        return Math.floorDiv(time, DAY);
    }

    /** The time since midnight. */
    public static long timeOfDay(long time) {
        return Math.floorMod(time, DAY);
    }

    /**
     * Whether nothing longer than a pause lies between.
     *
     * @param last the latest time so far
     * @param next a time, before or after
     */
    static boolean isNear(long last, long next) {
        // As unsigned numbers, differences do not overflow.
        return next <= last || Long.compareUnsigned(next - last, GAP) <= 0;
    }

    /** Whether two fragments of a visitor, the second of which does not begin before the first, are one: on one day, and near. */
    static boolean areOne(Fragment before, Fragment after) {
        return day(before.first()) == day(after.first()) && isNear(before.last(), after.first());
    }

    /**
     * Whether a visit goes on over midnight.
     *
     * @param before all of one day that is near
     * @param after all of a later day that is near
     */
    static boolean goesOn(Fragment before, Fragment after) {
        return day(before.first()) + 1 == day(after.first())
                && isNear(before.last(), after.first())
                && timeOfDay(before.first()) >= GAP;
    }
}
