package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.TableResult;
import dev.weir.answers.Answers;
import dev.weir.bigquery.BigQueryViews;
import dev.weir.bigquery.DatasetName;
import dev.weir.catalogue.Column;
import dev.weir.catalogue.View;
import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import dev.weir.ledger.Ledger;
import dev.weir.serving.Answer;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BigQuery gives the answers that the warehouse gives, through the connector, whatever dies on the way there. */
class BigQueryTest {
    private static final int KILLED = 137;

    /** A data set that nobody writes to. */
    private static final String EMPTY = "acme.empty";

    @TempDir
    static Path shared;

    @TempDir
    Path temp;

    /** What the warehouse answers of all days, by the ledger's position: the past does not change. */
    private final Map<Long, Map<String, ViewAnswer>> answered = new HashMap<>();

    private static LocalBigQuery bigQuery;
    private static BigQuery client;

    @BeforeAll
    static void start() throws Exception {
        bigQuery = LocalBigQuery.start(shared);
        client = bigQuery.client();
        init(EMPTY, "traffic");
    }

    /** The emulator looks through all data sets for each name of a query. */
    @AfterEach
    void deleteDatasets() {
        for (var dataset :
                client.listDatasets(BigQuery.DatasetListOption.pageSize(1000)).getValues()) {
            if (!dataset.getDatasetId()
                    .getDataset()
                    .equals(DatasetName.parse(EMPTY).dataset())) {
                client.delete(dataset.getDatasetId(), BigQuery.DatasetDeleteOption.deleteContents());
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (bigQuery != null) {
            bigQuery.close();
        }
    }

    @Test
    void killedAnywhereItAnswersAsSparkNowAndAsOfThen() throws Exception {
        Generator.generate(GeneratorOptions.of(400, 7), temp);
        Path logs = temp.resolve("logs");
        // What BigQuery cannot take whole.
        Files.write(logs.resolve("long.log"), ("x".repeat(3 << 20) + "\n").getBytes(StandardCharsets.UTF_8));
        Path directory = temp.resolve("warehouse");
        succeed("bigquery", "init", "--bigquery", "acme.killed", "--label", "team=web");
        Object[] stream = {
            "stream",
            "--warehouse",
            directory,
            "--dir",
            logs,
            "--available-now",
            "--max-lines",
            200,
            "--idle",
            0,
            "--compact-after",
            2,
            "--bigquery",
            "acme.killed"
        };
        kill("uploaded", stream);
        assertThat(check(directory, "acme.killed").code()).as("it is behind").isOne();
        succeed(stream);
        Scene scene = new Scene(directory);
        long streamed = scene.ledger().position();
        assertThat(scene.ledger().compactions()).isNotEmpty();
        requireEqual(scene, scene.ledger(), "acme.killed", "%s");
        Object[] batch = {"batch", "--warehouse", directory, "--bigquery", "acme.killed"};
        kill("uploaded", batch);
        Object[] copy = {"bigquery", "copy", "--warehouse", directory, "--bigquery", "acme.killed"};
        kill("unveiled", copy);
        requireEqual(scene, scene.ledger().asOf(streamed), "acme.killed", "%s");
        succeed(copy);
        // As two leave them that copy at once.
        query("INSERT INTO acme.killed.entries SELECT * FROM acme.killed.entries");
        query("INSERT INTO acme.killed.visibility SELECT * FROM acme.killed.visibility WHERE day > '0001-01-01'");

        requireEqual(scene, scene.ledger(), "acme.killed", "%s");
        for (long position : new long[] {1, streamed}) {
            requireEqual(scene, scene.ledger().asOf(position), "acme.killed", "%s_as_of(" + position + ")");
        }
        LocalDate day = scene.ledger().visible().get(0).day();
        requireEqual(
                answers(scene, scene.ledger(), "day = DATE '" + day + "'"),
                "acme.killed",
                "%s_between(DATE '" + day + "', DATE '" + day + "')");
        requireSameAnswer(
                directory, "acme.killed", "SELECT time, requests, bytes, clients FROM traffic ORDER BY time", "--json");
        requireSameAnswer(
                directory, "acme.killed", "SELECT time, path, requests FROM paths ORDER BY time, path", "--csv");
        requireSameAnswer(
                directory, "acme.killed", "SELECT day, COUNT(*) AS n FROM events GROUP BY day ORDER BY day", "--json");
        Cli checked = check(directory, "acme.killed");
        assertThat(checked.code()).as(checked.toString()).isZero();
        assertThat(checked.json().get("digests_equal").asBoolean()).isTrue();
        assertThat(checked.json().get("tables")).hasSizeGreaterThanOrEqualTo(4);

        // Of the publication: rows of the attempts that were killed are seen by nobody.
        query("INSERT INTO acme.killed.cells SELECT * FROM acme.killed.cells WHERE day > '0001-01-01' AND upload ="
                + " (SELECT MIN(upload) FROM acme.killed.visibility WHERE day > '0001-01-01' AND position = (SELECT"
                + " MAX(position) FROM acme.killed.entries)) LIMIT 1");
        assertThat(check(directory, "acme.killed").code())
                .as("a row that is there twice is found")
                .isOne();
    }

    @Test
    void upgradesAddAndNeverChange() throws Exception {
        LocalBigQuery.initTables("acme.older");
        query("ALTER TABLE acme.older.lines DROP COLUMN tls_cipher");
        query("DROP TABLE acme.older.lines_other_days");
        assertThat(LocalBigQuery.initTables("acme.older"))
                .containsExactlyInAnyOrder("added column lines.tls_cipher", "made table lines_other_days");
        assertThat(LocalBigQuery.initTables("acme.older")).isEmpty();
        query("CREATE SCHEMA others");
        query("CREATE TABLE acme.others.lines (day STRING)");

        Cli refused = Cli.run("bigquery", "init", "--bigquery", "acme.others");

        assertThat(refused.code()).isOne();
        assertThat(refused.err()).contains("its column day is string, not date").doesNotContain("\tat ");
    }

    @Test
    void theCopyOfAWarehouseOfFormat1StaysAsItIs() throws Exception {
        Scene scene = new Scene(temp.resolve("warehouse"));
        scene.stream(Hit.at("2026-11-22T10:00:00Z", 1));
        LocalBigQuery.initTables("acme.format1");
        query("CREATE TABLE acme.format1.partials (segment STRING)");
        query(
                "INSERT INTO acme.format1.visibility (position, target, segment, day, layer, shown) VALUES (1, 'partials', 's',"
                        + " DATE '2026-11-22', 'speed', TRUE)");

        Cli init = Cli.run("bigquery", "init", "--bigquery", "acme.format1");
        Cli copy = Cli.run("bigquery", "copy", "--warehouse", scene.warehouse.location(), "--bigquery", "acme.format1");

        assertThat(List.of(init, copy)).allSatisfy(refused -> {
            assertThat(refused.code()).isOne();
            assertThat(refused.err())
                    .contains("Cannot use BigQuery acme.format1: it is the copy of a warehouse of format 1")
                    .contains("make a new data set by `weir bigquery init`");
        });
        assertThat(rows(query("SELECT COUNT(*) FROM acme.format1.entries"))).containsExactly("0");
    }

    @Test
    void answersThatNameNoClientMayLieApartFromTheTables() throws Exception {
        Scene scene = new Scene(temp.resolve("warehouse"));
        scene.stream(Hit.at("2026-11-22T10:00:00Z", 1));
        Cli made = succeed("bigquery", "init", "--bigquery", "acme.apart", "--views", "acme.answers");
        succeed("bigquery", "copy", "--warehouse", scene.warehouse.location(), "--bigquery", "acme.apart");

        Cli asked = succeed(
                "query",
                "--bigquery",
                "acme.apart",
                "--views",
                "acme.answers",
                "--csv",
                "SELECT requests FROM traffic");

        assertThat(made.err())
                .contains("made data set acme.answers")
                .contains("functions made, some of them in acme.answers");
        assertThat(asked.out()).isEqualTo("requests\n1\n");
        assertThat(succeed("query", "--bigquery", "acme.apart", "--csv", "SELECT client FROM clients")
                        .out())
                .as("all are beside the tables")
                .isEqualTo("client\n10.0.0.1\n");
        for (String naming : List.of("clients", "events", "dead_letters", "traffic_between(DATE '2026-11-22', NULL)")) {
            assertThat(Cli.run("query", "--bigquery", "acme.answers", "SELECT * FROM " + naming)
                            .code())
                    .as(naming)
                    .isOne();
        }
    }

    @Test
    void daysWithoutPartitionOfTheirOwnAreAnsweredLikeOthers() throws Exception {
        Scene scene = new Scene(temp.resolve("warehouse"));
        scene.stream(
                Hit.at("2026-11-22T10:00:00Z", 1),
                Hit.at("1999-12-31T10:00:00Z", 2),
                Hit.at("1970-01-02T10:00:00Z", 3));
        init("acme.ancient", "events", "traffic");
        Object[] copy = {"bigquery", "copy", "--warehouse", scene.warehouse.location(), "--bigquery", "acme.ancient"};
        query("ALTER TABLE acme.ancient.lines_other_days RENAME TO hidden");

        Cli missing = Cli.run(copy);
        query("ALTER TABLE acme.ancient.hidden RENAME TO lines_other_days");
        succeed(copy);

        assertThat(missing.code()).isOne();
        assertThat(missing.err())
                .contains("there is no table lines_other_days; make what is missing by `weir bigquery init");
        for (String table : List.of("lines", "lines_other_days")) {
            assertThat(rows(query("SELECT DISTINCT day FROM acme.ancient." + table + " WHERE day > '0001-01-01'")))
                    .as(table)
                    .containsExactlyElementsOf(
                            table.equals("lines") ? List.of("2026-11-22") : List.of("1970-01-02", "1999-12-31"));
        }
        Path directory = temp.resolve("warehouse");
        requireSameAnswer(
                directory, "acme.ancient", "SELECT day, time, requests, clients FROM traffic ORDER BY time", "--json");
        requireSameAnswer(
                directory, "acme.ancient", "SELECT day, COUNT(*) AS n FROM events GROUP BY day ORDER BY day", "--json");
        Cli checked = check(directory, "acme.ancient");
        assertThat(checked.code()).as(checked.toString()).isZero();
        assertThat(checked.json().get("tables")).hasSize(6);
    }

    @Test
    void aDataSetIsTheCopyOfOneWarehouse() {
        LocalBigQuery.initTables("acme.mine");
        Scene mine = new Scene(temp.resolve("mine"));
        mine.stream(Hit.at("2026-11-22T10:00:00Z", 1));
        succeed("bigquery", "copy", "--warehouse", mine.warehouse.location(), "--bigquery", "acme.mine");
        Scene yours = new Scene(temp.resolve("yours"));
        yours.stream(Hit.at("2026-11-22T10:00:00Z", 1));

        Cli refused = Cli.run("bigquery", "copy", "--warehouse", yours.warehouse.location(), "--bigquery", "acme.mine");

        assertThat(refused.code()).isOne();
        assertThat(refused.err()).contains("it is the copy of warehouse " + mine.warehouse.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme.missing | make what is missing by `weir bigquery init --bigquery acme.missing`",
                "acme | Invalid BigQuery data set: acme, must be PROJECT.DATASET",
                "acme.x`; DROP TABLE y | Invalid BigQuery data set"
            })
    void whatCannotBeIsTold(String dataset, String message) {
        Scene scene = new Scene(temp.resolve("warehouse"));
        scene.stream(Hit.at("2026-11-22T10:00:00Z", 1));

        Cli refused = Cli.run("batch", "--warehouse", scene.warehouse.location(), "--bigquery", dataset);

        assertThat(refused.code()).isOne();
        assertThat(refused.err()).contains(message).doesNotContain("\tat ");
        assertThat(scene.ledger().publications()).as("told before the work").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM entries WHERE TRUE | only queries are allowed, and BigQuery takes it for DELETE",
                "CREATE TABLE x (a INT64) | only queries are allowed",
                "SELECT 1; DROP TABLE entries | only queries are allowed",
                "SELECT * FROM nothing | Cannot use BigQuery acme.empty",
                "SELECT * FROM lines | day"
            })
    void aQueryOnlyReads(String sql, String message) {
        Cli refused = Cli.run("query", "--bigquery", EMPTY, sql);

        assertThat(refused.code()).as(refused.out()).isOne();
        assertThat(refused.err()).contains(message).doesNotContain("\tat ");
        assertThat(Cli.run("query", "--bigquery", EMPTY, "--csv", "SELECT COUNT(*) AS n FROM entries")
                        .out())
                .isEqualTo("n\n0\n");
    }

    @Test
    void whatAQueryWouldReadIsToldWithoutReading() {
        Cli told = Cli.run("query", "--bigquery", EMPTY, "--dry-run", "SELECT * FROM traffic");

        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out()).matches("\\d+ bytes would be read\n");
    }

    @Test
    void aRowThatBigQueryRefusesIsADeadLetterThere() throws Exception {
        Path logs = Files.createDirectories(temp.resolve("logs"));
        List<String> lines = hits(20);
        lines.set(7, lines.get(7).replace("Mozilla", RefusingBigQuery.MARK));
        Files.write(logs.resolve("access.log"), lines);
        Path directory = temp.resolve("warehouse");
        init("acme.refused", "dead_letters", "events", "traffic");

        succeed(stream(directory, logs, "acme.refused"));

        assertThat(rows(query("SELECT COUNT(*) FROM acme.refused.events"))).containsExactly("19");
        assertThat(rows(query("SELECT SUM(requests) FROM acme.refused.traffic")))
                .as("what was counted before is right")
                .containsExactly("20");
        String letters = "SELECT reason, source, position, raw_segment FROM %s";
        Scene scene = new Scene(directory);
        assertThat(rows(query(String.format(letters, "acme.refused.dead_letters"))))
                .as("its place")
                .containsExactlyElementsOf(rows(
                        scene,
                        String.format(letters, "events").replace("reason", "'refused_by_bigquery'")
                                + " WHERE user_agent_original LIKE '%" + RefusingBigQuery.MARK + "%'"));
        requireDifferenceExplained(directory, "acme.refused", true);
        query("INSERT INTO acme.refused.lines SELECT * FROM acme.refused.lines WHERE day > '0001-01-01'"
                + " AND outcome = 'accepted' LIMIT 1");
        requireDifferenceExplained(directory, "acme.refused", false);
    }

    @Test
    void aRowThatIsRefusedInEachUploadIsOneDeadLetter() throws Exception {
        Scene scene = new Scene(temp.resolve("warehouse"));
        RawLine[] lines = new RawLine[5];
        for (int i = 0; i < lines.length; i++) {
            String line = Hit.at("2026-11-22T10:00:00Z", i).ingress();
            lines[i] =
                    new RawLine("/logs/a.log", "", i, i == 3 ? line.replace("Mozilla", RefusingBigQuery.MARK) : line);
        }
        scene.stream(lines);
        scene.batch();
        init("acme.again", "dead_letters", "events");
        Object[] copy = {"bigquery", "copy", "--warehouse", scene.warehouse.location(), "--bigquery", "acme.again"};
        assertThat(kill("uploaded", copy))
                .as("the line's place and BigQuery's words")
                .contains("BigQuery acme.again refuses the line at position 3 of /logs/a.log (")
                .contains("which becomes a dead letter there: " + RefusingBigQuery.WORDS);
        succeed(copy);
        query("INSERT INTO acme.again.entries SELECT * FROM acme.again.entries");

        succeed(copy);

        assertThat(rows(query("SELECT COUNT(*) FROM acme.again.dead_letters"))).containsExactly("1");
        assertThat(rows(query("SELECT COUNT(*) FROM acme.again.events"))).containsExactly("4");
        requireDifferenceExplained(temp.resolve("warehouse"), "acme.again", true);
    }

    @Test
    void whereADeadLetterIsRefusedTooBigQueryStaysBehindAndThisIsTold() throws Exception {
        Path logs = Files.createDirectories(temp.resolve("logs"));
        // The name is part of each row.
        Files.write(logs.resolve(RefusingBigQuery.MARK + ".log"), hits(3));
        Path directory = temp.resolve("warehouse");
        LocalBigQuery.initTables("acme.behind");

        Cli refused = Cli.run(stream(directory, logs, "acme.behind"));

        assertThat(refused.code()).isOne();
        assertThat(refused.err()).contains("Cannot use BigQuery acme.behind: " + RefusingBigQuery.WORDS);
        assertThat(new Scene(directory).ledger().position())
                .as("the stream went on")
                .isPositive();
        assertThat(rows(query("SELECT COUNT(*) FROM acme.behind.entries"))).containsExactly("0");
    }

    private static List<String> hits(int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(Hit.at("2026-11-22T10:00:00Z", i).ingress());
        }
        return lines;
    }

    private static Object[] stream(Path directory, Path logs, String dataset) {
        return new Object[] {
            "stream", "--warehouse", directory, "--dir", logs, "--available-now", "--idle", 0, "--bigquery", dataset
        };
    }

    /** That one line was refused, and whether that is all that differs. */
    private static void requireDifferenceExplained(Path warehouse, String dataset, boolean all) {
        Cli checked = check(warehouse, dataset);
        assertThat(checked.code()).as(checked.err()).isOne();
        assertThat(checked.json().get("tables"))
                .filteredOn(table -> !table.get("equal").asBoolean())
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.get("table").asText()).isEqualTo("lines");
                    assertThat(table.get("refused").asLong()).isOne();
                    assertThat(table.get("equal_but_for_refused").asBoolean()).isEqualTo(all);
                });
        assertThat(Cli.run("bigquery", "check", "--warehouse", warehouse, "--bigquery", dataset)
                        .out())
                .contains("; BigQuery refused 1 of these, which are dead letters there; all others are "
                        + (all ? "equal" : "NOT EQUAL"));
    }

    /** What {@code weir query} prints does not depend on who answers. */
    private static void requireSameAnswer(Path warehouse, String dataset, String sql, String form) {
        Cli asked = succeed("query", "--bigquery", dataset, form, sql);
        assertThat(asked.out().lines()).hasSizeGreaterThan(2);
        assertThat(asked.out())
                .isEqualTo(succeed("query", "--warehouse", warehouse, form, sql).out());
    }

    /** With some of the views only, because the emulator takes seconds for each. */
    private static void init(String dataset, String... views) throws InterruptedException {
        LocalBigQuery.initTables(dataset);
        DatasetName name = DatasetName.parse(dataset);
        List<String> made = Arrays.stream(views)
                .map(view -> "CREATE OR REPLACE VIEW " + name.quoted(view) + " ")
                .toList();
        for (String statement : new BigQueryViews(name, Answers.CATALOGUE).statements(name)) {
            if (made.stream().anyMatch(statement::startsWith)) {
                query(statement);
            }
        }
    }

    private static Cli check(Path warehouse, String dataset) {
        return Cli.run("bigquery", "check", "--warehouse", warehouse, "--bigquery", dataset, "--json");
    }

    private static Cli succeed(Object... arguments) {
        Cli done = Cli.run(arguments);
        assertThat(done.code())
                .as(Arrays.toString(arguments) + ": " + done.err())
                .isZero();
        return done;
    }

    /** Returns what it wrote to its log. */
    private static String kill(String milestone, Object... arguments) throws Exception {
        try (ChildProcess process = ChildProcess.start(milestone, arguments)) {
            assertThat(process.await())
                    .as(milestone + " of " + Arrays.toString(arguments) + ": " + process.err())
                    .isEqualTo(KILLED);
            return process.err();
        }
    }

    /** Every cell of every view, apart from the order of rows. */
    private void requireEqual(Scene scene, Ledger ledger, String dataset, String relation) throws Exception {
        Map<String, ViewAnswer> answers =
                answered.computeIfAbsent(ledger.position(), position -> answers(scene, ledger, "TRUE"));
        requireEqual(answers, dataset, relation);
    }

    private static void requireEqual(Map<String, ViewAnswer> answers, String dataset, String relation)
            throws Exception {
        for (Map.Entry<String, ViewAnswer> answer : answers.entrySet()) {
            String view = answer.getKey();
            String sql = "SELECT "
                    + answer.getValue().columns().stream()
                            .map(name -> "`" + name + "`")
                            .collect(Collectors.joining(", "))
                    + " FROM " + dataset + "." + String.format(relation, view);
            assertThat(rows(query(sql)))
                    .as(view + " of " + relation)
                    .isEqualTo(answer.getValue().rows());
        }
    }

    /** What the warehouse says of a view, in rows that are sorted. */
    private record ViewAnswer(List<String> columns, List<String> rows) {}

    private static Map<String, ViewAnswer> answers(Scene scene, Ledger ledger, String condition) {
        Map<String, ViewAnswer> answers = new LinkedHashMap<>();
        try (Engine engine = scene.engine()) {
            for (View view : Answers.CATALOGUE.views()) {
                // Where bytes are not UTF-8, the emulator shows nothing and BigQuery U+FFFD; their digests are checked.
                List<String> columns = view.columns().stream()
                        .map(Column::name)
                        .filter(name -> !view.name().equals("dead_letters") || !name.equals("raw"))
                        .toList();
                String sql = "SELECT " + String.join(", ", columns) + " FROM " + view.name() + " WHERE " + condition;
                answers.put(view.name(), new ViewAnswer(columns, rows(engine, ledger, sql)));
            }
        }
        return answers;
    }

    private static List<String> rows(Scene scene, String sql) {
        try (Engine engine = scene.engine()) {
            return rows(engine, scene.ledger(), sql);
        }
    }

    private static List<String> rows(Engine engine, Ledger ledger, String sql) {
        List<String> rows = new ArrayList<>();
        try (Answer answer = engine.ask(Question.of(sql, ledger))) {
            answer.texts().forEachRemaining(values -> {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < values.length; i++) {
                    boolean time =
                            values[i] != null && answer.columns().get(i).type().equals("TIMESTAMP");
                    cells.add(time ? micros(values[i]) : String.valueOf(values[i]));
                }
                rows.add(String.join("|", cells));
            });
        }
        return rows.stream().sorted().toList();
    }

    private static String micros(String time) {
        return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time)));
    }

    private static TableResult query(String sql) throws InterruptedException {
        return client.query(QueryJobConfiguration.of(sql));
    }

    private static List<String> rows(TableResult result) {
        List<String> rows = new ArrayList<>();
        List<Field> fields = result.getSchema().getFields();
        for (FieldValueList row : result.iterateAll()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                FieldValue value = row.get(i);
                boolean time = fields.get(i).getType().getStandardType() == StandardSQLTypeName.TIMESTAMP;
                cells.add(
                        value.isNull()
                                ? "null"
                                : time ? String.valueOf(value.getTimestampValue()) : value.getStringValue());
            }
            rows.add(String.join("|", cells));
        }
        return rows.stream().sorted().toList();
    }
}
