package dev.weir.model;

import java.util.Arrays;
import java.util.List;
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
    RowWriter all(List<Object> several) {
        for (int i = 0; i < several.size(); i++) {
            values[at++] = several.get(i);
        }
        return this;
    }

    /** Leaves so many null. */
    RowWriter skip(int count) {
        at += count;
        return this;
    }

    List<Object> values() {
        return Arrays.asList(values);
    }

    InternalRow row() {
        return new GenericInternalRow(values);
    }
}
