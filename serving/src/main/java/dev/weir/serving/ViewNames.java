package dev.weir.serving;

import dev.weir.rollup.Rollup;
import dev.weir.rollup.Rollups;
import dev.weir.view.LineView;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The views' names, the stable interface for queries. */
public final class ViewNames {
    private ViewNames() {}

    /** In the order of the documentation. */
    public static List<String> all() {
        return Stream.concat(
                        Stream.of(LineView.EVENTS.view()),
                        Stream.concat(
                                Rollups.ALL.stream().map(Rollup::name),
                                Stream.of(LineView.DEAD_LETTERS.view(), "ledger", "drift")))
                .toList();
    }

    /**
     * Requires a relation that a query may name.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static void require(String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException("Unknown view: " + name + ", expected one of "
                    + String.join(", ", known.stream().sorted().toList()));
        }
    }
}
