package dev.weir.serving.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.warehouse.Sessions;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlySqlTest {
    private static final String DEEPER = "nested more than 100 deep, which is the limit";

    private static final List<String> VIEWS = List.of("traffic", "events");

    private final SparkSession spark = Sessions.start("tests");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT * FROM traffic",
                "SELECT * FROM TRAFFIC t JOIN events USING (time) WHERE requests > 1 ORDER BY 1 LIMIT 3 OFFSET 1",
                "select site, sum(requests) from traffic group by all having sum(requests) > 1;",
                "WITH t AS (SELECT * FROM traffic), u AS (SELECT * FROM t) SELECT * FROM u UNION ALL SELECT * FROM t",
                "SELECT * FROM (SELECT * FROM traffic) WHERE time = (SELECT MAX(time) FROM traffic)",
                "SELECT * FROM traffic WHERE EXISTS (SELECT 1 FROM events) AND site IN (SELECT site FROM events)",
                "SELECT SUM(requests) OVER w FROM traffic WINDOW w AS (PARTITION BY site ORDER BY time)",
                "SELECT * FROM VALUES (1, 'a'), (2, 'it''s') AS t(a, b)",
                "SELECT * FROM range(10)",
                "SELECT explode(array(1, 2))",
                "SELECT * FROM traffic LATERAL VIEW explode(array(1, 2)) e AS x",
                "SELECT * FROM traffic TABLESAMPLE (10 ROWS)",
                "SELECT * FROM traffic PIVOT (SUM(requests) FOR site IN ('a', 'b'))",
                "FROM traffic SELECT site",
                "SELECT transform(split(site, '[.]'), x -> upper(x)), filter(array(1), x -> x > 1) FROM traffic",
                "SELECT date_trunc('HOUR', time), EXTRACT(HOUR FROM time), time - INTERVAL 1 DAY FROM traffic",
                "SELECT percentile(requests, 0.5), PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY requests) FROM traffic",
                "SELECT COUNT(*) FILTER (WHERE site RLIKE 'a'), ANY_VALUE(site), FIRST(site) FROM traffic",
                "SELECT POSITION('a' IN site), TRIM(BOTH '/' FROM site), SUBSTRING(site FROM 2), site || 'x' FROM traffic",
                "SELECT from_json(attributes, 'a STRING').a, get_json_object(attributes, '$.a') FROM events",
                "SELECT '${x}', \"${env:HOME}\"",
                "TABLE traffic"
            })
    void queriesPass(String sql) {
        assertThatCode(() -> ReadOnlySql.check(spark, sql, VIEWS)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO traffic VALUES (1)",
                "INSERT OVERWRITE DIRECTORY '/tmp/x' USING parquet SELECT 1",
                "CREATE TABLE t AS SELECT 1",
                "CREATE TEMPORARY VIEW traffic AS SELECT 1",
                "CREATE TEMPORARY FUNCTION f AS 'x'",
                "DROP VIEW traffic",
                "DELETE FROM delta.`/tmp/x`",
                "UPDATE traffic SET requests = 0",
                "MERGE INTO traffic USING events ON true WHEN MATCHED THEN DELETE",
                "TRUNCATE TABLE traffic",
                "SET spark.sql.shuffle.partitions = 1",
                "RESET",
                "USE default",
                "SHOW TABLES",
                "EXPLAIN SELECT 1",
                "CACHE TABLE traffic",
                "ADD JAR '/tmp/x.jar'",
                "LOAD DATA INPATH '/tmp/x' INTO TABLE traffic",
                "REFRESH TABLE traffic",
                "VACUUM delta.`/tmp/x` RETAIN 0 HOURS",
                "OPTIMIZE delta.`/tmp/x`",
                "RESTORE TABLE delta.`/tmp/x` TO VERSION AS OF 0",
                "CONVERT TO DELTA parquet.`/tmp/x`",
                "SELECT * FROM delta.`/tmp/x`",
                "SELECT * FROM parquet.`/etc/passwd`",
                "SELECT * FROM text.`/etc/passwd`",
                "SELECT * FROM `delta`.`/tmp/x`",
                "SELECT * FROM traffic VERSION AS OF 1",
                "SELECT * FROM lines",
                "SELECT * FROM default.traffic",
                "SELECT * FROM IDENTIFIER('delta.`/tmp/x`')",
                "SELECT * FROM table_changes_by_path('/tmp/x', 0)",
                "SELECT * FROM table_changes('delta.`/tmp/x`', 0)",
                "WITH t AS (SELECT * FROM text.`/etc/passwd`) SELECT * FROM t",
                "WITH t AS (WITH u AS (SELECT * FROM text.`/etc/passwd`) SELECT * FROM u) SELECT * FROM t",
                "SELECT * FROM traffic WHERE time = (SELECT MAX(time) FROM delta.`/tmp/x`)",
                "SELECT * FROM traffic WHERE EXISTS (SELECT 1 FROM delta.`/tmp/x`)",
                "SELECT * FROM traffic WHERE site IN (SELECT value FROM text.`/etc/passwd`)",
                "SELECT (WITH t AS (SELECT value FROM text.`/etc/passwd`) SELECT MAX(value) FROM t)",
                "SELECT * FROM traffic, LATERAL (SELECT * FROM text.`/etc/passwd`)",
                "SELECT TRANSFORM (site) USING 'cat' AS (a) FROM traffic",
                "FROM traffic SELECT TRANSFORM (site) USING 'sh -c id'",
                "FROM traffic INSERT INTO t SELECT site",
                "SELECT reflect('java.lang.System', 'exit', 1)",
                "SELECT JAVA_METHOD('java.lang.Runtime', 'getRuntime')",
                "SELECT `reflect`('java.lang.System', 'nanoTime')",
                "SELECT * FROM traffic ORDER BY reflect('java.lang.System', 'nanoTime')",
                "SELECT * FROM traffic WHERE upper(reflect('java.lang.System', 'nanoTime')) = 'x'",
                "SELECT transform(array(1), x -> reflect('java.lang.System', 'nanoTime'))",
                "SELECT SUM(requests) OVER w FROM traffic WINDOW w AS (ORDER BY reflect('java.lang.System', 'nanoTime'))",
                "SELECT * FROM VALUES (reflect('java.lang.System', 'nanoTime'))",
                "SELECT * FROM range(CAST(reflect('java.lang.System', 'nanoTime') AS INT))",
                "SELECT 1 LIMIT CAST(reflect('java.lang.System', 'nanoTime') AS INT)",
                "SELECT IDENTIFIER('reflect')('java.lang.System', 'nanoTime')",
                "SELECT COUNT(*) FROM traffic GROUP BY ROLLUP (reflect('java.lang.System', 'nanoTime'))",
                "SELECT * FROM traffic PIVOT (SUM(requests) FOR site IN (SELECT 1))",
                "SELECT input_file_name() FROM traffic",
                "SELECT version()",
                "SELECT current_user()",
                "SELECT raise_error('x')",
                "SELECT xpath(raw, 'a/b') FROM dead_letters",
                "SELECT weir.parse_line(site, site, site, site) FROM traffic",
                "SELECT system.builtin.abs(1)",
                "SELECT * FROM traffic LATERAL VIEW reflect('java.lang.System', 'nanoTime') e AS x",
                "SELECT * FROM traffic LATERAL VIEW unknown(1) e AS x",
                "SELECT * FROM read_files('/etc/passwd')",
                "SELECT ${env:HOME}",
                "SELECT * FROM ${x}",
                "DECLARE VARIABLE x INT",
                "SET VARIABLE x = 1",
                "SET x = 1",
                "EXECUTE IMMEDIATE 'SELECT 1'",
                "BEGIN SELECT 1; END",
                "SELECT 1; DROP VIEW traffic",
                "SELECT 1; SELECT 2",
                "SELECT SUM(requests) OVER w FROM traffic WINDOW w AS (ORDER BY SUM(requests) OVER w)",
                "SELEKT 1",
                "SELECT 'unfinished",
                "SELECT 100000000000000000000000000000000000000",
                "",
                ";"
            })
    void everythingElseIsRefused(String sql) {
        assertThatThrownBy(() -> ReadOnlySql.check(spark, sql, VIEWS)).isInstanceOf(IllegalArgumentException.class);
    }

    /** What Spark would put in the place of a variable before it reads the statement. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "${env:PATH}",
                "${system:user.home}",
                "${spark:spark.app.name}",
                "${hiveconf:spark.app.name}",
                "${spark.app.name}"
            })
    void nothingIsSubstituted(String variable) {
        String sql = "SELECT '" + variable + "' AS text";

        ReadOnlySql.check(spark, sql, VIEWS);

        assertThat(spark.sql(sql).first().getString(0)).isEqualTo(variable);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SELECT reflect('java.lang.System', 'nanoTime') | reflect
                    SELECT * FROM traffic WHERE Input_File_Name() = '' | Input_File_Name
                    SELECT * FROM table_changes('t', 0)            | table_changes
                    SELECT * FROM traffic LATERAL VIEW f(1) e AS x | f
                    SELECT weir.event_id(site) FROM traffic        | weir.event_id""")
    void whatIsNoFunctionOfQueriesIsRefusedByName(String sql, String function) {
        assertThatThrownBy(() -> ReadOnlySql.check(spark, sql, VIEWS))
                .hasMessage("Cannot run this: function " + function + " is none that queries may use;"
                        + " `weir query 'SHOW FUNCTIONS'` lists those");
    }

    /** Names without parentheses, which Spark takes for functions where no column has them. */
    @ParameterizedTest
    @ValueSource(strings = {"current_user", "user", "CURRENT_USER"})
    void whoAsksIsNotTold(String name) {
        String sql = "SELECT * FROM (SELECT 1 AS x) WHERE '' IN (SELECT " + name + ")";
        ReadOnlySql.check(spark, sql, VIEWS);
        LogicalPlan understood = spark.sql(sql).queryExecution().analyzed();

        assertThatThrownBy(() -> ReadOnlySql.requireNoUser(understood))
                .hasMessageContaining("is none that queries may use");
    }

    @Test
    void aColumnMayBeNamedUser() {
        LogicalPlan understood = spark.sql("SELECT user, current_date FROM (SELECT 1 AS user)")
                .queryExecution()
                .analyzed();

        assertThatCode(() -> ReadOnlySql.requireNoUser(understood)).doesNotThrowAnyException();
    }

    @Test
    void sparkHasEveryFunctionThatQueriesMayUse() {
        assertThat(QueryFunctions.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(spark.catalog().functionExists(name))
                        .as(name)
                        .isTrue());
    }

    static List<Arguments> bombs() {
        int n = 10_000;
        return List.of(
                Arguments.of("SELECT " + "(".repeat(n) + "1" + ")".repeat(n), DEEPER),
                Arguments.of("SELECT " + "abs(".repeat(n) + "1" + ")".repeat(n), DEEPER),
                Arguments.of("SELECT " + "(SELECT ".repeat(5000) + "1" + ")".repeat(5000), DEEPER),
                Arguments.of("SELECT * FROM " + "(".repeat(n) + "traffic" + ")".repeat(n), DEEPER),
                Arguments.of("SELECT " + "(".repeat(n), DEEPER),
                Arguments.of("SELECT r'\\' || " + "(".repeat(n) + "'" + ")".repeat(n), DEEPER),
                Arguments.of("SELECT 'a''' -- '\n " + "(".repeat(n), DEEPER),
                Arguments.of("SELECT /*+ BROADCAST(t), ' */ " + "(".repeat(n), "the quote at character 26"),
                Arguments.of("SELECT 1 " + "/*".repeat(n) + "*/".repeat(n), "comments are nested more than 10 deep"),
                Arguments.of("SELECT 1 /* /*", "the comment at character 10 is never closed"),
                Arguments.of("SELECT " + "NOT ".repeat(n) + "true", "too deeply nested"),
                Arguments.of("SELECT " + "- ".repeat(n) + "1", "too deeply nested"),
                Arguments.of("SELECT 1" + "+1".repeat(n), "too deeply nested"),
                Arguments.of("SELECT '" + "x".repeat(1 << 16) + "'", "and 65536 is the limit"));
    }

    /** Spark's parser would take minutes for some of them. */
    @ParameterizedTest
    @MethodSource("bombs")
    void whatWouldTakeTheParserMinutesIsRefused(String sql, String message) {
        assertThatThrownBy(() -> ReadOnlySql.check(spark, sql, VIEWS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid SQL: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'%s'", "r'%s'", "\"%s\"", "1 AS `%s`", "1 -- %s\n", "1 /* %s */", "1 /* ' %s */"})
    void parenthesesInStringsAndCommentsAreNotNested(String form) {
        String sql = "SELECT " + String.format(form, "(".repeat(1000));

        assertThatCode(() -> ReadOnlySql.check(spark, sql, VIEWS)).doesNotThrowAnyException();
    }
}
