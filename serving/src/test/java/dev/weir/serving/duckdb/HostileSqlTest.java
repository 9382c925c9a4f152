package dev.weir.serving.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.answers.Answers;
import dev.weir.ledger.Ledger;
import dev.weir.serving.Answer;
import dev.weir.serving.Cancellation;
import dev.weir.serving.CancelledException;
import dev.weir.serving.DescribingEngine;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that are no queries over views: refused with a reason, without effect, by an engine that answers the next one. */
class HostileSqlTest {
    private static final List<String> OTHERS = List.of("spark-warehouse", ".cifuzz-corpus", "artifacts");

    @TempDir
    Path directory;

    private Engine engine;

    @BeforeEach
    void open() throws IOException {
        Warehouse warehouse = Warehouse.openOrCreate(directory.toString());
        Path tables = directory.resolve("tables");
        Files.createDirectories(tables.resolve("lines"));
        Files.createDirectories(tables.resolve("cells"));
        Files.writeString(tables.resolve("lines/secret.csv"), "a,b\n1,2\n");
        engine = new DescribingEngine(Answers.CATALOGUE, new DuckDbEngine(warehouse, "300MB"));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "select * from TRAFFIC t JOIN events e ON e.site = t.site WHERE requests > 1 ORDER BY 1 NULLS LAST LIMIT 3 OFFSET 1;",
                "FROM traffic",
                "SELECT site, sum(requests) FROM traffic GROUP BY ALL HAVING sum(requests) > 1",
                "WITH t AS (SELECT * FROM traffic), u AS (SELECT * FROM t) SELECT * FROM u UNION ALL SELECT * FROM t",
                "WITH traffic AS (SELECT 1 AS x) SELECT x FROM traffic",
                "SELECT * FROM (SELECT * FROM traffic) WHERE time = (SELECT MAX(time) FROM traffic)",
                "SELECT * FROM traffic WHERE EXISTS (SELECT 1 FROM events) AND site IN (SELECT site FROM events)",
                "SELECT SUM(requests) OVER w, row_number() OVER (PARTITION BY site ORDER BY time ROWS 3 PRECEDING) FROM traffic WINDOW w AS (PARTITION BY site)",
                "SELECT * FROM (VALUES (1, 'a'), (2, 'it''s')) AS t(a, b)",
                "SELECT * FROM range(10), generate_series(1, 3), unnest([1, 2]) AS u(v)",
                "SELECT unnest([1, 2]), [x + 1 FOR x IN [1, 2] IF x > 1], list_transform([1], lambda x: x + 1)",
                "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r",
                "SELECT * FROM (PIVOT traffic ON site IN ('a') USING sum(requests) GROUP BY time)",
                "SELECT DISTINCT ON (site) site, * EXCLUDE (site) FROM traffic USING SAMPLE 10%",
                "SELECT * FROM traffic TABLESAMPLE RESERVOIR(10)",
                "SELECT CASE WHEN requests BETWEEN 1 AND 2 THEN requests::DOUBLE ELSE TRY_CAST(site AS DECIMAL(3, 1)) END FROM traffic",
                "SELECT site LIKE 'a%' OR site ~ '^a+$' OR regexp_matches(site, 'b') FROM traffic QUALIFY rank() OVER (ORDER BY time) < 3",
                "SELECT DATE_TRUNC('hour', time), EXTRACT(day FROM time), time + INTERVAL 1 DAY, now(), current_date FROM traffic",
                "SELECT {'a': 1}.a, MAP {'k': 1}['k'], [1, 2][1:2], struct_pack(a := 1), 'x' || 'y', 7 // 2, -(3), 5!",
                "SELECT time, COUNT(*) FILTER (WHERE requests > 1) FROM traffic GROUP BY GROUPING SETS ((time), ())",
                "SELECT (SELECT max(requests) FROM traffic u WHERE u.site = t.site) FROM traffic t LIMIT 10%",
                "SELECT * FROM traffic t ASOF JOIN events e ON t.site = e.site AND t.time >= e.timestamp",
            })
    void queriesPass(String sql) {
        try (Answer answer = engine.ask(Question.of(sql, Ledger.EMPTY))) {
            answer.texts().forEachRemaining(row -> {});
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    ~~ | it has 0 statements
                    SELEC 1 | Invalid SQL: syntax error at or near "SELEC" (at character 1)
                    SELECT 'open | Invalid SQL:
                    SELECT 1; SELECT 2 | it has 2 statements; ask one query at a time
                    SELECT 1; DROP VIEW traffic | only queries are allowed
                    DROP VIEW traffic | only queries are allowed; write SELECT … FROM one of ai, audiences,
                    CREATE TABLE x AS SELECT 1 | only queries are allowed
                    INSERT INTO traffic VALUES (1) | only queries are allowed
                    UPDATE traffic SET requests = 1 | only queries are allowed
                    DELETE FROM traffic | only queries are allowed
                    COPY (SELECT 1) TO '%s/lines/out.csv' | only queries are allowed
                    COPY traffic FROM '%s/lines/secret.csv' | only queries are allowed
                    EXPORT DATABASE '%s/lines/out' | only queries are allowed
                    IMPORT DATABASE '%s/lines/out' | only queries are allowed
                    ATTACH '%s/lines/out.db' | only queries are allowed
                    DETACH memory | only queries are allowed
                    USE memory | only queries are allowed
                    INSTALL httpfs | only queries are allowed
                    LOAD httpfs | only queries are allowed
                    SET memory_limit = '100GB' | only queries are allowed
                    SET VARIABLE x = 1 | only queries are allowed
                    RESET memory_limit | only queries are allowed
                    PRAGMA database_list | only queries are allowed
                    PRAGMA enable_profiling | only queries are allowed
                    CALL duckdb_settings() | only queries are allowed
                    EXPLAIN ANALYZE SELECT 1 | only queries are allowed
                    PREPARE p AS SELECT 1 | only queries are allowed
                    EXECUTE p | only queries are allowed
                    CHECKPOINT | only queries are allowed
                    VACUUM | only queries are allowed
                    BEGIN TRANSACTION | only queries are allowed
                    CREATE SECRET (TYPE s3) | only queries are allowed
                    CREATE MACRO f() AS 1 | only queries are allowed
                    PIVOT traffic ON site USING sum(requests) | only queries are allowed
                    WITH x AS (DELETE FROM traffic RETURNING *) SELECT * FROM x | not DELETE_QUERY_NODE
                    WITH x AS (INSERT INTO traffic VALUES (1) RETURNING *) FROM x | not INSERT_QUERY_NODE
                    SELECT * FROM '%s/lines/secret.csv' | Unknown view: %s/lines/secret.csv
                    SELECT * FROM "/etc/passwd" | Unknown view: /etc/passwd
                    SELECT * FROM read_csv('%s/lines/secret.csv') | function read_csv is none
                    SELECT * FROM read_text('/etc/passwd') | function read_text is none
                    SELECT * FROM read_blob('/etc/passwd') | function read_blob is none
                    SELECT * FROM read_parquet('x') | function read_parquet is none
                    SELECT * FROM glob('/*') | function glob is none
                    SELECT * FROM parquet_metadata('x') | function parquet_metadata is none
                    SELECT * FROM duckdb_settings() | function duckdb_settings is none
                    SELECT * FROM pragma_version() | function pragma_version is none
                    SELECT * FROM query('SELECT 1') | function query is none
                    SELECT * FROM query_table('traffic') | function query_table is none
                    SELECT * FROM json_execute_serialized_sql('{}') | function json_execute_serialized_sql is none
                    SELECT * FROM system.main.duckdb_settings() | function system.main.duckdb_settings is none
                    SELECT * FROM range((SELECT max(x) FROM read_text('/etc/passwd'))) | function read_text is none
                    SELECT * FROM information_schema.tables | Unknown view: information_schema.tables
                    SELECT * FROM pg_catalog.pg_class | Unknown view: pg_catalog.pg_class
                    SELECT * FROM duckdb_tables | Unknown view: duckdb_tables
                    SELECT * FROM sqlite_master | Unknown view: sqlite_master
                    SELECT * FROM main.traffic | Unknown view: main.traffic
                    SELECT * FROM temp.main.weir_live | Unknown view: temp.main.weir_live
                    SELECT * FROM weir_live, traffic | Unknown view: weir_live
                    SELECT * FROM weir_visible_lines, events | Unknown view: weir_visible_lines
                    WITH sqlite_master AS (SELECT * FROM sqlite_master) SELECT * FROM sqlite_master | Unknown view: sqlite_master
                    WITH RECURSIVE sqlite_master AS (SELECT name FROM sqlite_master UNION ALL SELECT 'x') FROM sqlite_master | Unknown view: sqlite_master
                    WITH a AS (FROM b), b AS (SELECT 1) FROM a | Unknown view: b
                    SELECT * FROM (WITH sqlite_master AS (SELECT 1) SELECT 1), sqlite_master | Unknown view: sqlite_master
                    SELECT (SELECT count(*) FROM sqlite_master) | Unknown view: sqlite_master
                    SELECT 1 IN (SELECT 1 FROM sqlite_master) | Unknown view: sqlite_master
                    SELECT 1 ORDER BY (SELECT 1 FROM sqlite_master) | Unknown view: sqlite_master
                    SELECT 1 LIMIT (SELECT 1 FROM sqlite_master) | Unknown view: sqlite_master
                    SELECT sum(1) FILTER (WHERE EXISTS (FROM sqlite_master)) | Unknown view: sqlite_master
                    SELECT sum(1) OVER (ORDER BY (SELECT 1 FROM sqlite_master)) | Unknown view: sqlite_master
                    SELECT list_transform([1], lambda x: getvariable('y')) | function getvariable is none
                    SELECT * FROM traffic AT (VERSION => 1) | not AT
                    SELECT * FROM (DESCRIBE traffic) | not SHOW_REF
                    SHOW ALL TABLES | not SHOW_REF
                    SUMMARIZE traffic | not SHOW_REF
                    SELECT getenv('HOME') | function getenv is none
                    SELECT current_setting('memory_limit') | function current_setting is none
                    SELECT getvariable('x') | function getvariable is none
                    SELECT main.getvariable('x') | function main.getvariable is none
                    SELECT current_user | function current_user is none
                    SELECT current_database(), 1 | function current_database is none
                    SELECT "user" | function user is none
                    SELECT version() | function version is none
                    SELECT nextval('s') | function nextval is none
                    SELECT pg_sleep(5) | function pg_sleep is none
                    SELECT sleep_ms(5000) | function sleep_ms is none
                    SELECT write_log('x') | function write_log is none
                    SELECT setseed(1) | function setseed is none
                    SELECT weir_text('FF') | function weir_text is none
                    SELECT json_serialize_sql('SELECT 1') | function json_serialize_sql is none
                    SELECT length(repeat('x', 2000000000)) | function repeat is none
                    SELECT length(lpad('x', 2000000000, 'y')) | function lpad is none
                    SELECT format('{:>1000000000}', 'x') | function format is none
                    SELECT printf('%1000000000d', 1) | function printf is none
                    SELECT len(range(1000000000)) | function range is none
                    SELECT len(generate_series(1, 1000000000)) | function generate_series is none
                    SELECT list_resize([1], 1000000000) | function list_resize is none
                    SELECT ? | a query has no parameters
                    SELECT $x | a query has no parameters
                    DESCRIBE nowhere | Unknown view: nowhere
                    DESCRIBE sqlite_master | Unknown view: sqlite_master
                    DESCRIBE traffic; DROP VIEW traffic | Unknown view: traffic; drop view traffic
                    SELECT list_transform([1], lambda a: list_transform([1], lambda b: list_transform([1], lambda c: list_transform([1], lambda d: d)))) | too deeply nested
                    """)
    void allElseIsRefused(String sql, String why) throws Exception {
        String tables = directory.resolve("tables").toString();
        requireRefused(sql.replace("%s", tables), why.replace("%s", tables));
    }

    /** Texts that are long or deep, or ask for much. */
    static Stream<List<String>> heavy() {
        StringBuilder doubling = new StringBuilder("WITH c0 AS (SELECT * FROM range(2))");
        for (int i = 1; i < 30; i++) {
            doubling.append(", c%d AS (SELECT a.range FROM c%d a, c%d b)".formatted(i, i - 1, i - 1));
        }
        return Stream.of(
                List.of("SELECT '" + "x".repeat(70_000) + "'", "and 65536 is the limit"),
                List.of("SELECT " + "(".repeat(30_000) + "1" + ")".repeat(30_000), "too deeply nested"),
                List.of("SELECT " + "[".repeat(30_000) + "1" + "]".repeat(30_000), "too deeply nested"),
                List.of("SELECT 1" + "+1".repeat(30_000), "too deeply nested"),
                List.of("SELECT " + "NOT ".repeat(15_000) + "true", "too deeply nested"),
                List.of("SELECT 1" + "::INT".repeat(12_000), "too deeply nested"),
                List.of("SELECT a" + ".a".repeat(30_000), "too deeply nested"),
                List.of(
                        "SELECT * FROM " + "(SELECT * FROM ".repeat(4_000) + "range(1)" + ")".repeat(4_000),
                        "too deeply nested"),
                List.of("SELECT 1 FROM range(1)" + ", range(1)".repeat(6_000), "too deeply nested"),
                List.of("SELECT 1 FROM range(1)" + ", range(1)".repeat(200), "names more than 100 relations"),
                List.of(
                        "SELECT 1 FROM traffic" + " UNION ALL SELECT 1 FROM traffic".repeat(200),
                        "names more than 100 relations"),
                List.of(doubling + " SELECT * FROM c29", "names more than 100 relations"),
                List.of("SELECT count(DISTINCT range) FROM range(1000000000)", "it needs more memory than it may take"),
                List.of(
                        "SELECT length(string_agg(range::VARCHAR, ',')) FROM range(1000000000)",
                        "it needs more memory"),
                List.of(
                        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
                        "it took longer than 3 s"),
                List.of(
                        "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b",
                        "it took longer than 3 s"),
                List.of("SELECT count(*) FROM generate_series(1, 9223372036854775807)", "it took longer than 3 s"));
    }

    @ParameterizedTest
    @MethodSource("heavy")
    void muchIsGivenUp(List<String> statement) throws Exception {
        requireRefused(statement.get(0), statement.get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('/etc/passwd')",
                "ATTACH '/tmp/weir-test-never.db'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET memory_limit = '1TB'",
                "SET enable_external_access = true",
                "COPY (SELECT 1) TO '/tmp/weir-test-never.csv'",
                "EXPORT DATABASE '/tmp/weir-test-never'",
            })
    void theDatabaseItselfRefusesWhatTheGuardMightOverlook(String sql) {
        try (DuckDbDatabase database = DuckDbDatabase.open(List.of(directory.resolve("tables")), "300MB");
                var connection = database.connect()) {
            assertThatThrownBy(() -> DuckDbDatabase.run(connection, sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(disabled|locked|not exist|cannot|Cannot).*");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        assertThat(Path.of("/tmp/weir-test-never.db")).doesNotExist();
    }

    @Test
    void asManyRelationsAsAllowedArePlanned() {
        String sql = "SELECT COUNT(*) FROM traffic" + ", clients".repeat(99);
        try (Answer answer = engine.ask(Question.of(sql, Ledger.EMPTY))) {
            assertThat(answer.texts().next()).containsExactly("0");
        }
    }

    private void requireRefused(String sql, String why) throws Exception {
        List<String> before = files();
        // What is refused for another reason is, however slow the machine.
        Duration timeout = Duration.ofSeconds(why.contains("took longer") ? 3 : 600);
        assertThatThrownBy(() -> {
                    Question question = new Question(sql, Optional.of(Ledger.EMPTY), new Cancellation().after(timeout));
                    try (Answer answer = engine.ask(question)) {
                        answer.texts().forEachRemaining(row -> {});
                    }
                })
                .isInstanceOfAny(IllegalArgumentException.class, CancelledException.class)
                .hasMessageContaining(why);
        assertThat(files()).as("files").isEqualTo(before);
        try (Answer answer = engine.ask(Question.of("SELECT COUNT(*) FROM traffic", Ledger.EMPTY))) {
            assertThat(answer.texts().next()).as("the next answer").containsExactly("0");
        }
    }

    /** Below the warehouse, and where the process runs, but for what other tests' processes leave there. */
    private List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        for (Path root : List.of(directory, Path.of("").toAbsolutePath())) {
            try (Stream<Path> found = Files.walk(root, root.equals(directory) ? 9 : 1)) {
                files.addAll(new TreeSet<>(found.map(Path::toString)
                        .filter(file -> OTHERS.stream().noneMatch(file::endsWith))
                        .toList()));
            }
        }
        return files;
    }
}
