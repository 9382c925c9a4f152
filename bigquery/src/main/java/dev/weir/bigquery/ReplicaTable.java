package dev.weir.bigquery;

import dev.weir.model.Lines;
import dev.weir.rollup.Partials;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The tables in BigQuery: the warehouse's own two, with the upload that brought a row, and the ledger. All grow only. */
public enum ReplicaTable {
    /** What became of each line. */
    LINES(
            "lines",
            uploaded(Lines.SCHEMA),
            Optional.of("day"),
            List.of("segment", "outcome"),
            "What became of each line"),
    /** The rollups' partials. */
    PARTIALS(
            "partials",
            uploaded(Partials.SCHEMA),
            Optional.of("day"),
            List.of("rollup", "part", "segment"),
            "Partial results of all rollups, by segment"),
    /** The ledger; last, for whoever finds it finds the others. */
    ENTRIES(
            "entries",
            EntryRows.SCHEMA,
            Optional.empty(),
            List.of("position"),
            "The ledger: which rows of lines and partials are answers. What is not in it is seen by no view");

    /** Which append brought a row: several may have brought one segment, and the ledger names the one that counts. */
    static final String UPLOAD = "upload";

    private final String label;
    private final StructType schema;
    private final Optional<String> partition;
    private final List<String> clustering;
    private final String description;

    ReplicaTable(
            String label, StructType schema, Optional<String> partition, List<String> clustering, String description) {
        this.label = label;
        this.schema = schema;
        this.partition = partition;
        this.clustering = clustering;
        this.description = description;
    }

    private static StructType uploaded(StructType schema) {
        return new StructType().add(UPLOAD, DataTypes.StringType, false).merge(schema, true);
    }

    /** The table's name. */
    public String label() {
        return label;
    }

    /** The rows, as Spark sees them. */
    public StructType schema() {
        return schema;
    }

    /** The column whose day parts the table; a query must name days, or BigQuery refuses it. */
    public Optional<String> partition() {
        return partition;
    }

    /** What rows are sorted by. */
    public List<String> clustering() {
        return clustering;
    }

    /** For whoever finds the table. */
    public String description() {
        return description;
    }

    /** The columns' declarations, for a new table. */
    List<String> columns() {
        return Arrays.stream(schema.fields())
                .map(field -> column(field) + (repeated(field) || field.nullable() ? "" : " NOT NULL"))
                .toList();
    }

    /** A column's name and type, as it is added to a table that has rows. */
    public static String column(StructField field) {
        return "`" + field.name() + "` " + type(field.dataType());
    }

    /** What BigQuery calls a type of Spark's. */
    static String type(DataType type) {
        if (type instanceof ArrayType array) {
            return "ARRAY<" + type(array.elementType()) + ">";
        }
        if (type instanceof StructType struct) {
            return Arrays.stream(struct.fields())
                    .map(ReplicaTable::column)
                    .collect(java.util.stream.Collectors.joining(", ", "STRUCT<", ">"));
        }
        return switch (type.typeName()) {
            case "string" -> "STRING";
            case "long" -> "INT64";
            case "boolean" -> "BOOL";
            case "date" -> "DATE";
            case "timestamp" -> "TIMESTAMP";
            case "binary" -> "BYTES";
            default -> throw new IllegalArgumentException("No type of BigQuery is declared for " + type.typeName());
        };
    }

    /** A column's type as the client library names it: a repeated one by its elements. */
    public static String standardType(StructField field) {
        DataType type = field.dataType() instanceof ArrayType array ? array.elementType() : field.dataType();
        return type instanceof StructType ? "STRUCT" : type(type);
    }

    private static boolean repeated(StructField field) {
        return field.dataType() instanceof ArrayType;
    }
}
