package dev.weir.rollup;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.sql.Row;

/** Sums. */
final class SumColumn implements MeasureColumn {
    private long[] sums = new long[0];

    @Override
    public void reserve(int cells) {
        sums = Arrays.copyOf(sums, cells);
    }

    @Override
    public void add(int cell, long value) {
        sums[cell] += value;
    }

    @Override
    public void merge(int cell, MeasureColumn from, int other) {
        sums[cell] += ((SumColumn) from).sums[other];
    }

    @Override
    public void write(int cell, DataOutput out) throws IOException {
        Numbers.write(sums[cell], out);
    }

    @Override
    public void read(int cell, DataInput in) throws IOException {
        sums[cell] += Numbers.read(in);
    }

    @Override
    public void finish(int cell, Object[] row, int at) {
        row[at] = sums[cell];
    }

    @Override
    public void take(int cell, Row row, int at) {
        // A rollup may have got a measure since the cell was written.
        if (!row.isNullAt(at)) {
            add(cell, row.getLong(at));
        }
    }

    @Override
    public MeasureColumn empty() {
        return new SumColumn();
    }

    @Override
    public long footprint() {
        return 8L * sums.length;
    }
}
