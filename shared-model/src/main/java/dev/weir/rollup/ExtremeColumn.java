package dev.weir.rollup;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.sql.Row;

/** Least or greatest values. */
final class ExtremeColumn implements MeasureColumn {
    private final boolean greatest;
    private long[] values = new long[0];
    private boolean[] present = new boolean[0];

    ExtremeColumn(boolean greatest) {
        this.greatest = greatest;
    }

    @Override
    public void reserve(int cells) {
        values = Arrays.copyOf(values, cells);
        present = Arrays.copyOf(present, cells);
    }

    @Override
    public void add(int cell, long value) {
        if (!present[cell] || greatest == value > values[cell]) {
            values[cell] = value;
            present[cell] = true;
        }
    }

    @Override
    public void merge(int cell, MeasureColumn from, int other) {
        ExtremeColumn column = (ExtremeColumn) from;
        if (column.present[other]) {
            add(cell, column.values[other]);
        }
    }

    @Override
    public void write(int cell, DataOutput out) throws IOException {
        out.writeBoolean(present[cell]);
        if (present[cell]) {
            Numbers.write(values[cell], out);
        }
    }

    @Override
    public void read(int cell, DataInput in) throws IOException {
        if (in.readBoolean()) {
            add(cell, Numbers.read(in));
        }
    }

    @Override
    public void finish(int cell, Object[] row, int at) {
        row[at] = present[cell] ? values[cell] : null;
    }

    @Override
    public void take(int cell, Row row, int at) {
        if (!row.isNullAt(at)) {
            add(cell, row.getLong(at));
        }
    }

    @Override
    public MeasureColumn empty() {
        return new ExtremeColumn(greatest);
    }

    @Override
    public long footprint() {
        return 9L * values.length;
    }
}
