package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.weir.bigquery.BigQueryViews;
import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.ReplicaSchema;
import dev.weir.bigquery.ReplicaTable;
import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Grain;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Rollup;
import dev.weir.emulators.EmulatorException;
import dev.weir.emulators.GoogleSql;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.serving.Answer;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.serving.duckdb.DuckDbEngine;
import dev.weir.serving.spark.SparkEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A rollup is one declaration: this one, of three dimensions of which one is an array, and of every kind of measure, is all that is said
 * of it, and both layers, drift, verification, clean-up, time travel, the engines and BigQuery's SQL have it.
 */
class DeclaredRollupTest {
    private static final String DAY = "2026-11-20";

    private static final Rollup SECTIONS = new Rollup(
            "sections",
            "Requests by ten minutes, part of the path, status and client",
            Grain.TEN_MINUTES,
            List.of(
                    Dimension.ofMany("part", "filter(split(url_path, '/'), p -> p <> '')", 3, "A part of the path"),
                    Dimension.of("status", "CAST(http_response_status_code AS STRING)", 5, "The status"),
                    Dimension.of("client", "client_address", 2, "The client")),
            List.of(
                    Measure.Sum.REQUESTS,
                    new Measure.Sum("bytes", "http_response_body_size", "bytes", "Bytes of the responses"),
                    Measure.Sum.when("failures", "http_response_status_code >= 500", "Requests that failed"),
                    Measure.Extreme.least("smallest", "http_response_body_size", "bytes", "The smallest response"),
                    Measure.Extreme.greatest("largest", "http_response_body_size", "bytes", "The largest response"),
                    new Measure.Distinct("urls", List.of("url_path", "url_query"), 8, "Distinct URLs"),
                    new Measure.Histogram("size", "http_response_body_size", "bytes", "a size")));

    private static final Rollup STATUS = new Rollup(
            "status",
            "Requests by hour and status",
            Grain.HOUR,
            List.of(Dimension.of("status", "CAST(http_response_status_code AS STRING)", 5, "The status")),
            List.of(Measure.Sum.REQUESTS));

    private static final Catalogue CATALOGUE = new Catalogue(List.of(SECTIONS));

    private static final String ALL = "SELECT * FROM sections";

    @TempDir
    Path temp;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(temp.resolve("warehouse").toString(), CATALOGUE);
    }

    @Test
    void goesThroughBothLayersAndAllEnginesAsDeclared() {
        List<RawLine> lines = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            lines.add(line("a", i));
        }
        scene.stream("stream", 0, lines.subList(0, 70));
        // Copies of what the first micro-batch had, that the batch layer takes away.
        List<RawLine> more = new ArrayList<>(lines.subList(70, 120));
        for (int i = 0; i < 10; i++) {
            more.add(line("b", i));
        }
        scene.stream("stream", 1, more);
        Ledger live = scene.ledger();
        List<String> liveAnswers = requireEnginesAgree(live);
        assertThat(requests())
                .as("once under each part of a path, copies included")
                .isEqualTo(2 * 130);

        Publication publication = scene.batch(DAY);

        Drift drift = Scene.drift(publication, "sections", DAY);
        assertThat(drift.duplicate()).isEqualTo(-2 * 10);
        assertThat(drift.unexplained()).isZero();
        assertThat(requests()).isEqualTo(2 * 120);
        assertThat(scene.ask("SELECT MIN(smallest), MAX(largest), SUM(failures) FROM sections"))
                .containsExactly("1000" + "1119" + 2 * 24);
        assertThat(scene.ask("SELECT COUNT(*) FROM sections WHERE part = '(other)' AND urls > 8"))
                .as("what is over the limit, and counted beyond the sketch's size")
                .doesNotContain("0");
        assertThat(requireEnginesAgree(scene.ledger())).isNotEqualTo(liveAnswers);
        assertThat(requireEnginesAgree(scene.ledger().asOf(live.position()))).isEqualTo(liveAnswers);
        scene.requireVerified();

        scene.clean();

        scene.requireVerified();
        requireEnginesAgree(scene.ledger());
        assertThat(requests()).isEqualTo(2 * 120);
    }

    @ParameterizedTest(name = "beside answers of {0} micro-batches")
    @ValueSource(ints = {1, 2})
    void mayComeLaterAndTakesNothingFromOlderAnswersThatNeverHadIt(int microBatches) {
        String directory = temp.resolve("older").toString();
        Scene older = new Scene(directory, new Catalogue(List.of(STATUS)));
        for (int i = 0; i < microBatches; i++) {
            older.stream(new RawLine(
                    "/logs/b.log", "b", i, Hit.at(DAY + "T13:00:00Z", i).seed("20/Nov/2026:13:00:00")));
        }
        Scene newer = new Scene(directory, new Catalogue(List.of(STATUS, SECTIONS)));
        newer.pin("/logs/b.log", "seed", "Europe/Berlin");

        Publication publication = newer.batch(DAY);

        Drift known = Scene.drift(publication, "status", DAY);
        assertThat(List.of(known.speed(), known.batch(), known.modelChange()))
                .containsExactly((long) microBatches, (long) microBatches, 0L);
        Drift unknown = Scene.drift(publication, "sections", DAY);
        assertThat(unknown.speed()).isZero();
        assertThat(unknown.batch()).isPositive();
        assertThat(unknown.modelChange()).as("nothing was taken away").isEqualTo(unknown.batch());
        newer.requireVerified();
    }

    @Test
    void isGoogleSql() throws Exception {
        DatasetName dataset = DatasetName.parse("acme.weir");
        ReplicaSchema schema = new ReplicaSchema(dataset, CATALOGUE);
        List<String> statements = new ArrayList<>();
        for (ReplicaTable table : ReplicaTable.values()) {
            statements.add(schema.create(table, Map.of("app", "weir"), OptionalInt.empty()));
        }
        statements.addAll(new BigQueryViews(dataset, CATALOGUE).statements(dataset));
        try {
            assertThat(GoogleSql.verdicts("acme.weir", statements, temp)).containsOnly("");
        } catch (EmulatorException missing) {
            abort(missing.getMessage());
        }
    }

    private static RawLine line(String partition, int i) {
        Hit hit = new Hit(
                Instant.parse("2026-11-20T10:00:00Z").plusSeconds(60L * (i % 30)),
                String.format("%032x", i),
                "10.0.0." + i % 4,
                "/" + "abcdef".charAt(i % 6) + "/" + "uvwxyz".charAt(i / 6 % 6) + "?q=" + i,
                i % 5 == 0 ? 500 : 200,
                1000 + i);
        return new RawLine("/logs/" + partition + ".log", partition, i, hit.ingress());
    }

    private long requests() {
        return Long.parseLong(scene.ask("SELECT SUM(requests) FROM sections").get(0));
    }

    private List<String> requireEnginesAgree(Ledger ledger) {
        List<String> spark = rows(new SparkEngine(scene.spark, scene.warehouse), ledger);
        try (Engine duckDb = new DuckDbEngine(scene.warehouse, "500MB")) {
            assertThat(rows(duckDb, ledger)).isEqualTo(spark).isNotEmpty();
        }
        return spark;
    }

    private static List<String> rows(Engine engine, Ledger ledger) {
        List<String> rows = new ArrayList<>();
        try (Answer answer = engine.ask(Question.of(ALL, ledger))) {
            answer.texts().forEachRemaining(row -> rows.add(String.join("|", java.util.Arrays.asList(row))));
        }
        rows.sort(null);
        return rows;
    }
}
