package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands on a warehouse say, to people and to programs; all of them on one warehouse. */
class CommandsTest {
    private static final String DAY = "2026-11-20";

    @TempDir
    static Path temp;

    private static Path warehouse;

    @BeforeAll
    static void fillWarehouse() throws IOException {
        warehouse = temp.resolve("warehouse");
        Path log = Files.writeString(
                temp.resolve("access.log"),
                Hit.at(DAY + "T10:00:00Z", 1).ingress() + "\n"
                        + new Hit(
                                        java.time.Instant.parse(DAY + "T10:01:00Z"),
                                        "f".repeat(32),
                                        "10.0.0.1",
                                        "/a,\"b",
                                        404,
                                        5)
                                .ingress()
                                .replace("/a,\"b", "/a,\\x22b")
                        + "\nno log line, \"quoted\"\n",
                StandardCharsets.UTF_8);

        Cli first = Cli.run("import", "--warehouse", warehouse, "--json", log);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(names(first.json())).containsExactly("files", "lines", "warehouse");
        assertThat(first.json().get("files").asInt()).isEqualTo(1);
        assertThat(first.json().get("lines").asInt()).isEqualTo(3);
        Cli again = Cli.run("import", "--warehouse", warehouse, log);
        assertThat(again.code()).isZero();
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).contains("Imported 0 lines");

        Cli batch = Cli.run("batch", "--warehouse", warehouse, "--json");
        assertThat(batch.code()).as(batch.err()).isZero();
        assertThat(names(batch.json()))
                .containsExactly("days", "accepted", "duplicates", "rejected", "differing", "unexplained", "lost");
        assertThat(batch.json().get("accepted").asInt()).isEqualTo(2);
        Cli nothing = Cli.run("batch", "--warehouse", warehouse);
        assertThat(nothing.code()).isZero();
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).contains("Nothing to do");
    }

    @Test
    void statusSaysWhatIsThere() {
        JsonNode status = run("status", "--json").json();

        assertThat(names(status))
                .containsExactly(
                        "warehouse",
                        "ledger_position",
                        "answers_since_position",
                        "speed_segments",
                        "publications",
                        "visible_speed_segments",
                        "visible_batch_segments",
                        "received",
                        "accepted",
                        "duplicates",
                        "rejected",
                        "balance",
                        "duplicates_found_by_batch",
                        "holes",
                        "positions_in_holes",
                        "hole_list",
                        "last_arrival",
                        "seconds_since_last_arrival",
                        "lag_seconds",
                        "last_publication",
                        "formats",
                        "days_to_recompute",
                        "incomplete_days");
        assertThat(names(run("status", "--json", "--sizes").json()))
                .endsWith("archive_bytes", "table_bytes", "ledger_bytes");
        assertThat(status.get("balance").asInt()).isZero();
        assertThat(status.get("received").asInt()).isEqualTo(3);
        assertThat(status.get("formats").get("ingress-nginx").asInt()).isEqualTo(2);
        assertThat(status.get("days_to_recompute").asInt()).isZero();
        assertThat(run("status").out()).contains("balance                  0\n");
    }

    @ParameterizedTest
    @CsvSource({"--engine, spark", "--as-of, 1"})
    void whatIsForTheWarehouseIsNotSilentlyLeftOutWithBigQuery(String option, String value) {
        Cli failed = Cli.run("query", "--bigquery", "acme.weir", option, value, "SELECT 1");

        assertThat(failed.code()).isPositive();
        assertThat(failed.err()).contains(option + " is for the warehouse");
    }

    @Test
    void ipTellsWhatIsKnownOfAnAddressAndWhatItAskedFor() {
        JsonNode known = run("ip", "--json", "::ffff:10.0.0.1").json();

        assertThat(names(known))
                .containsExactly(
                        "address",
                        "network",
                        "country",
                        "asn",
                        "organisation",
                        "network_kind",
                        "robots",
                        "days",
                        "agents");
        assertThat(known.get("address").asText()).isEqualTo("10.0.0.1");
        assertThat(known.get("network_kind").asText()).isEqualTo("private");
        assertThat(known.get("days")).hasSize(1);
        assertThat(known.get("days").get(0).get("day").asText()).isEqualTo(DAY);
        assertThat(known.get("days").get(0).get("status_4xx").asInt()).isEqualTo(1);
        assertThat(known.get("days").get(0).get("requests").asInt()).isEqualTo(2);
        assertThat(known.get("agents").get(0).get("requests").asInt()).isEqualTo(2);
        assertThat(run("ip", "10.0.0.1").out())
                .containsPattern(DAY + " +2 requests, \\d+ bytes, 1 of status 4xx, 0 of 5xx\n");
        assertThat(run("ip", "66.249.66.1").out())
                .contains("network_kind  crawler\n")
                .contains("robot         Googlebot publishes this address\n")
                .endsWith("It was not seen here.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "example.com", "10.0.0.1' OR 'a' = 'a", ""})
    void ipRefusesWhatIsNoAddress(String text) {
        Cli refused = Cli.run("ip", "--warehouse", warehouse, text);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("Invalid address: " + text + ", must be one such as 192.0.2.7");
    }

    @Test
    void driftSaysWhy() {
        JsonNode drift = run("drift", "--json").json();

        assertThat(drift.get("unexplained").asInt()).isZero();
        assertThat(names(drift.get("drift").get(0)))
                .containsExactly(
                        "position",
                        "day",
                        "rollup",
                        "cells",
                        "differing",
                        "speed",
                        "batch",
                        "difference",
                        "duplicate",
                        "late",
                        "healed",
                        "model_change",
                        "unexplained");
        assertThat(run("drift", "--day", "2020-01-01", "--json").json().get("drift"))
                .isEmpty();
        assertThat(run("drift").out().lines().findFirst().orElseThrow()).startsWith("position     day");
    }

    @Test
    void deadLettersAreListed() {
        JsonNode letters = run("dead-letters", "--json").json();

        assertThat(letters).hasSize(1);
        assertThat(names(letters.get(0)))
                .containsExactly("source", "reason", "lines", "first_day", "last_day", "sample");
        assertThat(letters.get(0).get("sample").asText()).isEqualTo("no log line, \"quoted\"");
        assertThat(letters.get(0).get("source").asText())
                .isEqualTo(temp.resolve("access.log").toString());
    }

    @Test
    void answersComeAsJsonCsvOrTable() {
        String sql = "SELECT time, path, requests FROM not_found";

        assertThat(run("query", "--json", sql).out())
                .isEqualTo("[\n{\"time\":\"2026-11-20T10:00:00.000Z\",\"path\":\"/a,\\\"b\",\"requests\":1}\n]\n");
        assertThat(run("query", "--csv", sql).out().replace("\r\n", "\n"))
                .isEqualTo("time,path,requests\n2026-11-20T10:00:00.000000Z,\"/a,\"\"b\",1\n");
        assertThat(run("query", sql).out().lines().map(String::strip))
                .containsExactly(
                        "time                         path   requests", "2026-11-20T10:00:00.000000Z  /a,\"b  1");
        assertThat(run("query", "--json", "SELECT * FROM traffic WHERE false").json())
                .isEmpty();
        assertThat(run("query", "--csv", "SELECT 1 AS a, 2 AS a, NULL AS b")
                        .out()
                        .replace("\r\n", "\n"))
                .isEqualTo("a,a,b\n1,2,\n");
        assertThat(run("query", "DESCRIBE traffic").out()).contains("requests", "BIGINT");
    }

    @Test
    void thePastCanBeAskedFor() {
        String sql = "SELECT COUNT(*) AS n FROM events";

        assertThat(run("query", "--json", "--as-of", "0", sql)
                        .json()
                        .get(0)
                        .get("n")
                        .asInt())
                .isZero();
        assertThat(run("query", "--json", "--as-of", "1", sql)
                        .json()
                        .get(0)
                        .get("n")
                        .asInt())
                .isEqualTo(2);
        assertThat(run("query", "--json", "--as-of", "2020-01-01T00:00:00Z", sql)
                        .json()
                        .get(0)
                        .get("n")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "99 | Invalid position: 99",
                "-1 | Invalid --as-of: -1",
                "yesterday | Invalid --as-of: yesterday",
                "'' | Invalid --as-of: ",
                "99999999999999999999 | Invalid --as-of: 9999",
            })
    void aPastThatNeverWasIsTold(String asOf, String message) {
        requireOneLine(Cli.run("query", "--warehouse", warehouse, "--as-of=" + asOf, "SELECT 1"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DROP VIEW traffic | only queries are allowed",
                "SELECT nothing FROM traffic | nothing",
                "SELECT * FROM nowhere | Unknown view: nowhere",
                "SELECT nofunction(1) | nofunction",
                "SELECT CAST('x' AS INT) | Could not convert string 'x' to INT32",
                "SELECT repeat('x', 3) | function repeat is none that queries may use",
                "DESCRIBE nowhere | Unknown view: nowhere",
                "DESCRIBE traffic; DROP VIEW traffic | Unknown view",
            })
    void wrongQueriesAreTold(String sql, String message) {
        Cli failed = Cli.run("query", "--warehouse", warehouse, sql);

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains(message).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DROP VIEW traffic | only queries are allowed",
                "SELECT nothing FROM traffic | nothing",
                "SELECT * FROM nowhere | Unknown view: nowhere",
                "SELECT nofunction(1) | nofunction",
                "SELECT element_at(array(1), 0) | The index 0 is invalid",
                "DESCRIBE nowhere | Unknown view: nowhere",
            })
    void wrongQueriesAreToldBySpark(String sql, String message) {
        Cli failed = Cli.run("query", "--engine", "spark", "--warehouse", warehouse, sql);

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains(message).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT time, path, requests FROM not_found",
                "SELECT * FROM events ORDER BY event_id",
                "SELECT * FROM dead_letters",
                "SELECT * FROM ledger ORDER BY position, day",
                "SELECT * FROM drift ORDER BY position, day, rollup",
                "SELECT * FROM traffic ORDER BY time",
                "SELECT CAST(1.5 AS DECIMAL(5, 2)) AS a, CAST(1e20 AS DOUBLE) AS b, CAST(0.1 AS FLOAT) AS c, NULL AS d, true AS e,"
                        + " DATE '2026-11-20' AS f, array_agg(requests) AS g, CAST('NaN' AS DOUBLE) AS h, unhex('00FF') AS i FROM traffic",
                "DESCRIBE traffic",
                "DESCRIBE events",
                "DESCRIBE ledger",
                "SHOW VIEWS",
            })
    void enginesPrintTheSame(String sql) {
        for (String form : List.of("--json", "--csv")) {
            assertThat(run("query", "--engine", "duckdb", form, sql).out())
                    .as(form)
                    .isEqualTo(run("query", "--engine", "spark", form, sql).out());
        }
        assertThat(run("query", "--engine", "duckdb", sql).out())
                .isEqualTo(run("query", "--engine", "spark", sql).out());
    }

    @Test
    void anAnswerThatTakesTooLongIsGivenUp() {
        for (String engine : List.of("duckdb", "spark")) {
            requireOneLine(
                    Cli.run(
                            "query",
                            "--engine",
                            engine,
                            "--timeout",
                            "1",
                            "--warehouse",
                            warehouse,
                            engine.equals("spark")
                                    ? "SELECT SUM(a.id * b.id) FROM range(10000000) a, range(10000000) b"
                                    : "SELECT SUM(a.range * b.range) FROM range(10000000) a, range(10000000) b"),
                    "it took longer than 1 s; ask about fewer days, or allow more with --timeout");
        }
        requireOneLine(
                Cli.run("query", "--timeout", "0", "--warehouse", warehouse, "SELECT 1"),
                "Invalid --timeout: 0, must be at least 1");
    }

    @Test
    void twoColumnsOfOneNameAreNoObject() {
        requireOneLine(
                Cli.run("query", "--warehouse", warehouse, "--json", "SELECT 1 AS a, 2 AS a"), "rename one with AS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nosuchcommand",
                "query",
                "query --json --csv x",
                "verify",
                "verify --day 20.11.2026",
                "import",
                "stream",
                "batch --day tomorrow",
                "clean --keep-days many",
                "status --no-such-option",
                "dead-letters --pin x"
            })
    void wrongOptionsAreToldAndEndWithTwo(String arguments) {
        Cli failed = Cli.run((Object[]) (arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)));

        assertThat(failed.code()).isEqualTo(2);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .containsAnyOf("Usage: weir", "Did you mean: weir")
                .doesNotContain("\tat ");
    }

    @Test
    void cleanSaysWhatItWouldDo() {
        JsonNode dry = run("clean", "--dry-run", "--json").json();

        assertThat(names(dry)).containsExactly("horizon", "superseded", "abandoned", "dry_run");
        assertThat(dry.get("superseded").asInt()).isZero();
        Cli done = Cli.run("clean", "--warehouse", warehouse, "--json");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.json().get("dry_run").asBoolean()).isFalse();
        requireOneLine(Cli.run("clean", "--warehouse", warehouse, "--keep-days", "-1"), "Invalid --keep-days: -1");
    }

    private static Cli run(String command, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(command, "--warehouse", warehouse));
        all.addAll(List.of(arguments));
        Cli done = Cli.run(all.toArray());
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.err()).isEmpty();
        return done;
    }

    static void requireOneLine(Cli failed, String message) {
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().strip().lines()).as(failed.err()).hasSize(1);
        assertThat(failed.err()).contains(message);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
