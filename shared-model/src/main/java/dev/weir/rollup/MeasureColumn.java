package dev.weir.rollup;

import dev.weir.catalogue.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.spark.sql.Row;

/** One measure of all cells of a table. */
interface MeasureColumn {
    /** The column of a measure. */
    static MeasureColumn of(Measure measure) {
        if (measure instanceof Measure.Sum) {
            return new SumColumn();
        }
        if (measure instanceof Measure.Extreme extreme) {
            return new ExtremeColumn(extreme.greatest());
        }
        if (measure instanceof Measure.Distinct distinct) {
            return new DistinctColumn(distinct.size());
        }
        return new HistogramColumn();
    }

    /** Makes room for so many cells. */
    void reserve(int cells);

    /**
     * Adds what a line has.
     *
     * @param value a summand, a value, a hash, or the middle of a bucket
     */
    void add(int cell, long value);

    /** Adds a cell of a column of the same measure. */
    void merge(int cell, MeasureColumn from, int other);

    /** Writes what {@link #read} adds. */
    void write(int cell, DataOutput out) throws IOException;

    void read(int cell, DataInput in) throws IOException;

    /**
     * A cell's answers and state, as many values as {@link Measure} has columns.
     *
     * @param row external values of a Spark row
     * @param at where in it they begin
     */
    void finish(int cell, Object[] row, int at);

    /**
     * Adds what {@link #finish} gave.
     *
     * @param row as Spark gives it back
     */
    void take(int cell, Row row, int at);

    /** A column of the same measure, without cells. */
    MeasureColumn empty();

    /** About how much memory it holds, in bytes. */
    long footprint();
}
