package dev.weir.rollup;

/**
 * What a rollup's cells are told apart by, beside time.
 *
 * @param name the view's column
 * @param expression over an accepted line, in Spark SQL; where it is null, the line does not count in the rollup
 * @param type the view column's SQL type
 * @param limit the most values kept apart in one time cell and under the same earlier dimensions; the rest counts under
 *     {@value #OTHER}. Which ones are kept depends on the values alone (the lowest hashes), never on order or split.
 */
public record Dimension(String name, String expression, String type, int limit) {
    /** The value under which everything over the limit counts. */
    public static final String OTHER = "(other)";

    public Dimension {
        if (limit < 1) {
            throw new IllegalArgumentException("Invalid limit of dimension " + name + ": " + limit);
        }
    }
}
