package dev.weir.rollup;

/**
 * A measure that adds up.
 *
 * @param name the column, in partials and in the view
 * @param expression over an accepted line, in Spark SQL: what one line adds, a BIGINT, null for nothing
 */
public record Sum(String name, String expression) {
    /** How many requests; every rollup has it. */
    public static final Sum REQUESTS = new Sum("requests", "CAST(1 AS BIGINT)");
}
