package dev.weir.rollup;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Cells as rows of states, to be merged with others. */
final class CellStates implements Iterator<Row> {
    private final CellShape shape;
    private final List<CellTable> tables;
    private final StringPool strings;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int table;
    private int cell;

    /** @param tables by group */
    CellStates(CellShape shape, List<CellTable> tables, StringPool strings) {
        this.shape = shape;
        this.tables = tables;
        this.strings = strings;
    }

    @Override
    public boolean hasNext() {
        while (table < tables.size() && cell == tables.get(table).size()) {
            table++;
            cell = 0;
        }
        return table < tables.size();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CellTable cells = tables.get(table);
        Object[] row = CellShape.keys(CellShape.STATE + 1, shape.groups().get(table), cells, cell, strings);
        row[CellShape.STATE] = state(cells, cell);
        cell++;
        return RowFactory.create(row);
    }

    private byte[] state(CellTable cells, int number) {
        bytes.reset();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (MeasureColumn measure : cells.measures()) {
                measure.write(number, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
