package dev.weir.visit;

import java.util.ArrayList;
import java.util.List;

/** Makes visits of the fragments of days: those that go on over a midnight become one, by {@link VisitRule}; the others are visits. */
public final class Stitching {
    private Stitching() {}

    /**
     * The visits, in order of time.
     *
     * @param fragments of all of a visitor's events on days that follow on one another
     */
    public static List<Visit> stitch(Fragments fragments) {
        List<Fragment> list = fragments.list();
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Fragment fragment = list.get(i);
            // Of two days at most: what goes on has begun in its day's first half hour, and so ends with it.
            boolean goesOn = i + 1 < list.size() && VisitRule.goesOn(fragment, list.get(i + 1));
            visits.add(new Visit(goesOn ? fragment.with(list.get(++i)) : fragment));
        }
        return visits;
    }

    /**
     * The visits that began on a day.
     *
     * @param fragments of all of a visitor's events on the day, the day before and the day after; others change nothing
     */
    public static List<Visit> of(long day, Fragments fragments) {
        Fragments near = new Fragments(fragments.list().stream()
                .filter(fragment -> Math.abs(fragment.day() - day) <= 1)
                .toList());
        return stitch(near).stream().filter(visit -> visit.day() == day).toList();
    }
}
