package dev.weir.catalogue;

import java.util.List;

/**
 * A table that both layers append to, partitioned by its column {@link #DAY}.
 *
 * @param name in directories, digests and data sets
 * @param says what its rows are
 * @param columns in order; among them {@link #SEGMENT} and {@link #DAY}
 * @param leading the columns by which rows are told apart first: what statistics are kept of, and tables are clustered by
 */
public record Table(String name, String says, List<Column> columns, List<String> leading) {
    /** The segment that a row belongs to. */
    public static final String SEGMENT = "segment";

    /** The event day, UTC. */
    public static final String DAY = "day";

    /** The hash of the row, by which equal contents are known. */
    public static final String DIGEST = "digest";

    public Table {
        columns = List.copyOf(columns);
        leading = List.copyOf(leading);
    }

    /** The columns' names. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** What a row says, whoever wrote it: the columns of which its digest is made. */
    public List<Column> contents() {
        return columns.stream()
                .filter(column ->
                        !column.name().equals(SEGMENT) && !column.name().equals(DIGEST))
                .toList();
    }
}
