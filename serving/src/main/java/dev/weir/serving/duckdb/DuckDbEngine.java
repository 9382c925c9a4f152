package dev.weir.serving.duckdb;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Table;
import dev.weir.model.SparkSchema;
import dev.weir.serving.Answer;
import dev.weir.serving.CancelledException;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.serving.delta.DeltaLogReader;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.SortedSet;
import org.duckdb.DuckDBConnection;

/** Answers for a warehouse on a local disk: one database for long, a connection a query. */
public final class DuckDbEngine implements Engine {
    /** Half of the machine's: the rest is the process's own, and others'. */
    public static final String HALF = "50%";

    private final DuckDbDatabase database;
    private final Warehouse warehouse;
    private final LocalTable lines;
    private final LocalTable cells;

    /**
     * Opens it.
     *
     * @param memory what answering may take, as DuckDB's {@code memory_limit} has it, such as {@code 2GB} or {@value #HALF}
     * @throws IllegalArgumentException if the warehouse does not lie on a local disk
     */
    public DuckDbEngine(Warehouse warehouse, String memory) {
        this.warehouse = warehouse;
        Path directory = warehouse
                .localDirectory()
                .orElseThrow(() -> new IllegalArgumentException("Cannot open " + warehouse.location()
                        + " by DuckDB: it does not lie on a local disk; ask with --engine spark"))
                .resolve("tables")
                .normalize();
        Catalogue catalogue = warehouse.catalogue();
        this.database = DuckDbDatabase.open(
                catalogue.tables().stream()
                        .map(table -> directory.resolve(table.name()))
                        .toList(),
                memory);
        this.lines = table(directory, catalogue.lines());
        this.cells = table(directory, catalogue.cells());
    }

    private LocalTable table(Path directory, Table table) {
        return new LocalTable(
                new DeltaLogReader(directory.resolve(table.name()), new ParquetCheckpoints(database)),
                () -> SparkSchema.of(table).json());
    }

    @Override
    public Answer ask(Question question) {
        DuckDBConnection connection = database.connect();
        try {
            Answer answer = answer(connection, question);
            connection = null;
            return answer;
        } catch (SQLException e) {
            question.cancellation().reason().ifPresent(why -> {
                throw new CancelledException(why, e);
            });
            throw new IllegalArgumentException("Cannot answer the query: " + Explained.of(e), e);
        } finally {
            close(connection);
        }
    }

    private Answer answer(DuckDBConnection connection, Question question) throws SQLException {
        Set<String> named = ReadOnlyDuckDb.check(
                connection, question.sql(), warehouse.catalogue().names());
        Statement statement = connection.createStatement();
        return question.cancellation().run(() -> cancel(statement), () -> {
            views(connection)
                    .create(question.asOf().orElseGet(() -> warehouse.ledger().read()), named);
            return new DuckDbAnswer(connection, statement.executeQuery(question.sql()), question);
        });
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It has ended.
        }
    }

    private DuckDbViews views(DuckDBConnection connection) {
        return new DuckDbViews(connection, warehouse.catalogue(), lines, cells);
    }

    @Override
    public SortedSet<String> functions() {
        return DuckDbFunctionNames.all();
    }

    private static void close(DuckDBConnection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new DuckDbException("close a connection to DuckDB", e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
