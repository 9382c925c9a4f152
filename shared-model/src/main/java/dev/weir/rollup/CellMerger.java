package dev.weir.rollup;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Merges states into finished cells and applies the limits. States of one time cell follow one another, so that it holds one time cell
 * at a time.
 */
final class CellMerger implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    /** As many bytes of texts are kept for the next time cells, which mostly have the same. */
    private static final long MOST_BYTES = 8L << 20;

    private final CellShape shape;

    CellMerger(CellShape shape) {
        this.shape = shape;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> states) {
        return new Merged(states);
    }

    private final class Merged implements Iterator<Row> {
        private final Runs<Row> timeCells;
        private StringPool strings = new StringPool(shape.keyed());
        private int group;
        private CellTable cells;
        private int cell;

        Merged(Iterator<Row> states) {
            this.timeCells = new Runs<>(states, CellMerger::areOfOneTimeCell);
        }

        @Override
        public boolean hasNext() {
            while ((cells == null || cell == cells.size()) && timeCells.hasNext()) {
                merge();
            }
            return cells != null && cell < cells.size();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return RowFactory.create(shape.finished(shape.groups().get(group), cells, cell++, strings));
        }

        /** All of the next time cell. */
        private void merge() {
            Row first = timeCells.first();
            if (strings.footprint() > MOST_BYTES) {
                strings = new StringPool(shape.keyed());
            }
            group = shape.group(first.getString(CellShape.GROUP));
            CellTable merged = shape.table(group);
            long place = (long) strings.number((byte[]) first.get(CellShape.SEGMENT)) << 32
                    | first.getInt(CellShape.DAY) & 0xFFFFFFFFL;
            int[] values = new int[merged.dimensions()];
            timeCells.take(state -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = strings.number((byte[]) state.get(CellShape.FIRST_DIMENSION + i));
                }
                int number = merged.cell(place, state.getLong(CellShape.TIME), values);
                add((byte[]) state.get(CellShape.STATE), merged, number);
            });
            cells = shape.limited(group, merged, strings);
            cell = 0;
        }
    }

    private static void add(byte[] state, CellTable cells, int cell) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            for (MeasureColumn measure : cells.measures()) {
                measure.read(cell, in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean areOfOneTimeCell(Row one, Row other) {
        return one.getLong(CellShape.TIME) == other.getLong(CellShape.TIME)
                && one.getInt(CellShape.DAY) == other.getInt(CellShape.DAY)
                && one.getString(CellShape.GROUP).equals(other.getString(CellShape.GROUP))
                && Arrays.equals((byte[]) one.get(CellShape.SEGMENT), (byte[]) other.get(CellShape.SEGMENT));
    }
}
