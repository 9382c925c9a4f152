package dev.weir.rollup;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
                MeasureColumn measure = MeasureColumn.of(group.measures().get(i));
                measure.reserve(1);
                measure.take(0, cell, group.places().get(i));
                measure.write(0, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
