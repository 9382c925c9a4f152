package dev.weir.rollup;

import dev.weir.catalogue.CellColumns;
import dev.weir.catalogue.Column;
import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Rollup;
import dev.weir.catalogue.Type;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The groupings of a pass as tasks know them, and where their measures stand in its rows. */
final class CellShape implements Serializable {
    /** A row's keys: the segment as bytes, the day in days since the epoch, the group, the time in microseconds, and dimensions. */
    static final int SEGMENT = 0;

    static final int DAY = 1;
    static final int GROUP = 2;
    static final int TIME = 3;
    static final int FIRST_DIMENSION = 4;

    /** After the keys of a row of states: its cell's measures as bytes. */
    static final int STATE = FIRST_DIMENSION + Rollup.MAX_DIMENSIONS;

    /** After the keys of a row of cells: the ranks, and after those the measures. */
    static final int FIRST_RANK = STATE;

    static final int FIRST_MEASURE = FIRST_RANK + Rollup.MAX_DIMENSIONS;

    private static final long serialVersionUID = 1;

    private final KeyedHash keyed;
    private final List<Group> groups;
    private final int width;
    private final int[] arrays;

    /**
     * A grouping.
     *
     * @param places by measure, where its columns begin in a row of cells
     */
    record Group(String name, List<Dimension> dimensions, List<Measure> measures, List<Integer> places)
            implements Serializable {}

    CellShape(List<Grouping> groupings, KeyedHash keyed) {
        this.keyed = keyed;
        List<Column> columns = columns(groupings);
        List<String> names = columns.stream().map(Column::name).toList();
        this.width = FIRST_MEASURE + columns.size();
        this.arrays = columns.stream()
                .filter(column -> column.type() == Type.HASHES || column.type() == Type.HISTOGRAM)
                .mapToInt(column -> FIRST_MEASURE + names.indexOf(column.name()))
                .toArray();
        this.groups = new ArrayList<>();
        for (Grouping grouping : groupings) {
            List<Integer> places = grouping.measures().stream()
                    .map(measure -> FIRST_MEASURE
                            + names.indexOf(measure.answers().get(0).name()))
                    .toList();
            groups.add(new Group(grouping.name(), grouping.dimensions(), grouping.measures(), places));
        }
    }

    /** The columns of the groupings' measures. */
    static List<Column> columns(List<Grouping> groupings) {
        return CellColumns.measures(groupings.stream()
                .flatMap(grouping -> grouping.measures().stream())
                .toList());
    }

    KeyedHash keyed() {
        return keyed;
    }

    List<Group> groups() {
        return groups;
    }

    /** The place of a group's name. */
    int group(String name) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException("A cell of rollup " + name + ", which the catalogue has not");
    }

    /** A group's table, without cells. */
    CellTable table(int group) {
        return new CellTable(
                groups.get(group).dimensions().size(),
                groups.get(group).measures().stream().map(MeasureColumn::of).toList());
    }

    /** A group's cells with its limits applied. */
    CellTable limited(int group, CellTable cells, StringPool strings) {
        return new CellLimits(groups.get(group).dimensions(), strings).apply(cells);
    }

    /** A row of a cell's keys. */
    static Object[] keys(int columns, Group group, CellTable cells, int cell, StringPool strings) {
        Object[] row = new Object[columns];
        long place = cells.place(cell);
        row[SEGMENT] = strings.string((int) (place >>> 32));
        row[DAY] = (int) place;
        row[GROUP] = group.name();
        row[TIME] = cells.time(cell);
        for (int i = 0; i < Rollup.MAX_DIMENSIONS; i++) {
            row[FIRST_DIMENSION + i] = i < cells.dimensions() ? strings.string(cells.value(cell, i)) : new byte[0];
        }
        return row;
    }

    /** A row of cells, finished. */
    Object[] finished(Group group, CellTable cells, int cell, StringPool strings) {
        Object[] row = keys(width, group, cells, cell, strings);
        for (int i = 0; i < Rollup.MAX_DIMENSIONS; i++) {
            row[FIRST_RANK + i] = i < cells.dimensions() ? strings.rank(cells.value(cell, i)) : 0L;
        }
        for (int array : arrays) {
            row[array] = new Object[0];
        }
        for (int i = 0; i < group.places().size(); i++) {
            cells.measures().get(i).finish(cell, row, group.places().get(i));
        }
        return row;
    }
}
