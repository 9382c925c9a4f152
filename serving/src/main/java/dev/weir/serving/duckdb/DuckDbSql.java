package dev.weir.serving.duckdb;

import java.nio.file.Path;

/** What is written into DuckDB's SQL. */
final class DuckDbSql {
    private DuckDbSql() {}

    /**
     * Generated SQL with names as DuckDB quotes them. Generated names have only letters, digits and underscores, and its literals
     * no backticks.
     */
    static String quoted(String generated) {
        return generated.replace('`', '"');
    }

    /** A name of anybody's. */
    static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A text. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A file that is there. Where a pattern of files may stand, too: a file of the very name comes before what it would match. */
    static String file(Path path) {
        return literal(path.toString());
    }
}
