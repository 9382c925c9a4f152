package dev.weir.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All tables and views of a warehouse, as values.
 *
 * @param rollups in the order of the documentation; measures of one name are one column of the cells
 */
public record Catalogue(List<Rollup> rollups) {
    /** The name of the table of cells. */
    public static final String CELLS = "cells";

    public Catalogue {
        rollups = List.copyOf(rollups);
        require(rollups);
    }

    private static void require(List<Rollup> rollups) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Rollup rollup : rollups) {
            if (rollups.stream()
                            .filter(other -> other.name().equals(rollup.name()))
                            .count()
                    > 1) {
                throw new IllegalArgumentException("Two rollups are named " + rollup.name());
            }
            rollup.stored().forEach(column -> {
                Column other = columns.putIfAbsent(column.name(), column);
                if (other != null && other.type() != column.type()) {
                    throw new IllegalArgumentException("Rollup " + rollup.name() + " has " + column.name() + " of type "
                            + column.type() + ", another rollup " + other.type());
                }
            });
        }
    }

    /** What became of each line. */
    public Table lines() {
        return LineColumns.TABLE;
    }

    /**
     * The rollups' cells: finished answers, and the states that merge. A column of another rollup's measure is null in a
     * cell, or empty.
     */
    public Table cells() {
        return CellColumns.table(rollups);
    }

    /** The tables that both layers append to. */
    public List<Table> tables() {
        return List.of(lines(), cells());
    }

    /** The views, in the order of the documentation. */
    public List<View> views() {
        List<View> views = new ArrayList<>();
        views.add(LineColumns.EVENTS);
        views.addAll(rollups);
        views.add(LineColumns.DEAD_LETTERS);
        views.add(LedgerView.SEGMENTS);
        views.add(LedgerView.DRIFT);
        return views;
    }

    /** The names of {@link #views}. */
    public List<String> names() {
        return views().stream().map(View::name).toList();
    }

    /** The view of a name. */
    public Optional<View> view(String name) {
        return views().stream().filter(view -> view.name().equals(name)).findFirst();
    }

    /** The views of single lines. */
    public Stream<LineView> lineViews() {
        return views().stream().filter(LineView.class::isInstance).map(LineView.class::cast);
    }
}
