package dev.weir.visit;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Merges fragments that come in order, those of each visitor together and by their first times: what is near, and of one visitor and day,
 * becomes one. It holds one fragment at a time, however many there are.
 */
public final class Sweep implements Iterator<Fragment> {
    private final Iterator<Fragment> ordered;
    private Fragment ahead;

    /** @param ordered sorted by visitor, in whatever order of visitors, and by {@link Fragment#first()} */
    public Sweep(Iterator<Fragment> ordered) {
        this.ordered = ordered;
        this.ahead = ordered.hasNext() ? ordered.next() : null;
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    /**
     * The next merged fragment.
     *
     * @throws IllegalArgumentException if a visitor's fragments are out of order
     */
    @Override
    public Fragment next() {
        if (ahead == null) {
            throw new NoSuchElementException();
        }
        Fragment merged = ahead;
        ahead = null;
        while (ordered.hasNext()) {
            Fragment following = ordered.next();
            if (!follows(merged, following)) {
                ahead = following;
                break;
            }
            merged = merged.with(following);
        }
        return merged;
    }

    private static boolean follows(Fragment merged, Fragment following) {
        if (!merged.visitor().key().equals(following.visitor().key())) {
            return false;
        }
        if (following.first() < merged.first()) {
            throw new IllegalArgumentException(
                    "A fragment of " + following.first() + " after one of " + merged.first());
        }
        return VisitRule.areOne(merged, following);
    }
}
