package dev.weir.serving;

import java.util.Collection;

/** The relations that a query may name. */
public final class ViewNames {
    private ViewNames() {}

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
