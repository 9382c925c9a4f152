package dev.weir.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A view of answers, declared once: both layers, the table's schema, the view's SQL in all engines, its description and the
 * drift report follow from it.
 *
 * @param name the view's name
 * @param grain the width of its time cells
 * @param dimensions the outer first
 * @param measures the first is {@link Measure.Sum#REQUESTS}
 */
public record Rollup(String name, String says, Grain grain, List<Dimension> dimensions, List<Measure> measures)
        implements View {
    /** How many dimensions cells have columns for. */
    public static final int MAX_DIMENSIONS = 4;

    public Rollup {
        dimensions = List.copyOf(dimensions);
        measures = List.copyOf(measures);
        if (dimensions.isEmpty() || dimensions.size() > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "Rollup " + name + " has " + dimensions.size() + " dimensions, expected 1 to " + MAX_DIMENSIONS);
        }
        if (measures.isEmpty() || !measures.get(0).equals(Measure.Sum.REQUESTS)) {
            throw new IllegalArgumentException("Rollup " + name + " does not begin with the sum of requests");
        }
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of(Table.DAY, Type.DATE, "The event day, UTC. Filter on it: it decides how much is read"));
        columns.add(Column.of("time", Type.TIMESTAMP, "The start of the " + grain.text() + ", UTC"));
        dimensions.forEach(dimension -> columns.add(dimension.column()));
        measures.forEach(measure -> columns.addAll(measure.answers()));
        return columns;
    }

    /** The measures' columns in the cells: what is finished, and the states that merge. */
    Stream<Column> stored() {
        return measures.stream()
                .flatMap(measure -> Stream.concat(measure.answers().stream(), measure.state().stream()));
    }

    /** The same with another limit of all dimensions. */
    public Rollup limitedTo(int limit) {
        return new Rollup(
                name,
                says,
                grain,
                dimensions.stream().map(dimension -> dimension.limitedTo(limit)).toList(),
                measures);
    }
}
