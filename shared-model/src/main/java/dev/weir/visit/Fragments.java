package dev.weir.visit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that some events of one visitor say of visits: fragments in order of time, each within a day of UTC, any two of one day more than 30
 * minutes apart. Immutable.
 *
 * <p>{@link #merge} is associative and commutative, and {@link #NONE} its identity: the fragments of a union of events are the merged
 * fragments of its parts. For adjacent events of a day that are near lie in fragments that are near or the same, and of two fragments that
 * overlap or are near, there are adjacent events that are. It is not idempotent, since it adds: an event counts as often as it comes, and
 * copies are found upstream, by their ids.
 *
 * @param list the fragments
 */
public record Fragments(List<Fragment> list) {
    /** Of no event. */
    public static final Fragments NONE = new Fragments(List.of());

    private static final Comparator<Fragment> BY_TIME = Comparator.comparingLong(Fragment::first);

    /** @throws IllegalArgumentException if they are not as described */
    public Fragments {
        list = List.copyOf(list);
        for (int i = 0; i < list.size(); i++) {
            require(i == 0 ? null : list.get(i - 1), list.get(i));
        }
    }

    private static void require(Fragment before, Fragment fragment) {
        if (VisitRule.day(fragment.last()) != fragment.day()) {
            throw new IllegalArgumentException("A fragment over midnight: " + fragment);
        }
        if (before != null
                && (!before.visitor().key().equals(fragment.visitor().key())
                        || fragment.first() < before.first()
                        || VisitRule.areOne(before, fragment))) {
            throw new IllegalArgumentException(
                    "Fragments that are not one visitor's, in order and apart: " + before + " and " + fragment);
        }
    }

    /**
     * Any fragments of one visitor, merged.
     *
     * @param fragments each within a day, in any order, of any parts of the visitor's events
     */
    public static Fragments of(Collection<Fragment> fragments) {
        return swept(fragments.stream().sorted(BY_TIME));
    }

    /** Merges the fragments of two parts of one visitor's events. */
    public Fragments merge(Fragments other) {
        if (list.isEmpty() || other.list.isEmpty()) {
            return list.isEmpty() ? other : this;
        }
        // Two runs in order: what the platform's sort merges in linear time.
        return swept(Stream.concat(list.stream(), other.list.stream()).sorted(BY_TIME));
    }

    private static Fragments swept(Stream<Fragment> ordered) {
        List<Fragment> merged = new ArrayList<>();
        Iterator<Fragment> sweep = new Sweep(ordered.iterator());
        sweep.forEachRemaining(merged::add);
        return new Fragments(merged);
    }
}
