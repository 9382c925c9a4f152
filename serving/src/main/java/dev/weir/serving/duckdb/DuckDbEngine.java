package dev.weir.serving.duckdb;

import dev.weir.ledger.Ledger;
import dev.weir.model.Lines;
import dev.weir.rollup.Partials;
import dev.weir.serving.Answer;
import dev.weir.serving.AnswerColumn;
import dev.weir.serving.CancelledException;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.serving.ViewNames;
import dev.weir.serving.delta.DeltaLogReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.duckdb.DuckDBConnection;

/** Answers for a warehouse on a local disk: one database for long, a connection a query. */
public final class DuckDbEngine implements Engine {
    /** Half of the machine's: the rest is the process's own, and others'. */
    public static final String HALF = "50%";

    private final DuckDbDatabase database;
    private final LocalTable lines;
    private final LocalTable partials;

    /**
     * Opens it.
     *
     * @param lines the directory of the table of lines
     * @param partials the directory of the table of partials
     * @param memory what answering may take, as DuckDB's {@code memory_limit} has it, such as {@code 2GB} or {@value #HALF}
     */
    public DuckDbEngine(Path lines, Path partials, String memory) {
        Path linesTable = lines.toAbsolutePath().normalize();
        Path partialsTable = partials.toAbsolutePath().normalize();
        this.database = DuckDbDatabase.open(List.of(linesTable, partialsTable), memory);
        ParquetCheckpoints checkpoints = new ParquetCheckpoints(database);
        this.lines = new LocalTable(new DeltaLogReader(linesTable, checkpoints), () -> Lines.SCHEMA.json());
        this.partials = new LocalTable(new DeltaLogReader(partialsTable, checkpoints), () -> Partials.SCHEMA.json());
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
        Set<String> named = ReadOnlyDuckDb.check(connection, question.sql(), ViewNames.all());
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
        return new DuckDbViews(connection, lines, partials);
    }

    @Override
    public List<AnswerColumn> columns(String view, Ledger ledger) {
        ViewNames.require(view, ViewNames.all());
        try (DuckDBConnection connection = database.connect()) {
            views(connection).create(ledger, Set.of(view));
            try (Statement statement = connection.createStatement()) {
                return DuckDbAnswer.columns(statement
                        .executeQuery("SELECT * FROM " + view + " LIMIT 0")
                        .getMetaData());
            }
        } catch (SQLException e) {
            throw new DuckDbException("describe the view " + view, e);
        }
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
