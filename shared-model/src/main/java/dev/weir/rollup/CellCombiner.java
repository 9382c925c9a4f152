package dev.weir.rollup;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds lines up within a task, for all groupings at once, so that cells are shuffled and not lines. It holds no more than
 * about {@value #MOST_BYTES} bytes: beyond, it hands out what it has and begins anew, and equal cells meet in the shuffle.
 */
final class CellCombiner implements MapPartitionsFunction<Row, Row> {
    static final long MOST_BYTES = 128L << 20;

    private static final long serialVersionUID = 1;

    /** How often the footprint is looked at, in lines. */
    private static final int LOOK = 1 << 10;

    /** The first columns of the input. */
    static final int SEGMENT = 0;

    static final int DAY = 1;

    private final List<Columns> groupings;
    private final int strings;
    private final int width;
    private final long mostBytes;

    /**
     * Where a grouping's parts stand in the input.
     *
     * @param name see {@link Grouping}
     * @param part see {@link Grouping}
     * @param condition a BOOLEAN column, -1 for none
     * @param time a BIGINT column, the cell's begin in microseconds, -1 for none
     * @param first index among the string columns
     * @param second index among the string columns, -1 for none
     * @param slot a BIGINT column, -1 for none
     * @param inputs the sums' BIGINT columns
     * @param outputs the same sums' places in the output
     */
    record Columns(
            String name,
            String part,
            int condition,
            int time,
            int first,
            int second,
            int slot,
            List<Integer> inputs,
            List<Integer> outputs)
            implements Serializable {}

    /**
     * Of an input whose columns are segment, day, some strings as BINARY, and what the groupings name.
     *
     * @param strings how many string columns follow the day
     * @param sums how many sums the output has
     */
    CellCombiner(List<Columns> groupings, int strings, int sums, long mostBytes) {
        this.groupings = List.copyOf(groupings);
        this.strings = strings;
        this.width = Cells.KEYS + sums;
        this.mostBytes = mostBytes;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> lines) {
        return new Combined(lines);
    }

    private final class Combined implements Iterator<Row> {
        private final Iterator<Row> lines;
        private StringPool pool;
        private CellTable[] tables;
        private final int[] numbers = new int[strings];
        private int table;
        private int cell;

        Combined(Iterator<Row> lines) {
            this.lines = lines;
            this.table = groupings.size();
        }

        @Override
        public boolean hasNext() {
            while (true) {
                while (table < groupings.size()) {
                    if (cell < tables[table].size()) {
                        return true;
                    }
                    table++;
                    cell = 0;
                }
                if (!lines.hasNext()) {
                    return false;
                }
                fill();
            }
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return row(groupings.get(table), tables[table], cell++);
        }

        private void fill() {
            pool = new StringPool();
            tables = new CellTable[groupings.size()];
            for (int i = 0; i < tables.length; i++) {
                tables[i] = new CellTable(groupings.get(i).inputs().size());
            }
            table = 0;
            cell = 0;
            for (int line = 1; lines.hasNext(); line++) {
                add(lines.next());
                if (line % LOOK == 0 && footprint() > mostBytes) {
                    return;
                }
            }
        }

        private long footprint() {
            long bytes = pool.footprint();
            for (CellTable each : tables) {
                bytes += each.footprint();
            }
            return bytes;
        }

        private void add(Row line) {
            long segment = pool.number((byte[]) line.get(SEGMENT));
            long place = segment << 32 | line.getInt(DAY) & 0xFFFFFFFFL;
            for (int i = 0; i < strings; i++) {
                byte[] string = (byte[]) line.get(DAY + 1 + i);
                numbers[i] = string == null ? -1 : pool.number(string);
            }
            for (int i = 0; i < tables.length; i++) {
                add(line, place, groupings.get(i), tables[i]);
            }
        }

        private void add(Row line, long place, Columns grouping, CellTable cells) {
            int first = numbers[grouping.first()];
            int second = grouping.second() < 0 ? 0 : numbers[grouping.second()];
            if (first < 0
                    || second < 0
                    || grouping.condition() >= 0 && !Boolean.TRUE.equals(line.get(grouping.condition()))) {
                return;
            }
            long slot = 0;
            if (grouping.slot() >= 0) {
                Object value = line.get(grouping.slot());
                if (value == null) {
                    return;
                }
                slot = (long) value;
            }
            long time = grouping.time() < 0 ? 0 : line.getLong(grouping.time());
            int found = cells.cell(place, time, (long) first << 32 | second, slot);
            List<Integer> inputs = grouping.inputs();
            for (int i = 0; i < inputs.size(); i++) {
                Object value = line.get(inputs.get(i));
                if (value != null) {
                    cells.add(found, i, (long) value);
                }
            }
        }

        private Row row(Columns grouping, CellTable cells, int number) {
            Object[] row = new Object[width];
            long place = cells.key(number, 0);
            long strings = cells.key(number, 2);
            row[0] = pool.string((int) (place >>> 32));
            row[1] = (int) place;
            row[2] = grouping.name();
            row[3] = grouping.part();
            row[4] = cells.key(number, 1);
            row[5] = pool.string((int) (strings >>> 32));
            row[6] = grouping.second() < 0 ? new byte[0] : pool.string((int) strings);
            row[7] = cells.key(number, 3);
            List<Integer> outputs = grouping.outputs();
            for (int i = 0; i < outputs.size(); i++) {
                row[outputs.get(i)] = cells.sum(number, i);
            }
            return RowFactory.create(row);
        }
    }
}
