package dev.weir.model;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Fills a row from left to right. */
final class RowWriter {
    private final Object[] values;
    private int at;

    RowWriter(int width) {
        values = new Object[width];
    }

    RowWriter add(Object value) {
        values[at++] = value;
        return this;
    }

    /** Adds a text; an empty one is null. */
    RowWriter text(String text) {
        return add(text.isEmpty() ? null : UTF8String.fromString(text));
    }

    /** Adds several values. */
    RowWriter all(Object[] several) {
        System.arraycopy(several, 0, values, at, several.length);
        at += several.length;
        return this;
    }

    /** Leaves so many null. */
    RowWriter skip(int count) {
        at += count;
        return this;
    }

    Object[] values() {
        return values;
    }

    InternalRow row() {
        return new GenericInternalRow(values);
    }
}
