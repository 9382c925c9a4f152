package dev.weir.rollup;

import dev.weir.catalogue.Measure;
import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Makes states of finished cells again, so that they can be merged. */
final class StoredCells implements MapFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    private final CellShape shape;

    StoredCells(CellShape shape) {
        this.shape = shape;
    }

    @Override
    public Row call(Row cell) {
        Object[] row = new Object[CellShape.STATE + 1];
        for (int i = 0; i < CellShape.STATE; i++) {
            row[i] = cell.get(i);
        }
        row[CellShape.STATE] = state(cell, shape.groups().get(shape.group(cell.getString(CellShape.GROUP))));
        return RowFactory.create(row);
    }

    private static byte[] state(Row cell, CellShape.Group group) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (int i = 0; i < group.measures().size(); i++) {
                write(cell, group.measures().get(i), group.places().get(i), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes what {@link MeasureColumn#read} reads. */
    private static void write(Row cell, Measure measure, int place, DataOutput out) throws IOException {
        int state = place + measure.answers().size();
        if (measure instanceof Measure.Distinct) {
            List<Long> hashes = cell.getList(state);
            Numbers.write(hashes.size(), out);
            for (long hash : hashes) {
                out.writeLong(hash);
            }
        } else if (measure instanceof Measure.Histogram) {
            List<Row> buckets = cell.getList(state);
            Numbers.write(buckets.size(), out);
            for (Row bucket : buckets) {
                Numbers.write(bucket.getLong(0), out);
                Numbers.write(bucket.getLong(1), out);
            }
        } else {
            boolean has = !cell.isNullAt(place);
            if (measure instanceof Measure.Extreme) {
                out.writeBoolean(has);
            }
            if (has || measure instanceof Measure.Sum) {
                // A rollup may have got a measure since the cell was written.
                Numbers.write(has ? cell.getLong(place) : 0, out);
            }
        }
    }
}
