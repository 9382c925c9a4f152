package dev.weir.rollup;

import java.util.List;

/**
 * A table of answers, declared once: both layers, the table schemas, the views and the drift report follow from it.
 *
 * @param name the view's name
 * @param grain the width of its time cells
 * @param dimensions at most two, the outer first
 * @param sums measures that add up; the first is {@link Sum#REQUESTS}
 * @param sketches measures kept as slots
 */
public record Rollup(String name, Grain grain, List<Dimension> dimensions, List<Sum> sums, List<Sketch> sketches) {
    /** How many dimensions the partials have columns for. */
    public static final int MAX_DIMENSIONS = 2;

    public Rollup {
        dimensions = List.copyOf(dimensions);
        sums = List.copyOf(sums);
        sketches = List.copyOf(sketches);
        if (dimensions.isEmpty() || dimensions.size() > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "Rollup " + name + " has " + dimensions.size() + " dimensions, expected 1 to " + MAX_DIMENSIONS);
        }
        if (sums.isEmpty() || !sums.get(0).equals(Sum.REQUESTS)) {
            throw new IllegalArgumentException("Rollup " + name + " does not begin with the sum of requests");
        }
    }
}
