package dev.weir.serving.duckdb;

import dev.weir.serving.Answer;
import dev.weir.serving.AnswerColumn;
import dev.weir.serving.Question;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.duckdb.DuckDBConnection;

/** DuckDB's answer, which it has computed. */
final class DuckDbAnswer implements Answer {
    private final DuckDBConnection connection;
    private final ResultSet rows;
    private final Question question;
    private final List<AnswerColumn> columns;

    /** @param connection is closed with this */
    DuckDbAnswer(DuckDBConnection connection, ResultSet rows, Question question) throws SQLException {
        this.connection = connection;
        this.rows = rows;
        this.question = question;
        this.columns = columns(rows.getMetaData());
    }

    static List<AnswerColumn> columns(ResultSetMetaData meta) throws SQLException {
        List<AnswerColumn> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new AnswerColumn(meta.getColumnName(i), DuckDbValues.type(meta.getColumnTypeName(i))));
        }
        return List.copyOf(columns);
    }

    @Override
    public List<AnswerColumn> columns() {
        return columns;
    }

    @Override
    public Iterator<String[]> texts() {
        return new Rows<>(() -> {
            String[] values = new String[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = DuckDbValues.text(rows.getObject(i + 1));
            }
            return values;
        });
    }

    @Override
    public Iterator<String> objects() {
        return new Rows<>(() -> {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                values.add(rows.getObject(i + 1));
            }
            return DuckDbValues.object(columns.stream().map(AnswerColumn::name).toList(), values);
        });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DuckDbException("close a connection to DuckDB", e);
        }
    }

    private interface Form<T> {
        T row() throws SQLException;
    }

    private final class Rows<T> implements Iterator<T> {
        private final Form<T> form;
        private boolean has;

        Rows(Form<T> form) {
            this.form = form;
            forward();
        }

        private void forward() {
            question.cancellation().require();
            try {
                has = rows.next();
            } catch (SQLException e) {
                throw new DuckDbException("read an answer of DuckDB", e);
            }
        }

        @Override
        public boolean hasNext() {
            return has;
        }

        @Override
        public T next() {
            if (!has) {
                throw new NoSuchElementException();
            }
            try {
                T row = form.row();
                forward();
                return row;
            } catch (SQLException e) {
                throw new DuckDbException("read an answer of DuckDB", e);
            }
        }
    }
}
