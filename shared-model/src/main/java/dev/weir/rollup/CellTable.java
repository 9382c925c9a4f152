package dev.weir.rollup;

import java.util.Arrays;
import java.util.List;

/** The cells of one grouping so far: a hash table from a segment's day, a time and values of dimensions to measures. */
final class CellTable {
    private static final int FIRST_CELLS = 1 << 6;

    private final int dimensions;
    private final List<MeasureColumn> measures;
    private int[] index = new int[4 * FIRST_CELLS];
    private long[] places = new long[FIRST_CELLS];
    private long[] times = new long[FIRST_CELLS];
    private int[] values;
    private int size;

    /** @param measures of no cell yet */
    CellTable(int dimensions, List<MeasureColumn> measures) {
        this.dimensions = dimensions;
        this.measures = List.copyOf(measures);
        this.values = new int[FIRST_CELLS * dimensions];
        this.measures.forEach(measure -> measure.reserve(FIRST_CELLS));
    }

    /**
     * The number of a cell, made if it is new.
     *
     * @param place the segment and day, by numbers of the caller's
     * @param time the cell's begin, microseconds
     * @param of the values' numbers, by dimension
     */
    int cell(long place, long time, int[] of) {
        int mask = index.length - 1;
        int at = hash(place, time, of) & mask;
        while (index[at] != 0) {
            int cell = index[at] - 1;
            if (places[cell] == place && times[cell] == time && isOf(cell, of)) {
                return cell;
            }
            at = at + 1 & mask;
        }
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * values.length);
            measures.forEach(measure -> measure.reserve(places.length));
        }
        places[size] = place;
        times[size] = time;
        System.arraycopy(of, 0, values, size * dimensions, dimensions);
        index[at] = ++size;
        if (2 * size > index.length) {
            grow();
        }
        return size - 1;
    }

    private boolean isOf(int cell, int[] of) {
        for (int i = 0, at = cell * dimensions; i < dimensions; i++, at++) {
            if (values[at] != of[i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        int[] larger = new int[2 * index.length];
        int mask = larger.length - 1;
        int[] of = new int[dimensions];
        for (int cell = 0; cell < size; cell++) {
            System.arraycopy(values, cell * dimensions, of, 0, dimensions);
            int at = hash(places[cell], times[cell], of) & mask;
            while (larger[at] != 0) {
                at = at + 1 & mask;
            }
            larger[at] = cell + 1;
        }
        index = larger;
    }

    List<MeasureColumn> measures() {
        return measures;
    }

    int size() {
        return size;
    }

    int dimensions() {
        return dimensions;
    }

    long place(int cell) {
        return places[cell];
    }

    long time(int cell) {
        return times[cell];
    }

    /** The number of a cell's value. */
    int value(int cell, int dimension) {
        return values[cell * dimensions + dimension];
    }

    /** Adds another table's cell to one of this. */
    void merge(int cell, CellTable from, int other) {
        for (int i = 0; i < measures.size(); i++) {
            measures.get(i).merge(cell, from.measures.get(i), other);
        }
    }

    /** A table of the same shape, without cells. */
    CellTable empty() {
        return new CellTable(
                dimensions, measures.stream().map(MeasureColumn::empty).toList());
    }

    /** About how much memory it holds, in bytes. */
    long footprint() {
        long bytes = 4L * index.length + 16L * places.length + 4L * values.length;
        for (MeasureColumn measure : measures) {
            bytes += measure.footprint();
        }
        return bytes;
    }

    private static int hash(long place, long time, int[] of) {
        // Each step multiplies by an odd constant and folds the high half in, as in wyhash and fxhash.
        long h = (place ^ place >>> 32) * 0x9E3779B97F4A7C15L;
        h = (h ^ h >>> 29 ^ time) * 0xBF58476D1CE4E5B9L;
        for (int value : of) {
            h = (h ^ h >>> 32 ^ value) * 0x94D049BB133111EBL;
        }
        return (int) (h ^ h >>> 32);
    }
}
