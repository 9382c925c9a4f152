package dev.weir.rollup;

import java.util.List;
import java.util.Optional;

/**
 * One way to group lines and add them up; several are done in one pass by {@link Cells}.
 *
 * @param name the group's name in the result, with {@code part}
 * @param part see {@link Partials}
 * @param condition which lines take part, Spark SQL; empty for all
 * @param grain the width of the time cells; empty for no time, which reads as the epoch
 * @param dimensions at most two, Spark SQL of type STRING; a line where one is null takes no part
 * @param slot Spark SQL of type BIGINT, a line where it is null takes no part; empty for slot 0
 * @param sums what is added up, of those that the whole pass has
 */
public record Grouping(
        String name,
        String part,
        Optional<String> condition,
        Optional<Grain> grain,
        List<String> dimensions,
        Optional<String> slot,
        List<Sum> sums) {
    public Grouping {
        dimensions = List.copyOf(dimensions);
        sums = List.copyOf(sums);
        if (dimensions.isEmpty() || dimensions.size() > Rollup.MAX_DIMENSIONS) {
            throw new IllegalArgumentException("Grouping " + name + " has " + dimensions.size()
                    + " dimensions, expected 1 to " + Rollup.MAX_DIMENSIONS);
        }
    }
}
