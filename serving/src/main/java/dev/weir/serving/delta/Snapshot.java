package dev.weir.serving.delta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A table as of a version of its log.
 *
 * @param version from 0
 * @param columns as the table has them, which older files need not
 * @param files in the order of their names
 */
public record Snapshot(long version, List<Column> columns, List<ActiveFile> files) {
    /**
     * A column.
     *
     * @param type as <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md#schema-serialization-format">Delta
     *     writes it</a>: a name, or an object where it has parts
     */
    public record Column(String name, JsonNode type) {}

    public Snapshot {
        columns = List.copyOf(columns);
        files = List.copyOf(files);
    }
}
