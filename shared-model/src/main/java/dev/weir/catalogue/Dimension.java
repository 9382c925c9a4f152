package dev.weir.catalogue;

import java.io.Serializable;

/**
 * What a rollup's cells are told apart by, beside time.
 *
 * @param name the view's column
 * @param expression over an accepted line, in Spark SQL, of type STRING; where it is null, the line does not count in the
 *     rollup
 * @param many whether the expression is an array of texts, under each of which the line counts once; where it is empty, the
 *     line does not count
 * @param type the view column's
 * @param limit the most values kept apart in one time cell and under the same earlier dimensions; the rest counts under
 *     {@value #OTHER}. Which ones are kept depends on the values and the warehouse's key alone, never on order or split
 * @param says what its values mean
 */
public record Dimension(String name, String expression, boolean many, Type type, int limit, String says)
        implements Serializable {
    /** The value under which everything over the limit counts. */
    public static final String OTHER = "(other)";

    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public Dimension {
        if (limit < 1) {
            throw new IllegalArgumentException("Invalid limit of dimension " + name + ": " + limit);
        }
    }

    /** A dimension of texts. */
    public static Dimension of(String name, String expression, int limit, String says) {
        return new Dimension(name, expression, false, Type.STRING, limit, says);
    }

    /** A dimension of arrays of texts. */
    public static Dimension ofMany(String name, String expression, int limit, String says) {
        return new Dimension(name, expression, true, Type.STRING, limit, says);
    }

    /** The view's column; a limit's rest is no number, so that a column of numbers has null there. */
    Column column() {
        return new Column(name, type, type != Type.STRING, "", says);
    }

    /** The same with another limit. */
    public Dimension limitedTo(int other) {
        return new Dimension(name, expression, many, type, other, says);
    }
}
