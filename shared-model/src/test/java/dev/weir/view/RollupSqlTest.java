package dev.weir.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.CellColumns;
import dev.weir.catalogue.Column;
import dev.weir.catalogue.Rollup;
import dev.weir.rollup.Everything;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The view's SQL, in DuckDB: what it merges and finishes is what the cells of one segment of all the lines are finished as, whatever the
 * split; and of one segment's cells it shows the same whether it merges them or takes them as they are.
 */
class RollupSqlTest {
    private static final Rollup ROLLUP = Everything.ROLLUP;
    private static final int FIRST_MEASURE = 4 + 2 * Rollup.MAX_DIMENSIONS;

    static LongStream seeds() {
        return LongStream.range(1, 21);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void showsTheSameHoweverLinesAreSplit(long seed) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        List<Everything.Line> lines = Everything.lines(seed, random.nextInt(1, 800));
        List<Row> whole = Everything.cells(lines, "whole", 1 << 27);
        List<List<Everything.Line>> parts = new ArrayList<>();
        for (int i = random.nextInt(2, 6); i > 0; i--) {
            parts.add(new ArrayList<>());
        }
        lines.forEach(line -> parts.get(random.nextInt(parts.size())).add(line));
        List<Row> stored = new ArrayList<>();
        parts.forEach(part -> stored.addAll(Everything.cells(part, "s" + parts.indexOf(part), 1 << 27)));
        RollupView view = new RollupView(ROLLUP, Dialect.DUCKDB);

        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            table(duckDb, "whole", whole);
            table(duckDb, "parts", stored);
            List<String> expected = expected(whole);

            assertThat(answers(duckDb, view.sql(Optional.of("whole"), Optional.empty())))
                    .as("settled")
                    .isEqualTo(expected);
            assertThat(answers(duckDb, view.sql(Optional.empty(), Optional.of("whole"))))
                    .as("live, of one segment")
                    .isEqualTo(expected);
            assertThat(answers(duckDb, view.sql(Optional.empty(), Optional.of("parts"))))
                    .as("live")
                    .isEqualTo(expected);
            assertThat(answers(
                            duckDb,
                            view.sql(
                                    Optional.of("(SELECT * FROM whole WHERE day = DATE '2024-10-04')"),
                                    Optional.of("(SELECT * FROM parts WHERE day <> DATE '2024-10-04')"))))
                    .as("settled and live days together")
                    .isEqualTo(expected);
        }
    }

    private static void table(Connection duckDb, String name, List<Row> cells) throws SQLException {
        List<String> columns = Everything.columns();
        String rows = cells.stream()
                .map(cell -> IntStream.range(0, columns.size())
                        .mapToObj(i -> literal(cell.get(i), i))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        List<Column> measures = CellColumns.measures(ROLLUP.measures());
        List<String> typed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String type = i >= FIRST_MEASURE
                    ? Dialect.DUCKDB.type(measures.get(i - FIRST_MEASURE).type())
                    : i == 1 ? "DATE" : i == 3 ? "TIMESTAMPTZ" : i < 4 + Rollup.MAX_DIMENSIONS ? "VARCHAR" : "BIGINT";
            typed.add(columns.get(i) + " " + type.replace('`', '"'));
        }
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("CREATE TABLE " + name + " (" + String.join(", ", typed) + ")");
            if (!cells.isEmpty()) {
                statement.execute("INSERT INTO " + name + " VALUES " + rows);
            }
        }
    }

    private static String literal(Object value, int column) {
        if (value == null) {
            return "NULL";
        }
        if (column == 1) {
            return "DATE '1970-01-01' + " + value;
        }
        if (column == 3) {
            return "make_timestamptz(" + value + ")";
        }
        if (value instanceof long[] hashes) {
            return Arrays.toString(hashes);
        }
        if (value instanceof Object[] buckets) {
            return Arrays.stream(buckets)
                    .map(bucket ->
                            "{'value': " + ((Row) bucket).getLong(0) + ", 'count': " + ((Row) bucket).getLong(1) + "}")
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Number ? value.toString() : "'" + text(value) + "'";
    }

    /** A text's bytes, each as a character. */
    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(value);
    }

    private static List<String> answers(Connection duckDb, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        List<String> names = ROLLUP.columns().stream().map(Column::name).toList();
        try (Statement statement = duckDb.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT * REPLACE (epoch_us(time) AS time) FROM (" + sql.replace('`', '"') + ")")) {
            assertThat(found.getMetaData().getColumnCount()).isEqualTo(names.size());
            for (int i = 0; i < names.size(); i++) {
                assertThat(found.getMetaData().getColumnName(i + 1)).isEqualTo(names.get(i));
            }
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= names.size(); i++) {
                    row.add(found.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows.stream().sorted().toList();
    }

    private static List<String> expected(List<Row> cells) {
        List<String> columns = Everything.columns();
        List<String> rows = new ArrayList<>();
        for (Row cell : cells) {
            List<String> row = new ArrayList<>();
            row.add(java.time.LocalDate.ofEpochDay(cell.getInt(1)).toString());
            row.add(text(cell.get(3)));
            IntStream.range(0, ROLLUP.dimensions().size()).forEach(i -> row.add(text(cell.get(4 + i))));
            ROLLUP.measures()
                    .forEach(measure -> measure.answers()
                            .forEach(column -> row.add(
                                    cell.get(columns.indexOf(column.name())) == null
                                            ? null
                                            : text(cell.get(columns.indexOf(column.name()))))));
            rows.add(row.toString());
        }
        return rows.stream().sorted().toList();
    }
}
