package dev.weir.serving.duckdb;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;

/**
 * A database in memory that reads some directories, writes nothing, and does not let itself be set otherwise.
 *
 * @param base never used but to be duplicated: a connection that two threads use crashes the process
 */
record DuckDbDatabase(DuckDBConnection base) implements AutoCloseable {
    /**
     * Opens one.
     *
     * @param directories all that may be read
     * @param memory what buffers may take, as {@code memory_limit} has it
     */
    static DuckDbDatabase open(List<Path> directories, String memory) {
        try {
            DuckDBConnection base = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = base.createStatement()) {
                DuckDBFunctions.scalarFunction()
                        .withName("weir_text")
                        .withParameter(String.class)
                        .withReturnType(String.class)
                        .withFunction(DuckDbDatabase::text)
                        .register(base);
                for (String setting : settings(directories, memory)) {
                    statement.execute("SET GLOBAL " + setting);
                }
            } catch (SQLException e) {
                base.close();
                throw e;
            }
            return new DuckDbDatabase(base);
        } catch (SQLException e) {
            throw new DuckDbException("start DuckDB", e);
        }
    }

    private static List<String> settings(List<Path> directories, String memory) {
        String allowed = directories.stream()
                .map(directory -> DuckDbSql.literal(directory + "/"))
                .collect(Collectors.joining(", ", "[", "]"));
        return Stream.of(
                        // As Spark: times, and where nulls are sorted.
                        "TimeZone = 'UTC'",
                        "default_null_order = 'nulls_first_on_asc_last_on_desc'",
                        "memory_limit = " + DuckDbSql.literal(memory),
                        // What does not fit is not written to a disk.
                        "temp_directory = ''",
                        // Data files never change.
                        "parquet_metadata_cache = true",
                        "autoinstall_known_extensions = false",
                        "autoload_known_extensions = false",
                        "allowed_directories = " + allowed,
                        "enable_external_access = false",
                        // From here on nothing can be set.
                        "lock_configuration = true")
                .toList();
    }

    /** DuckDB's own {@code decode} knows no replacement as Java's and Spark's is. */
    private static String text(String hexadecimal) {
        return hexadecimal == null ? null : new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.UTF_8);
    }

    /** A connection of one request's, to be closed by it; it sees no other one's temporary views. */
    DuckDBConnection connect() {
        try {
            return base.duplicate();
        } catch (SQLException e) {
            throw new DuckDbException("connect to DuckDB", e);
        }
    }

    /** Runs a statement of our own. */
    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            base.close();
        } catch (SQLException e) {
            throw new DuckDbException("close DuckDB", e);
        }
    }
}
