package dev.weir.model;

import dev.weir.sql.Identifier;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;

/** The 64-bit hash of a row, of which digests are made. */
public final class RowHash {
    private RowHash() {}

    /**
     * A row's hash in Spark SQL. {@code xxhash64} passes over nulls, so that a value would hash the same one column further
     * on: which columns are null is hashed, too.
     */
    public static String sql(Collection<StructField> columns) {
        return columns.stream()
                .flatMap(column -> {
                    String name = Identifier.quoted(column.name());
                    return column.nullable() ? Stream.of(name, "ISNULL(" + name + ")") : Stream.of(name);
                })
                .collect(Collectors.joining(", ", "xxhash64(", ")"));
    }
}
