package dev.weir.rollup;

import dev.weir.catalogue.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Histograms. */
final class HistogramColumn implements MeasureColumn {
    private CountedValues[] counted = new CountedValues[0];
    private long bytes;

    @Override
    public void reserve(int room) {
        counted = Arrays.copyOf(counted, room);
    }

    private CountedValues of(int cell) {
        if (counted[cell] == null) {
            counted[cell] = new CountedValues();
            bytes += counted[cell].footprint();
        }
        return counted[cell];
    }

    @Override
    public void add(int cell, long value) {
        add(cell, value, 1);
    }

    private void add(int cell, long value, long count) {
        CountedValues values = of(cell);
        long before = values.footprint();
        values.add(value, count);
        bytes += values.footprint() - before;
    }

    @Override
    public void merge(int cell, MeasureColumn from, int other) {
        CountedValues values = of(cell);
        long before = values.footprint();
        values.addAll(((HistogramColumn) from).of(other));
        bytes += values.footprint() - before;
    }

    @Override
    public void write(int cell, DataOutput out) throws IOException {
        CountedValues values = of(cell);
        Numbers.write(values.size(), out);
        for (int i = 0; i < values.size(); i++) {
            Numbers.write(values.value(i), out);
            Numbers.write(values.count(i), out);
        }
    }

    @Override
    public void read(int cell, DataInput in) throws IOException {
        for (long left = Numbers.read(in); left > 0; left--) {
            add(cell, Numbers.read(in), Numbers.read(in));
        }
    }

    @Override
    public void finish(int cell, Object[] row, int at) {
        CountedValues values = of(cell);
        row[at++] = values.total();
        for (int p : Measure.Histogram.PERCENTILES) {
            row[at++] = values.percentile(p);
        }
        Row[] buckets = new Row[values.size()];
        Arrays.setAll(buckets, i -> RowFactory.create(values.value(i), values.count(i)));
        row[at] = buckets;
    }

    @Override
    public void take(int cell, Row row, int at) {
        int state = at + 1 + Measure.Histogram.PERCENTILES.size();
        // A rollup may have got a measure since the cell was written.
        if (!row.isNullAt(state)) {
            List<Row> buckets = row.getList(state);
            buckets.forEach(bucket -> add(cell, bucket.getLong(0), bucket.getLong(1)));
        }
    }

    @Override
    public MeasureColumn empty() {
        return new HistogramColumn();
    }

    @Override
    public long footprint() {
        return 4L * counted.length + bytes;
    }
}
