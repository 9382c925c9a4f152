package dev.weir.visit;

import java.util.Objects;

/**
 * What some events of a visitor, all of one visit, say of it. Immutable. Fragments merge by minimum, maximum and sums, so that what they
 * merge to depends on the events alone.
 *
 * @param visitor whose
 * @param first the earliest time, in microseconds since the epoch, UTC
 * @param last the latest time
 * @param counts of the events
 * @param entrance how it began
 * @param exit the latest page view; null if there is none
 */
public record Fragment(
        VisitorIdentity visitor, long first, long last, VisitCounts counts, Entrance entrance, Exit exit) {
    public Fragment {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(entrance, "entrance");
        if (last < first) {
            throw new IllegalArgumentException("A fragment from " + first + " to " + last);
        }
        if ((exit == null) != (entrance.page() == null)) {
            throw new IllegalArgumentException("A fragment with a page at one end only: " + entrance + ", " + exit);
        }
    }

    /** Of one event. */
    public static Fragment of(VisitEvent event) {
        long time = event.at().time();
        return new Fragment(
                event.visitor(),
                time,
                time,
                VisitCounts.of(event.page() != null, event.status(), event.bytes()),
                new Entrance(event.at(), event.page(), event.origin()),
                event.page() == null ? null : new Exit(event.at(), event.page()));
    }

    /**
     * What the events of both say. Whether they are of one visit, others decide.
     *
     * @throws IllegalArgumentException if the other is of another visitor
     */
    Fragment with(Fragment other) {
        if (!visitor.key().equals(other.visitor.key())) {
            throw new IllegalArgumentException("Fragments of " + visitor.key() + " and " + other.visitor.key());
        }
        return new Fragment(
                visitor,
                Math.min(first, other.first),
                Math.max(last, other.last),
                counts.plus(other.counts),
                entrance.or(other.entrance),
                later(exit, other.exit));
    }

    private static Exit later(Exit one, Exit other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.or(other);
    }

    /** The day of its earliest event, in days since the epoch. */
    public long day() {
        return VisitRule.day(first);
    }

    /**
     * Whether it may be a part of a visit of two days: it begins less than 30 minutes after midnight, or ends at most 30 minutes before
     * the next. Any other one that is merged with all of its day is a visit as it is.
     */
    public boolean isAtEdge() {
        return VisitRule.timeOfDay(first) < VisitRule.GAP || VisitRule.timeOfDay(last) >= VisitRule.DAY - VisitRule.GAP;
    }
}
