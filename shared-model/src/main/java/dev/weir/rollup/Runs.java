package dev.weir.rollup;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** Elements that follow one another and belong together, as those of one time cell in a sorted partition. */
public final class Runs<T> {
    private final Iterator<T> elements;
    private final BiPredicate<T, T> together;
    private T ahead;

    /** @param together whether an element belongs to the run that another one begins */
    public Runs(Iterator<T> elements, BiPredicate<T, T> together) {
        this.elements = elements;
        this.together = together;
        forward();
    }

    private void forward() {
        ahead = elements.hasNext() ? elements.next() : null;
    }

    public boolean hasNext() {
        return ahead != null;
    }

    /** The first element of the next run. */
    public T first() {
        if (ahead == null) {
            throw new NoSuchElementException();
        }
        return ahead;
    }

    /** Takes all elements of the next run. */
    public void take(Consumer<T> each) {
        T first = first();
        do {
            each.accept(ahead);
            forward();
        } while (ahead != null && together.test(first, ahead));
    }
}
