package dev.weir.serving.duckdb;

import dev.weir.catalogue.View;
import dev.weir.view.Dialect;
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

    static void create(DuckDBConnection connection, View view, List<List<Object>> rows) throws SQLException {
        DuckDbDatabase.run(
                connection,
                "CREATE TEMP TABLE " + DuckDbSql.name(view.name()) + " ("
                        + view.columns().stream()
                                .map(column -> DuckDbSql.name(column.name()) + " " + Dialect.DUCKDB.type(column.type()))
                                .collect(Collectors.joining(", "))
                        + ")");
        try (DuckDBAppender appender = connection.createAppender("temp", "main", view.name())) {
            for (List<Object> row : rows) {
                appender.beginRow();
                for (Object value : row) {
                    append(appender, value);
                }
                appender.endRow();
            }
        }
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
