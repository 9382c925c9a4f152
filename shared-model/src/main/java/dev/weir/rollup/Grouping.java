package dev.weir.rollup;

import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Grain;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Outcome;
import dev.weir.catalogue.Rollup;
import java.util.List;
import java.util.Optional;

/**
 * One way to group lines and measure them; several are done in one pass by {@link Cells}.
 *
 * @param name the group's name in the result
 * @param condition which lines take part, Spark SQL; empty for all
 * @param grain the width of the time cells; empty for no time, which reads as the epoch
 */
public record Grouping(
        String name,
        Optional<String> condition,
        Optional<Grain> grain,
        List<Dimension> dimensions,
        List<Measure> measures) {
    public Grouping {
        dimensions = List.copyOf(dimensions);
        measures = List.copyOf(measures);
        if (dimensions.isEmpty() || dimensions.size() > Rollup.MAX_DIMENSIONS) {
            throw new IllegalArgumentException("Grouping " + name + " has " + dimensions.size()
                    + " dimensions, expected 1 to " + Rollup.MAX_DIMENSIONS);
        }
    }

    /** How a rollup's cells are made of accepted lines. */
    public static Grouping of(Rollup rollup) {
        return new Grouping(
                rollup.name(),
                Optional.of(Outcome.ACCEPTED.condition()),
                Optional.of(rollup.grain()),
                rollup.dimensions(),
                rollup.measures());
    }

    /** How some rollups' cells are made. */
    public static List<Grouping> of(List<Rollup> rollups) {
        return rollups.stream().map(Grouping::of).toList();
    }
}
