package dev.weir.catalogue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is measured of a cell's lines: a commutative monoid over integers, so that the same lines give the same bytes in any order and
 * split. A cell holds finished answers; where those do not merge, also the state that does.
 */
public sealed interface Measure extends Serializable {
    /** Names its columns. */
    String name();

    /** The finished answers: columns of the cells and of the view. */
    List<Column> answers();

    /** What merges, where the answers do not: a column of the cells. */
    default Optional<Column> state() {
        return Optional.empty();
    }

    /**
     * A count or sum.
     *
     * @param expression over an accepted line, in Spark SQL: what one line adds, a BIGINT, null for nothing
     * @param unit see {@link Column}
     */
    record Sum(String name, String expression, String unit, String says) implements Measure {
        /** How many requests; every rollup has it. */
        public static final Sum REQUESTS = new Sum("requests", "CAST(1 AS BIGINT)", "", "How many requests");

        /** How many lines meet a condition in Spark SQL. */
        public static Sum when(String name, String condition, String says) {
            return new Sum(name, "IF(" + condition + ", CAST(1 AS BIGINT), CAST(0 AS BIGINT))", "", says);
        }

        @Override
        public List<Column> answers() {
            return List.of(new Column(name, Type.BIGINT, false, unit, says));
        }
    }

    /**
     * The least or the greatest value.
     *
     * @param expression over an accepted line, in Spark SQL, a BIGINT, null for none
     * @param greatest whether it is the greatest
     */
    record Extreme(String name, String expression, boolean greatest, String unit, String says) implements Measure {
        /** The least value. */
        public static Extreme least(String name, String expression, String unit, String says) {
            return new Extreme(name, expression, false, unit, says);
        }

        /** The greatest value. */
        public static Extreme greatest(String name, String expression, String unit, String says) {
            return new Extreme(name, expression, true, unit, says);
        }

        @Override
        public List<Column> answers() {
            return List.of(new Column(name, Type.BIGINT, true, unit, says));
        }
    }

    /**
     * A distinct count: the lowest of the hashes that occurred, exact below their number and an estimate from their density above
     * (<a href="https://doi.org/10.1007/3-540-45726-7_1">Bar-Yossef et al., Counting Distinct Elements in a Data
     * Stream</a>, algorithm 2), whose standard deviation is about one over the root of their number.
     *
     * @param values what is counted, expressions in Spark SQL; nulls are a value
     * @param size how many hashes are kept
     */
    record Distinct(String name, List<String> values, int size, String says) implements Measure {
        /** How many hashes are kept unless there is a reason: within about 3 %. */
        public static final int USUAL = 1024;

        public Distinct {
            values = List.copyOf(values);
            if (size < 2) {
                throw new IllegalArgumentException("Invalid size of distinct count " + name + ": " + size);
            }
        }

        @Override
        public List<Column> answers() {
            return List.of(Column.of(name, Type.BIGINT, says + ": exact below " + size + ", then an estimate"));
        }

        @Override
        public Optional<Column> state() {
            return Optional.of(Column.of(name + "_hashes", Type.HASHES, "The state of " + name));
        }
    }

    /**
     * Percentiles, by nearest rank, from a histogram whose buckets' middles are within 1 % of the values in them.
     *
     * @param name {@code duration} gives {@code durations}, how many, and {@code duration_p50_us} and so on
     * @param expression over an accepted line, in Spark SQL, a BIGINT, null for none; less than 0 counts as 0
     */
    record Histogram(String name, String expression, String unit, String says) implements Measure {
        /** The percentiles that are shown. */
        public static final List<Integer> PERCENTILES = List.of(50, 90, 95, 99);

        @Override
        public List<Column> answers() {
            List<Column> columns = new ArrayList<>();
            columns.add(Column.of(name + "s", Type.BIGINT, "Requests that were logged with " + says));
            for (int p : PERCENTILES) {
                String which = p == 50 ? "Median" : p + "th percentile";
                columns.add(new Column(
                        name + "_p" + p + "_" + unit, Type.BIGINT, true, unit, which + " of " + says + ", within 1 %"));
            }
            return columns;
        }

        @Override
        public Optional<Column> state() {
            return Optional.of(Column.of(name + "_histogram", Type.HISTOGRAM, "The state of " + name));
        }
    }
}
