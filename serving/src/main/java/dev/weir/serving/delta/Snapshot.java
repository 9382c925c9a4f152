package dev.weir.serving.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table as of a version of its log.
 *
 * @param version from 0
 * @param columns as the table has them, which older files need not
 * @param files in the order of their names
 */
public record Snapshot(long version, List<Column> columns, List<ActiveFile> files) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A column.
     *
     * @param type as <a href="https://github.com/delta-io/delta/blob/v3.3.2/PROTOCOL.md#schema-serialization-format">Delta
     *     writes it</a>: a name, or an object where it has parts
     */
    public record Column(String name, JsonNode type) {}

    /** A table of some columns without files, as it is before its first version. */
    public static Snapshot empty(String schema) {
        try {
            return new Snapshot(-1, columns(schema), List.of());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Invalid schema: " + schema + ", must be JSON", e);
        }
    }

    /** The same with those of some columns that it lacks: null in each row. */
    public Snapshot with(List<Column> declared) {
        Set<String> has = columns.stream().map(Column::name).collect(Collectors.toSet());
        List<Column> all = new ArrayList<>(columns);
        declared.stream().filter(column -> !has.contains(column.name())).forEach(all::add);
        return new Snapshot(version, all, files);
    }

    static List<Column> columns(String schema) throws JsonProcessingException {
        List<Column> columns = new ArrayList<>();
        JSON.readTree(schema)
                .path("fields")
                .forEach(field -> columns.add(new Column(field.path("name").asText(), field.path("type"))));
        return columns;
    }

    public Snapshot {
        columns = List.copyOf(columns);
        files = List.copyOf(files);
    }
}
