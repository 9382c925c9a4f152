package dev.weir.serving.duckdb;

import java.sql.SQLException;

/** What DuckDB says is wrong with a query, without its advice to set what cannot be set. */
final class Explained {
    private static final String OUT_OF_MEMORY = "Out of Memory Error";

    private Explained() {}

    static String of(SQLException failure) {
        String message = failure.getMessage().strip();
        if (message.startsWith(OUT_OF_MEMORY)) {
            return "it needs more memory than it may take; ask about fewer days or columns, or with --engine spark";
        }
        int end = message.indexOf("\n\n");
        return (end < 0 ? message : message.substring(0, end)).replace("\n", " ");
    }
}
