package dev.weir.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of the cells that all rollups share, and the table that they make with those of the measures. */
public final class CellColumns {
    public static final String ROLLUP = "rollup";
    public static final String TIME = "time";

    private CellColumns() {}

    /** The column of a dimension's value. */
    public static String dimension(int place) {
        return "d" + (place + 1);
    }

    /**
     * The column of a dimension's rank: a hash of its value by the warehouse's secret key, by which limits choose. It is kept so
     * that whoever merges cells needs no key.
     */
    public static String rank(int place) {
        return "rank" + (place + 1);
    }

    /** The columns that tell cells apart, in order, after segment and day. */
    public static List<Column> keys() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of(ROLLUP, Type.STRING, "The rollup"));
        columns.add(Column.of(TIME, Type.TIMESTAMP, "The start of the time cell, UTC"));
        for (int i = 0; i < Rollup.MAX_DIMENSIONS; i++) {
            columns.add(Column.of(
                    dimension(i), Type.STRING, "The value of dimension " + (i + 1) + ", empty where there is none"));
        }
        return columns;
    }

    /** The columns of the ranks. */
    public static List<Column> ranks() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < Rollup.MAX_DIMENSIONS; i++) {
            columns.add(Column.of(rank(i), Type.BIGINT, "By which a limit of dimension " + (i + 1) + " chooses"));
        }
        return columns;
    }

    /** The columns of some rollups' measures, each once; those of single numbers may be null. */
    public static List<Column> measures(List<Measure> measures) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Measure measure : measures) {
            measure.answers()
                    .forEach(column -> columns.putIfAbsent(
                            column.name(),
                            new Column(column.name(), column.type(), true, column.unit(), column.says())));
            measure.state().ifPresent(column -> columns.putIfAbsent(column.name(), column));
        }
        return List.copyOf(columns.values());
    }

    static Table table(List<Rollup> rollups) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of(Table.SEGMENT, Type.STRING, "The segment that the cell belongs to"));
        columns.add(Column.of(Table.DAY, Type.DATE, "The event day, UTC"));
        columns.addAll(keys());
        columns.addAll(ranks());
        columns.addAll(measures(
                rollups.stream().flatMap(rollup -> rollup.measures().stream()).toList()));
        columns.add(Column.of(Table.DIGEST, Type.BIGINT, "The hash of the row but for its segment"));
        return new Table(
                Catalogue.CELLS,
                "Answers of all rollups by segment, finished, with the states that merge",
                columns,
                List.of(Table.SEGMENT, ROLLUP, TIME));
    }
}
