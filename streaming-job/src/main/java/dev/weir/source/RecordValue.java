package dev.weir.source;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Column;

/** The line in a record that is one, whatever is in it. */
public final class RecordValue {
    private RecordValue() {}

    /**
     * Leaves out a line end at its end; of a record without value, makes an empty line.
     *
     * @param column a binary column's name
     */
    public static Column line(String column) {
        return expr("""
                CASE WHEN %1$s IS NULL THEN X''
                     WHEN endswith(%1$s, X'0D0A') THEN substring(%1$s, 1, length(%1$s) - 2)
                     WHEN endswith(%1$s, X'0A') THEN substring(%1$s, 1, length(%1$s) - 1)
                     ELSE %1$s END""".formatted(column));
    }
}
