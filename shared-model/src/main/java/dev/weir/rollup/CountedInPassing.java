package dev.weir.rollup;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Lines that are added up when they are written: to keep many of them for a second look costs more than all else that is done with
 * them. First they have to be written, once and by one job; then there are their cells.
 */
public final class CountedInPassing implements AutoCloseable {
    private final Cells cells;
    private final Dataset<Row> lines;
    private final LeftStates left;

    CountedInPassing(Cells cells, Dataset<Row> lines, LeftStates left) {
        this.cells = cells;
        this.lines = lines;
        this.left = left;
    }

    /** The lines as they were. */
    public Dataset<Row> lines() {
        return lines;
    }

    /** How many lines the tasks that have ended have written. Once that is all, the cells need not wait for the job's end. */
    public long count() {
        return left.lines();
    }

    /** The cells of the lines that were written, as {@link Cells#of(Dataset)} gives them. They can be read until this is closed. */
    public Dataset<Row> cells() {
        return cells.ofStates(lines.sparkSession(), left.rows());
    }

    /** Whether the cells can still be read; where an executor is lost, they may not, and the lines have to be written again. */
    public boolean isWhole() {
        return left.isWhole();
    }

    @Override
    public void close() {
        left.close();
    }
}
