package dev.weir.rollup;

/**
 * A measure kept as counted slots, which merge by adding up equal slots: the same bytes in any order and split. A sketch has
 * rows of its own in the partials, under its name as the part.
 */
public sealed interface Sketch {
    /** The part under which its rows stand. */
    String name();

    /** The slot that a line falls in, a BIGINT in Spark SQL over an accepted line; null for none. */
    String slot();

    /**
     * A distinct count: the {@value #LIMIT} lowest hashes that occurred, exact up to that many values and within about 3 %
     * (one standard deviation) above
     * (<a href="https://doi.org/10.1007/3-540-45726-7_1">Bar-Yossef et al., Counting Distinct Elements in a Data
     * Stream</a>, algorithm 2).
     *
     * @param name the view's column
     * @param value what is counted, any SQL expression list
     */
    record Distinct(String name, String value) implements Sketch {
        public static final int LIMIT = 1024;

        @Override
        public String slot() {
            return "xxhash64(" + value + ")";
        }
    }

    /**
     * Percentiles from a histogram whose buckets' middles are within 1 % of the values in them.
     *
     * @param name the view's column prefix: {@code duration} gives {@code duration_p50_us} and so on, and
     *     {@code durations} for how many
     * @param micros the value, microseconds, null where there is none
     */
    record Percentiles(String name, String micros) implements Sketch {
        @Override
        public String slot() {
            return "IF(" + micros + " IS NULL, NULL, weir.duration_bucket(" + micros + "))";
        }
    }
}
