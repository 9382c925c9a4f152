package dev.weir.rollup;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;

/** Distinct counts. */
final class DistinctColumn implements MeasureColumn {
    private final int most;
    private LowestHashes[] kept = new LowestHashes[0];
    private long bytes;

    /** @param most how many hashes are kept of a cell */
    DistinctColumn(int most) {
        this.most = most;
    }

    @Override
    public void reserve(int room) {
        kept = Arrays.copyOf(kept, room);
    }

    private LowestHashes of(int cell) {
        if (kept[cell] == null) {
            kept[cell] = new LowestHashes(most);
            bytes += kept[cell].footprint();
        }
        return kept[cell];
    }

    @Override
    public void add(int cell, long value) {
        LowestHashes hashes = of(cell);
        long before = hashes.footprint();
        hashes.add(value);
        bytes += hashes.footprint() - before;
    }

    @Override
    public void merge(int cell, MeasureColumn from, int other) {
        LowestHashes hashes = of(cell);
        long before = hashes.footprint();
        hashes.addAll(((DistinctColumn) from).of(other));
        bytes += hashes.footprint() - before;
    }

    @Override
    public void write(int cell, DataOutput out) throws IOException {
        long[] hashes = of(cell).ascending();
        Numbers.write(hashes.length, out);
        for (long hash : hashes) {
            out.writeLong(hash);
        }
    }

    @Override
    public void read(int cell, DataInput in) throws IOException {
        for (long left = Numbers.read(in); left > 0; left--) {
            add(cell, in.readLong());
        }
    }

    @Override
    public void finish(int cell, Object[] row, int at) {
        LowestHashes hashes = of(cell);
        row[at] = hashes.estimate();
        row[at + 1] = hashes.ascending();
    }

    @Override
    public void take(int cell, Row row, int at) {
        // A rollup may have got a measure since the cell was written.
        if (!row.isNullAt(at + 1)) {
            List<Long> hashes = row.getList(at + 1);
            hashes.forEach(hash -> add(cell, hash));
        }
    }

    @Override
    public MeasureColumn empty() {
        return new DistinctColumn(most);
    }

    @Override
    public long footprint() {
        return 4L * kept.length + bytes;
    }
}
