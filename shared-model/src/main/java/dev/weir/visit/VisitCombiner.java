package dev.weir.visit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Adds events up to fragments, in any order, of any visitors and days. For one thread.
 *
 * <p>Of a visitor it holds at most {@value #SLACK} fragments more than twice as many as there were when it last merged them, and nobody
 * has more of them than events. Whoever chooses the times of his lines can make that many: one each 31 minutes is 47 a day and visitor, and who changes his agent with
 * each line is another visitor with each. So a task looks at {@link #size()} now and then, and hands out what there is: what it adds up
 * later merges with it.
 */
public final class VisitCombiner {
    private static final int SLACK = 8;

    private final Map<Hash128, Pending> visitors = new HashMap<>();
    private int size;

    /** Adds an event. */
    public void add(VisitEvent event) {
        add(Fragment.of(event));
    }

    /** Adds what other events say. */
    public void add(Fragment fragment) {
        Pending pending = visitors.computeIfAbsent(fragment.visitor().key(), key -> new Pending());
        size -= pending.size();
        pending.add(fragment);
        size += pending.size();
    }

    /** About how many fragments it holds: at least as many as it would hand out. */
    public int size() {
        return size;
    }

    /** Hands out the fragments of what was added, merged, in no particular order; it is empty then. */
    public Iterator<Fragment> drain() {
        Collection<Pending> all = List.copyOf(visitors.values());
        visitors.clear();
        size = 0;
        return all.stream()
                .flatMap(pending -> Fragments.of(pending.list).list().stream())
                .iterator();
    }

    /** One visitor's: what comes is mostly near what came before it, else it waits to be merged. */
    private static final class Pending {
        private List<Fragment> list = new ArrayList<>(1);
        private int most = SLACK;

        void add(Fragment fragment) {
            int last = list.size() - 1;
            if (last >= 0 && isNear(list.get(last), fragment)) {
                list.set(last, list.get(last).with(fragment));
                return;
            }
            list.add(fragment);
            if (list.size() > most) {
                list = new ArrayList<>(Fragments.of(list).list());
                most = SLACK + 2 * list.size();
            }
        }

        private static boolean isNear(Fragment one, Fragment other) {
            return one.first() <= other.first() ? VisitRule.areOne(one, other) : VisitRule.areOne(other, one);
        }

        int size() {
            return list.size();
        }
    }
}
