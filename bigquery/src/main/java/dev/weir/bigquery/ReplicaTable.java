package dev.weir.bigquery;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Table;
import dev.weir.model.SparkSchema;
import dev.weir.sql.Identifier;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The tables in BigQuery: the warehouse's own two, with the upload that brought a row, and the ledger: what is visible, and
 * its entries. All grow only.
 *
 * <p>BigQuery has at most 10,000 partitions in a table
 * (<a href="https://cloud.google.com/bigquery/quotas#partitioned_tables">quotas</a>), and who writes a log line may choose
 * its day. So {@link #LINES} and {@link #CELLS} have the days of the years 2010 to 2036, which fit; rows of all others lie
 * in tables by month, of which a line's date can name 2,800. The views show both.
 */
public enum ReplicaTable {
    /** What became of each line. */
    LINES("lines", Catalogue::lines, Optional.of("`day`"), List.of("segment", "outcome"), "What became of each line"),
    /** The rollups' cells. */
    CELLS(
            "cells",
            Catalogue::cells,
            Optional.of("`day`"),
            List.of("rollup", "segment"),
            "Answers of all rollups by segment, finished, with the states that merge"),
    /** Lines of days for which {@link #LINES} has no partition. */
    OTHER_LINES(
            "lines_other_days",
            Catalogue::lines,
            Optional.of("DATE_TRUNC(`day`, MONTH)"),
            List.of("day", "segment", "outcome"),
            "What became of each line, of days before " + OwnDays.FIRST + " and after " + OwnDays.LAST),
    /** Cells of days for which {@link #CELLS} has no partition. */
    OTHER_CELLS(
            "cells_other_days",
            Catalogue::cells,
            Optional.of("DATE_TRUNC(`day`, MONTH)"),
            List.of("day", "rollup", "segment"),
            "Answers of all rollups by segment, of days before " + OwnDays.FIRST + " and after " + OwnDays.LAST),
    /**
     * Which segments' rows come into view and leave it, by the entry that does it: what a query about a day reads of the
     * ledger's meaning. By month, so that one append, which is one atomic commit, may name any days.
     */
    VISIBILITY(
            "visibility",
            EntryRows.VISIBILITY,
            Optional.of("DATE_TRUNC(`day`, MONTH)"),
            List.of("day", "target", "segment"),
            "Which segments come into view and leave it, and when"),
    /** The ledger; last, for whoever finds it finds the others. */
    ENTRIES(
            "entries",
            EntryRows.SCHEMA,
            Optional.empty(),
            List.of("position"),
            "The ledger: up to which position rows are answers. What is beyond it is seen by no view");

    /** The days with partitions of their own; the table's constants could not use its own fields. */
    private static final class OwnDays {
        private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);
        private static final LocalDate LAST = LocalDate.of(2036, 12, 31);
    }

    /** Which append brought a row: several may have brought one segment, and the ledger names the one that counts. */
    static final String UPLOAD = "upload";

    private final String label;
    private final Function<Catalogue, Table> table;
    private final StructType own;
    private final Optional<String> partition;
    private final List<String> clustering;
    private final String description;

    /** One of the warehouse's. */
    ReplicaTable(
            String label,
            Function<Catalogue, Table> table,
            Optional<String> partition,
            List<String> clustering,
            String description) {
        this(label, table, null, partition, clustering, description);
    }

    /** One of BigQuery's own. */
    ReplicaTable(
            String label, StructType own, Optional<String> partition, List<String> clustering, String description) {
        this(label, null, own, partition, clustering, description);
    }

    ReplicaTable(
            String label,
            Function<Catalogue, Table> table,
            StructType own,
            Optional<String> partition,
            List<String> clustering,
            String description) {
        this.label = label;
        this.table = table;
        this.own = own;
        this.partition = partition;
        this.clustering = clustering;
        this.description = description;
    }

    /** The table's name. */
    public String label() {
        return label;
    }

    /** The rows, as Spark sees them. */
    public StructType schema(Catalogue catalogue) {
        return table == null
                ? own
                : new StructType()
                        .add(UPLOAD, DataTypes.StringType, false)
                        .merge(SparkSchema.described(table.apply(catalogue)), true);
    }

    /** What of {@code day} parts the table, in SQL; a query must name days, or BigQuery refuses it. */
    public Optional<String> partition() {
        return partition;
    }

    /** Whether rows of days long over may be deleted: not what is so small, and without which nothing is seen. */
    boolean expires() {
        return partition.isPresent() && this != VISIBILITY;
    }

    /** Where this table's rows of a day lie: those of a day that has no partition of its own lie in another. */
    ReplicaTable of(LocalDate day) {
        boolean other = day.isBefore(OwnDays.FIRST) || day.isAfter(OwnDays.LAST);
        return switch (this) {
            case LINES -> other ? OTHER_LINES : LINES;
            case CELLS -> other ? OTHER_CELLS : CELLS;
            case OTHER_LINES, OTHER_CELLS, VISIBILITY, ENTRIES -> this;
        };
    }

    /** The tables that have this one's rows. */
    List<ReplicaTable> parts() {
        return switch (this) {
            case LINES -> List.of(LINES, OTHER_LINES);
            case CELLS -> List.of(CELLS, OTHER_CELLS);
            case OTHER_LINES, OTHER_CELLS, VISIBILITY, ENTRIES -> List.of(this);
        };
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
    List<String> columns(Catalogue catalogue) {
        return Arrays.stream(schema(catalogue).fields())
                .map(field -> column(field)
                        + (repeated(field) || field.nullable() ? "" : " NOT NULL")
                        + (field.getComment().isEmpty()
                                ? ""
                                : " OPTIONS (description = "
                                        + Texts.quoted(field.getComment().get()) + ")"))
                .toList();
    }

    /** A column's name and type, as it is added to a table that has rows. */
    public static String column(StructField field) {
        return Identifier.quoted(field.name()) + " " + type(field.dataType());
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
