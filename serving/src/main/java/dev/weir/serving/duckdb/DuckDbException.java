package dev.weir.serving.duckdb;

import java.sql.SQLException;

/** DuckDB failed at something that no query asked for. */
public final class DuckDbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DuckDbException(String what, SQLException cause) {
        super("Cannot " + what + ": " + Explained.of(cause) + "; ask with --engine spark", cause);
    }
}
