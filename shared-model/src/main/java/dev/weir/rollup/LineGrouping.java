package dev.weir.rollup;

import dev.weir.catalogue.Grain;
import java.io.Serializable;
import org.apache.spark.sql.Row;

/** Adds lines to the cells of a grouping. */
final class LineGrouping implements Serializable {
    private static final long serialVersionUID = 1;

    /** The column of a condition, -1 for none. */
    private final int condition;

    /** The column of the time, -1 for none. */
    private final int time;

    /** The width of the time cells, microseconds. */
    private final long grain;

    /** By dimension, see {@link LineInputs#text}. */
    private final int[] texts;

    /** By measure, see {@link LineInputs#number}. */
    private final int[] numbers;

    private LineGrouping(int condition, int time, long grain, int[] texts, int[] numbers) {
        this.condition = condition;
        this.time = time;
        this.grain = grain;
        this.texts = texts;
        this.numbers = numbers;
    }

    static LineGrouping of(Grouping grouping, LineInputs inputs) {
        return new LineGrouping(
                grouping.condition().map(inputs::flag).orElse(-1),
                grouping.grain().map(grain -> inputs.time()).orElse(-1),
                grouping.grain().map(Grain::micros).orElse(1L),
                grouping.dimensions().stream().mapToInt(inputs::text).toArray(),
                grouping.measures().stream().mapToInt(inputs::number).toArray());
    }

    /** Adds a line to each of its cells. */
    void add(Row line, long place, LineValues values, CellTable cells) {
        if (condition >= 0 && !Boolean.TRUE.equals(line.get(condition))) {
            return;
        }
        long begin = time < 0 ? 0 : Math.floorDiv(line.getLong(time), grain) * grain;
        add(place, begin, new int[texts.length], 0, values, cells);
    }

    private void add(long place, long begin, int[] of, int dimension, LineValues values, CellTable cells) {
        if (dimension == texts.length) {
            int cell = cells.cell(place, begin, of);
            for (int i = 0; i < numbers.length; i++) {
                if (values.has(numbers[i])) {
                    cells.measures().get(i).add(cell, values.number(numbers[i]));
                }
            }
            return;
        }
        for (int text : values.texts(texts[dimension])) {
            of[dimension] = text;
            add(place, begin, of, dimension + 1, values, cells);
        }
    }
}
