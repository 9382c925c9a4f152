package dev.weir.rollup;

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

    /** Of no line yet. */
    LineSums sums() {
        return new LineSums(shape, inputs, groupings, mostBytes);
    }

    @Override
    public Iterator<Row> call(Iterator<Row> lines) {
        return new Combined(lines, sums());
    }

    private static final class Combined implements Iterator<Row> {
        private final Iterator<Row> lines;
        private final LineSums sums;
        private Iterator<Row> states = List.<Row>of().iterator();

        Combined(Iterator<Row> lines, LineSums sums) {
            this.lines = lines;
            this.sums = sums;
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
            boolean full = false;
            while (!full && lines.hasNext()) {
                full = sums.add(lines.next());
            }
            return sums.states();
        }
    }
}
