package dev.weir.rollup;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Adds lines up within a task, for all groupings at once, so that cells are shuffled and not lines. It holds no more than about
 * {@value #MOST_BYTES} bytes: beyond, it folds what is over the limits, and where that does not help, it hands out what it has
 * and begins anew; equal cells meet in the shuffle.
 */
final class LineCombiner implements MapPartitionsFunction<Row, Row> {
    static final long MOST_BYTES = 128L << 20;

    private static final long serialVersionUID = 1;

    /** How often the footprint is looked at, in lines. */
    private static final int LOOK = 1 << 10;

    private final CellShape shape;
    private final LineInputs inputs;
    private final List<LineGrouping> groupings;
    private final long mostBytes;

    LineCombiner(CellShape shape, LineInputs inputs, List<LineGrouping> groupings, long mostBytes) {
        this.shape = shape;
        this.inputs = inputs;
        this.groupings = List.copyOf(groupings);
        this.mostBytes = mostBytes;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> lines) {
        return new Combined(lines);
    }

    private final class Combined implements Iterator<Row> {
        private final Iterator<Row> lines;
        private Iterator<Row> states = List.<Row>of().iterator();

        Combined(Iterator<Row> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            while (!states.hasNext() && lines.hasNext()) {
                states = states();
            }
            return states.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return states.next();
        }

        private Iterator<Row> states() {
            StringPool strings = new StringPool(shape.keyed());
            LineValues values = new LineValues(inputs, shape.keyed(), strings);
            List<CellTable> tables = new ArrayList<>();
            groupings.forEach(grouping -> tables.add(shape.table(tables.size())));
            for (int line = 1; lines.hasNext(); line++) {
                Row row = lines.next();
                long segment = strings.number((byte[]) row.get(LineInputs.SEGMENT));
                long place = segment << 32 | row.getInt(LineInputs.DAY) & 0xFFFFFFFFL;
                values.read(row);
                for (int i = 0; i < tables.size(); i++) {
                    groupings.get(i).add(row, place, values, tables.get(i));
                }
                if (line % LOOK == 0 && footprint(strings, tables) > mostBytes) {
                    limit(tables, strings);
                    if (2 * footprint(strings, tables) > mostBytes) {
                        break;
                    }
                }
            }
            limit(tables, strings);
            return new CellStates(shape, tables, strings);
        }

        private void limit(List<CellTable> tables, StringPool strings) {
            for (int i = 0; i < tables.size(); i++) {
                tables.set(i, shape.limited(i, tables.get(i), strings));
            }
        }

        private static long footprint(StringPool strings, List<CellTable> tables) {
            return strings.footprint()
                    + tables.stream().mapToLong(CellTable::footprint).sum();
        }
    }
}
