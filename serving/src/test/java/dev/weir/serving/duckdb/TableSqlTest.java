package dev.weir.serving.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ledger.Layer;
import dev.weir.ledger.VisibleSegment;
import dev.weir.serving.delta.ActiveFile;
import dev.weir.serving.delta.Snapshot;
import dev.weir.serving.delta.TextRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableSqlTest {
    private static final List<Snapshot.Column> COLUMNS = Snapshot.empty("""
                    {"fields":[{"name":"segment","type":"string"},{"name":"day","type":"date"},{"name":"n","type":"long"},
                    {"name":"young","type":{"type":"array","elementType":"integer"}}]}
                    """).columns();

    @TempDir
    Path temp;

    private final List<ActiveFile> files = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"table", "day=2020-01-01/n=7/table", "segment=x/table", "a [b]*?'c/table"})
    void rowsAreThoseOfTheSegmentsOnTheirDaysWhereverTheTableLies(String directory) throws Exception {
        Path table = temp.resolve(directory);
        file(table, "2026-11-20", "a", 1);
        file(table, "2026-11-20", "b", 2);
        file(table, "2026-11-21", "a", 3);

        assertThat(rows(visible("a", "2026-11-20", Layer.BATCH), visible("b", "2026-11-20", Layer.SPEED)))
                .containsExactly("a 2026-11-20 1 null batch", "b 2026-11-20 2 null speed");
    }

    @Test
    void filesOfOtherDaysAndSegmentsAreNotRead() throws Exception {
        file(temp, "2026-11-20", "a", 1);
        files.add(gone("2026-11-20", "b"));
        files.add(gone("2026-11-21", "a"));

        assertThat(rows(visible("a", "2026-11-20", Layer.BATCH))).containsExactly("a 2026-11-20 1 null batch");
    }

    @Test
    void withoutFilesThereAreNoRowsOfTheRightTypes() throws Exception {
        assertThat(rows(visible("a", "2026-11-20", Layer.BATCH))).isEmpty();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE v (segment VARCHAR, day DATE, layer VARCHAR)");
            try (ResultSet types = statement.executeQuery("DESCRIBE SELECT * FROM " + sql(List.of()))) {
                List<String> said = new ArrayList<>();
                while (types.next()) {
                    said.add(types.getString(1) + " " + types.getString(2));
                }
                assertThat(said)
                        .containsExactly("segment VARCHAR", "day DATE", "n BIGINT", "young INTEGER[]", "layer VARCHAR");
            }
        }
    }

    private String sql(List<VisibleSegment> segments) {
        return new TableSql(new Snapshot(0, COLUMNS, files)).of("v", segments);
    }

    private List<String> rows(VisibleSegment... segments) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE v (segment VARCHAR, day DATE, layer VARCHAR)");
            for (VisibleSegment visible : segments) {
                statement.execute("INSERT INTO v VALUES ('" + visible.segment() + "', '" + visible.day() + "', '"
                        + visible.layer() + "')");
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "SELECT concat(segment, ' ', day, ' ', n, ' ', COALESCE(young::VARCHAR, 'null'), ' ', layer) FROM "
                            + sql(List.of(segments)) + " ORDER BY n")) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        }
    }

    private void file(Path table, String day, String segment, int n) throws Exception {
        Path file = table.resolve("day=" + day + "/" + segment + ".parquet");
        Files.createDirectories(file.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            DuckDbDatabase.run(
                    connection,
                    "COPY (SELECT " + n + "::BIGINT AS n, '" + segment + "' AS segment) TO "
                            + DuckDbSql.literal(file.toString()) + " (FORMAT parquet)");
        }
        files.add(active(file, day, segment));
    }

    private ActiveFile gone(String day, String segment) {
        return active(temp.resolve("day=" + day + "/gone.parquet"), day, segment);
    }

    private static ActiveFile active(Path file, String day, String segment) {
        return new ActiveFile(
                file, Map.of("day", Optional.of(day)), 1, Map.of("segment", new TextRange(segment, segment)));
    }

    private static VisibleSegment visible(String segment, String day, Layer layer) {
        return new VisibleSegment(segment, LocalDate.parse(day), layer);
    }
}
