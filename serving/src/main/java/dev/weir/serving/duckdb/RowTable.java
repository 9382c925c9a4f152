package dev.weir.serving.duckdb;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Rows that are at hand as a temporary table. */
final class RowTable {
    private RowTable() {}

    static void create(DuckDBConnection connection, String name, StructType schema, List<Row> rows)
            throws SQLException {
        DuckDbDatabase.run(
                connection,
                "CREATE TEMP TABLE " + DuckDbSql.name(name) + " ("
                        + Arrays.stream(schema.fields())
                                .map(field -> DuckDbSql.name(field.name()) + " " + type(field.dataType()))
                                .collect(Collectors.joining(", "))
                        + ")");
        try (DuckDBAppender appender = connection.createAppender("temp", "main", name)) {
            for (Row row : rows) {
                appender.beginRow();
                for (int i = 0; i < row.length(); i++) {
                    append(appender, row.get(i));
                }
                appender.endRow();
            }
        }
    }

    private static String type(DataType type) {
        return type.equals(DataTypes.TimestampType) ? "TIMESTAMPTZ" : type.sql();
    }

    private static void append(DuckDBAppender row, Object value) throws SQLException {
        if (value == null) {
            row.appendNull();
        } else if (value instanceof Long number) {
            row.append(number.longValue());
        } else if (value instanceof Boolean truth) {
            row.append(truth.booleanValue());
        } else if (value instanceof Timestamp time) {
            row.append(time.toInstant().atOffset(ZoneOffset.UTC));
        } else if (value instanceof Date day) {
            row.append(day.toLocalDate());
        } else {
            row.append((String) value);
        }
    }
}
