package dev.weir.rollup;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/** What lines add up to so far, by all groupings at once. Not thread-safe. */
final class LineSums {
    /** How often the footprint is looked at, in lines. */
    private static final int LOOK = 1 << 10;

    private final CellShape shape;
    private final LineInputs inputs;
    private final List<LineGrouping> groupings;
    private final long mostBytes;
    private StringPool strings;
    private LineValues values;
    private List<CellTable> tables;
    private int lines;

    LineSums(CellShape shape, LineInputs inputs, List<LineGrouping> groupings, long mostBytes) {
        this.shape = shape;
        this.inputs = inputs;
        this.groupings = groupings;
        this.mostBytes = mostBytes;
        begin();
    }

    private void begin() {
        strings = new StringPool(shape.keyed());
        values = new LineValues(inputs, shape.keyed(), strings);
        tables = new ArrayList<>();
        groupings.forEach(grouping -> tables.add(shape.table(tables.size())));
        lines = 0;
    }

    /** Adds a line, columns as {@link LineInputs} has them; returns true once {@link #states} has to be asked, lest it grow too large. */
    boolean add(Row line) {
        long segment = strings.number((byte[]) line.get(LineInputs.SEGMENT));
        long place = segment << 32 | line.getInt(LineInputs.DAY) & 0xFFFFFFFFL;
        values.read(line);
        for (int i = 0; i < tables.size(); i++) {
            groupings.get(i).add(line, place, values, tables.get(i));
        }
        if (++lines % LOOK == 0 && footprint() > mostBytes) {
            limit();
            return 2 * footprint() > mostBytes;
        }
        return false;
    }

    /** Hands out what it has, limited, and begins anew; equal cells meet when they are merged. */
    Iterator<Row> states() {
        limit();
        Iterator<Row> states = new CellStates(shape, tables, strings);
        begin();
        return states;
    }

    private void limit() {
        for (int i = 0; i < tables.size(); i++) {
            tables.set(i, shape.limited(i, tables.get(i), strings));
        }
    }

    private long footprint() {
        return strings.footprint()
                + tables.stream().mapToLong(CellTable::footprint).sum();
    }
}
