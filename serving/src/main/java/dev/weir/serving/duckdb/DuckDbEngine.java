package dev.weir.serving.duckdb;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Table;
import dev.weir.model.SparkSchema;
import dev.weir.serving.Answer;
import dev.weir.serving.CancelledException;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.serving.delta.DeltaLogReader;
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
    private final Catalogue catalogue;
    private final LocalTable lines;
    private final LocalTable cells;

    /**
     * Opens it.
     *
     * @param catalogue the warehouse's
     * @param tables the directory of its tables
     * @param memory what answering may take, as DuckDB's {@code memory_limit} has it, such as {@code 2GB} or {@value #HALF}
     */
    public DuckDbEngine(Catalogue catalogue, Path tables, String memory) {
        this.catalogue = catalogue;
        Path directory = tables.toAbsolutePath().normalize();
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
        Set<String> named = ReadOnlyDuckDb.check(connection, question.sql(), catalogue.names());
        Statement statement = connection.createStatement();
        return question.cancellation().run(() -> cancel(statement), () -> {
            views(connection).create(question.ledger(), named);
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
        return new DuckDbViews(connection, catalogue, lines, cells);
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
