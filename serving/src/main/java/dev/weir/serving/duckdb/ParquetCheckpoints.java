package dev.weir.serving.duckdb;

import dev.weir.serving.delta.CheckpointReader;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** Reads checkpoints of tables by DuckDB. */
record ParquetCheckpoints(DuckDbDatabase database) implements CheckpointReader {
    @Override
    public void read(List<Path> parts, Consumer<String> row) {
        String files = parts.stream().map(DuckDbSql::file).collect(Collectors.joining(", ", "[", "]"));
        try (DuckDBConnection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT CAST(to_json(action) AS VARCHAR) FROM read_parquet(" + files + ") AS action")) {
            while (rows.next()) {
                row.accept(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new DuckDbException("read a checkpoint", e);
        }
    }
}
