package dev.weir.catalogue;

/**
 * A column of a table or view.
 *
 * @param name of letters, digits and underscores
 * @param nullable whether a row may have no value
 * @param unit what is counted or measured, such as {@code us} for microseconds; empty where it has none
 * @param says what it means, one sentence without full stop
 */
public record Column(String name, Type type, boolean nullable, String unit, String says) {
    /** A column that has a value in each row. */
    public static Column of(String name, Type type, String says) {
        return new Column(name, type, false, "", says);
    }

    /** A column that may have none. */
    public static Column optional(String name, Type type, String says) {
        return new Column(name, type, true, "", says);
    }
}
