package dev.weir.model;

import dev.weir.catalogue.Column;
import dev.weir.catalogue.Table;
import dev.weir.sql.Identifier;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The 64-bit hash of a row, of which digests are made. */
public final class RowHash {
    private RowHash() {}

    /** The hash of what a table's row says, in Spark SQL; it leaves out the segment, so that equal contents have equal digests. */
    public static String sql(Table table) {
        return sql(table.contents());
    }

    /**
     * A row's hash in Spark SQL. {@code xxhash64} passes over nulls and over where an array ends, so that a value would hash the
     * same one column further on: which columns are null, and how long arrays are, is hashed, too.
     */
    static String sql(Collection<Column> columns) {
        return columns.stream().flatMap(RowHash::hashed).collect(Collectors.joining(", ", "xxhash64(", ")"));
    }

    private static Stream<String> hashed(Column column) {
        String name = Identifier.quoted(column.name());
        return switch (column.type()) {
            case HASHES, HISTOGRAM -> Stream.of("size(" + name + ")", name);
            default -> column.nullable() ? Stream.of(name, "ISNULL(" + name + ")") : Stream.of(name);
        };
    }
}
