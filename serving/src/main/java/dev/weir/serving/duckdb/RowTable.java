package dev.weir.serving.duckdb;

import dev.weir.warehouse.LedgerValues;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Rows that are at hand as a temporary table. */
final class RowTable {
    private RowTable() {}

    static void create(
            DuckDBConnection connection, String name, List<LedgerValues.Column> columns, List<List<Object>> rows)
            throws SQLException {
        DuckDbDatabase.run(
                connection,
                "CREATE TEMP TABLE " + DuckDbSql.name(name) + " ("
                        + columns.stream()
                                .map(column -> DuckDbSql.name(column.name()) + " " + type(column.type()))
                                .collect(Collectors.joining(", "))
                        + ")");
        try (DuckDBAppender appender = connection.createAppender("temp", "main", name)) {
            for (List<Object> row : rows) {
                appender.beginRow();
                for (Object value : row) {
                    append(appender, value);
                }
                appender.endRow();
            }
        }
    }

    private static String type(LedgerValues.Type type) {
        return switch (type) {
            case NUMBER -> "BIGINT";
            case TEXT -> "VARCHAR";
            case TIME -> "TIMESTAMPTZ";
            case DAY -> "DATE";
            case TRUTH -> "BOOLEAN";
        };
    }

    private static void append(DuckDBAppender row, Object value) throws SQLException {
        if (value == null) {
            row.appendNull();
        } else if (value instanceof Long number) {
            row.append(number.longValue());
        } else if (value instanceof Boolean truth) {
            row.append(truth.booleanValue());
        } else if (value instanceof Instant time) {
            row.append(time.atOffset(ZoneOffset.UTC));
        } else if (value instanceof LocalDate day) {
            row.append(day);
        } else {
            row.append((String) value);
        }
    }
}
