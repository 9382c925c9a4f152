package dev.weir.rollup;

import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Measure;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What groupings ask of a line, each once, as columns that Spark computes: after the segment and the day, texts, flags and numbers in
 * the order in which they were asked for.
 */
final class LineInputs implements Serializable {
    private static final long serialVersionUID = 1;
    static final int SEGMENT = 0;
    static final int DAY = 1;

    private final List<String> columns = new ArrayList<>(List.of("CAST(`segment` AS BINARY)", "unix_date(`day`)"));
    private final List<Text> texts = new ArrayList<>();
    private final List<Addend> numbers = new ArrayList<>();

    /** A dimension's texts. */
    record Text(int column, boolean many) implements Serializable {}

    /** What is added to measures. */
    sealed interface Addend extends Serializable {}

    /** A number as Spark computes it. */
    record Plain(int column) implements Addend {}

    /** The middle of the bucket that a number falls in. */
    record Middle(int column) implements Addend {}

    /** The hash of some texts. */
    record Hash(List<Integer> columns) implements Addend {}

    /** The columns to select, in Spark SQL. */
    List<String> columns() {
        return columns;
    }

    List<Text> texts() {
        return texts;
    }

    List<Addend> numbers() {
        return numbers;
    }

    /** The place of a dimension among the texts. */
    int text(Dimension dimension) {
        String type = dimension.many() ? "ARRAY<BINARY>" : "BINARY";
        return place(texts, new Text(cast(dimension.expression(), type), dimension.many()));
    }

    /** The column of a condition. */
    int flag(String condition) {
        return place(columns, condition);
    }

    /** The column of the lines' time, in microseconds. */
    int time() {
        return place(columns, "unix_micros(`timestamp`)");
    }

    /** The place of what is added to a measure among the numbers. */
    int number(Measure measure) {
        if (measure instanceof Measure.Sum sum) {
            return place(numbers, new Plain(place(columns, sum.expression())));
        }
        if (measure instanceof Measure.Extreme extreme) {
            return place(numbers, new Plain(place(columns, extreme.expression())));
        }
        if (measure instanceof Measure.Histogram histogram) {
            return place(numbers, new Middle(place(columns, histogram.expression())));
        }
        Measure.Distinct distinct = (Measure.Distinct) measure;
        return place(
                numbers,
                new Hash(distinct.values().stream()
                        .map(value -> cast(value, "BINARY"))
                        .toList()));
    }

    private int cast(String expression, String type) {
        return place(columns, "CAST(" + expression + " AS " + type + ")");
    }

    private static <T> int place(List<T> list, T element) {
        int place = list.indexOf(element);
        if (place < 0) {
            list.add(element);
            place = list.size() - 1;
        }
        return place;
    }
}
