package dev.weir.serving.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.ledger.VisibleSegment;
import dev.weir.serving.delta.ActiveFile;
import dev.weir.serving.delta.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A table's rows as a relation: what it has of some segments, each on its day, with a column {@code layer}. */
record TableSql(Snapshot table) {
    private static final String SEGMENT = "segment";
    private static final String DAY = "day";

    /**
     * The relation, in parentheses.
     *
     * @param visible a table with the columns segment, day and layer
     * @param segments what is in it
     */
    String of(String visible, Collection<VisibleSegment> segments) {
        String rows = "SELECT " + columns(column -> "NULL::" + type(column.type())) + " WHERE FALSE";
        // A column that is younger than all files is only in the first part; the others may have columns in another
        // order.
        rows += String.join("", parts(files(segments)));
        return "(SELECT " + columns(column -> "t." + DuckDbSql.name(column.name())) + ", v.layer FROM (" + rows
                + ") t JOIN " + visible + " v ON t.segment = v.segment AND t.day = v.day)";
    }

    /** Usually one; but what DuckDB would take from the names of directories must be what the log says, and nothing more. */
    private static List<String> parts(List<ActiveFile> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        if (files.stream().allMatch(TableSql::tellsItsDay)) {
            return List.of(part("*", files, "hive_partitioning = true, hive_types = {'" + DAY + "': DATE}"));
        }
        SortedMap<String, List<ActiveFile>> ofDay =
                files.stream().collect(Collectors.groupingBy(TableSql::day, TreeMap::new, Collectors.toList()));
        List<String> parts = new ArrayList<>();
        ofDay.forEach((day, ofThat) -> parts.add(
                part("*, DATE " + DuckDbSql.literal(day) + " AS " + DAY, ofThat, "hive_partitioning = false")));
        return parts;
    }

    private static String part(String columns, List<ActiveFile> files, String option) {
        return " UNION ALL BY NAME SELECT " + columns + " FROM read_parquet("
                + files.stream().map(file -> DuckDbSql.file(file.file())).collect(Collectors.joining(", ", "[", "]"))
                + ", union_by_name = true, " + option + ")";
    }

    private static boolean tellsItsDay(ActiveFile file) {
        Path directory = file.file().getParent();
        return directory.getFileName().toString().equals(DAY + "=" + day(file))
                && !directory.getParent().toString().contains("=");
    }

    /** As text; empty for none. */
    private static String day(ActiveFile file) {
        return file.partition().getOrDefault(DAY, Optional.empty()).orElse("");
    }

    private String columns(Function<Snapshot.Column, String> value) {
        return table.columns().stream()
                .map(column -> value.apply(column) + " AS " + DuckDbSql.name(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** Those of a day with such a segment, whose statistics do not say that it is none of theirs. */
    private List<ActiveFile> files(Collection<VisibleSegment> segments) {
        Map<String, List<VisibleSegment>> ofDay = segments.stream()
                .collect(Collectors.groupingBy(segment -> segment.day().toString()));
        return table.files().stream()
                .filter(file -> ofDay.getOrDefault(day(file), List.of()).stream()
                        .anyMatch(segment -> !file.ranges().containsKey(SEGMENT)
                                || file.ranges().get(SEGMENT).mayHave(segment.segment())))
                .toList();
    }

    /** DuckDB's name of a type that the tables have. */
    private static String type(JsonNode delta) {
        return switch (delta.asText()) {
            case "string" -> "VARCHAR";
            case "long" -> "BIGINT";
            case "integer" -> "INTEGER";
            case "short" -> "SMALLINT";
            case "byte" -> "TINYINT";
            case "double" -> "DOUBLE";
            case "float" -> "FLOAT";
            case "boolean" -> "BOOLEAN";
            case "binary" -> "BLOB";
            case "date" -> "DATE";
            case "timestamp" -> "TIMESTAMPTZ";
            case "timestamp_ntz" -> "TIMESTAMP";
            default -> composite(delta);
        };
    }

    private static String composite(JsonNode delta) {
        return switch (delta.path("type").asText()) {
            case "array" -> type(delta.path("elementType")) + "[]";
            case "map" -> "MAP(" + type(delta.path("keyType")) + ", " + type(delta.path("valueType")) + ")";
            case "struct" ->
                StreamSupport.stream(delta.path("fields").spliterator(), false)
                        .map(field -> DuckDbSql.name(field.path("name").asText()) + " " + type(field.path("type")))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
            default ->
                throw new IllegalArgumentException("Cannot read a column of the type " + delta
                        + ": this engine does not know it; ask with --engine spark");
        };
    }
}
