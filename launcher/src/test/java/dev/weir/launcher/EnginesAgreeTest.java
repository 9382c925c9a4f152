package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.answers.Answers;
import dev.weir.catalogue.View;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.SpeedSegment;
import dev.weir.serving.Answer;
import dev.weir.serving.AnswerColumn;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.serving.duckdb.DuckDbEngine;
import dev.weir.serving.spark.SparkEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB says what Spark says: every view, row by row, as of every position that can be asked for. */
class EnginesAgreeTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    /** All views in one job of Spark's. */
    private static final String ALL = Answers.CATALOGUE.names().stream()
            .map(view ->
                    "SELECT concat('" + view + " ', to_json(struct(*), map('ignoreNullFields', 'false'))) FROM " + view)
            .collect(Collectors.joining(" UNION ALL "));

    @TempDir
    Path temp;

    private Scene scene;
    /** The first position whose answers were not yet compared. */
    private long next;

    @Test
    void whateverHappenedToTheWarehouse() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        scene = new Scene(temp.resolve("ware house"));
        try (Engine duckDb = duckDb()) {
            requireEqual(duckDb);
            List<RawLine> sent = new ArrayList<>();
            for (int step = 0; step < 2; step++) {
                stream(random, sent, step);
                if (random.nextBoolean()) {
                    scene.batch();
                }
            }
            // Lines that only a pin makes events: healed in days that were published.
            scene.pin("/logs/seed.log", "seed", "UTC");
            scene.batch();
            stream(random, sent, 2);
            requireEqual(duckDb);

            scene.clean();
            stream(random, sent, 3);
            scene.batch("2026-11-20");
            requireEqual(duckDb);
        }
    }

    @Test
    void whereLimitsAndSketchesAreFull() {
        scene = new Scene(temp.resolve("warehouse"));
        try (Engine duckDb = duckDb()) {
            for (int half = 0; half < 2; half++) {
                int first = half * 700;
                scene.stream(
                        "stream",
                        half,
                        IntStream.range(first, first + 1_300)
                                .mapToObj(i -> new RawLine("/logs/a.log", "p", i, flood(i)))
                                .toList());
            }
            requireEqual(duckDb);
            scene.batch();
            requireEqual(duckDb);
            assertThat(rows(duckDb, scene.ledger(), "SELECT clients FROM sites WHERE site = '(other)'"))
                    .as("the limit is exceeded")
                    .isNotEmpty();
        }
    }

    private static String flood(int i) {
        String name = Integer.toString(i, 36).replaceAll("[0-9]", "q") + "x" + (char) ('a' + i % 26)
                + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676);
        return String.format(
                "%s 10.1.%d.%d - - [20/Nov/2026:10:00:00 +0000] \"GET /%s HTTP/1.1\" %d 1 \"https://%s.example/\" \"%s\"",
                i % 3 == 0 ? "www" : name + ".example", i >> 8, i & 255, name, i % 5 == 0 ? 404 : 200, name, name);
    }

    /** Events of three days, copies of lines that were sent, and bytes of all sorts. */
    private void stream(Random random, List<RawLine> sent, int step) {
        List<RawLine> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            RawLine line = switch (random.nextInt(8)) {
                case 0 -> new RawLine("/logs/b.log", "b" + step, i, bytes(random));
                case 1 ->
                    new RawLine("/logs/seed.log", "s" + step, i, hit(random).seed("20/Nov/2026:11:00:0" + i % 10));
                case 2 ->
                    sent.isEmpty()
                            ? new RawLine("/logs/a.log", "a" + step, i, "")
                            : copy(sent.get(random.nextInt(sent.size())), step, i);
                default -> new RawLine("/logs/a.log", "a" + step, i, hit(random).ingress());
            };
            lines.add(line);
        }
        sent.addAll(lines);
        scene.clock.forward(Duration.ofMinutes(1));
        SpeedSegment segment = scene.stream("stream", step, lines);
        assertThat(segment.received()).isEqualTo(lines.size());
    }

    private static RawLine copy(RawLine line, int step, int position) {
        return new RawLine("/logs/copy.log", "c" + step, position, line.text());
    }

    private static Hit hit(Random random) {
        return new Hit(
                NOON.minusSeconds(random.nextInt(3 * 86_400)),
                String.format("%032x", random.nextInt(60)),
                "10.0.0." + random.nextInt(5),
                List.of("/", "/a/1", "/ä", "/x?q=1", "/%00").get(random.nextInt(5)),
                List.of(200, 301, 404, 500, 0).get(random.nextInt(5)),
                random.nextInt(10_000));
    }

    private static String bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        List<String> broken = List.of(
                "\u00ff",
                "\u00c3(",
                "\u00ed\u00a0\u0080",
                "\u00f0\u009f\u0098",
                "\u00c0\u0080",
                "\0",
                "\u00e2\u0082\u00ac",
                "\u001b[2J");
        return new String(bytes, StandardCharsets.ISO_8859_1).replace('\n', ' ').replace('\r', ' ')
                + broken.get(random.nextInt(broken.size()));
    }

    private Engine duckDb() {
        return new DuckDbEngine(scene.warehouse, "500MB");
    }

    private void requireEqual(Engine duckDb) {
        Ledger ledger = scene.ledger();
        Engine spark = new SparkEngine(scene.spark, scene.warehouse);
        for (View view : Answers.CATALOGUE.views()) {
            List<AnswerColumn> columns = view.columns().stream()
                    .map(column -> new AnswerColumn(column.name(), column.type().sql()))
                    .toList();
            assertThat(columns(duckDb, ledger, view)).as(view.name()).isEqualTo(columns);
            assertThat(columns(spark, ledger, view)).as(view.name()).isEqualTo(columns);
        }
        for (long position = Math.max(next, ledger.horizon()); position <= ledger.position(); position++) {
            Ledger asked = ledger.asOf(position);
            List<String> said = new ArrayList<>();
            for (String view : Answers.CATALOGUE.names()) {
                objects(duckDb, asked, "SELECT * FROM " + view).forEach(row -> said.add(view + " " + row));
            }
            said.sort(null);
            List<String> expected = rows(spark, asked, ALL);
            assertThat(firstDifference(said, expected)).as("as of " + position).isEmpty();
        }
        next = ledger.position() + 1;
    }

    private static List<AnswerColumn> columns(Engine engine, Ledger ledger, View view) {
        try (Answer answer = engine.ask(Question.of("SELECT * FROM " + view.name() + " LIMIT 0", ledger))) {
            return answer.columns();
        }
    }

    private static String firstDifference(List<String> said, List<String> expected) {
        for (int i = 0; i < Math.max(said.size(), expected.size()); i++) {
            String here = i < said.size() ? said.get(i) : "nothing";
            String there = i < expected.size() ? expected.get(i) : "nothing";
            if (!here.equals(there)) {
                return "DuckDB: " + here + ", Spark: " + there;
            }
        }
        return "";
    }

    private static List<String> objects(Engine engine, Ledger ledger, String sql) {
        List<String> rows = new ArrayList<>();
        try (Answer answer = engine.ask(Question.of(sql, ledger))) {
            answer.objects().forEachRemaining(rows::add);
        }
        return rows;
    }

    /** In the first column. */
    private static List<String> rows(Engine engine, Ledger ledger, String sql) {
        List<String> rows = new ArrayList<>();
        try (Answer answer = engine.ask(Question.of(sql, ledger))) {
            answer.texts().forEachRemaining(row -> rows.add(row[0]));
        }
        rows.sort(null);
        return rows;
    }
}
