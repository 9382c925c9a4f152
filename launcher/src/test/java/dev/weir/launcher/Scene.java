package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.answers.Answers;
import dev.weir.batch.BatchLayer;
import dev.weir.batch.Verification;
import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Column;
import dev.weir.catalogue.LedgerView;
import dev.weir.catalogue.View;
import dev.weir.generator.Truth;
import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.SettingsChange;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import dev.weir.ledger.VisibleSegment;
import dev.weir.model.EventTimes;
import dev.weir.model.ModelSettings;
import dev.weir.model.RawRecords;
import dev.weir.query.EngineName;
import dev.weir.serving.Answer;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.serving.duckdb.DuckDbEngine;
import dev.weir.serving.spark.ServingViews;
import dev.weir.serving.spark.SparkEngine;
import dev.weir.streaming.FileImport;
import dev.weir.streaming.SpeedLayer;
import dev.weir.truth.TruthComparison;
import dev.weir.warehouse.CleanUp;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Milestones;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A warehouse whose layers run in this process, by a clock that the test moves. */
final class Scene {
    static final Milestones ON = milestone -> {};

    final SparkSession spark = Sessions.start("tests");
    final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00Z"));
    final Warehouse warehouse;
    final Tables tables;
    private int streams;

    Scene(Path directory) {
        this(directory.toString());
    }

    /**
     * Opens a warehouse, or makes it.
     *
     * @param location a directory, or one in Cloud Storage
     */
    Scene(String location) {
        this(location, Answers.CATALOGUE);
    }

    /** The same with other answers. */
    Scene(String location, Catalogue catalogue) {
        this.warehouse =
                Warehouse.openOrCreate(location, HadoopSettings.ofProcess()).with(catalogue);
        this.tables = new Tables(spark, warehouse);
        tables.create();
    }

    /**
     * Lets each micro-batch write one file a day and table, until another scene opens. Otherwise there are two of cells, or one where
     * the segment's random name, by which they are spread, leads all of them there.
     */
    Scene writingOneFileADay() {
        spark.conf().set("spark.sql.shuffle.partitions", "1");
        return this;
    }

    /** A job by this scene's clock. */
    Job job() {
        return job(ON);
    }

    Job job(Milestones milestones) {
        return new Job(spark, warehouse, clock, milestones);
    }

    Ledger ledger() {
        return warehouse.ledger().read();
    }

    /** Streams lines as one micro-batch of a stream of its own. */
    SpeedSegment stream(RawLine... lines) {
        return stream("stream-" + streams++, 0, List.of(lines));
    }

    /** Streams ingress-nginx lines as one micro-batch, each from a place of its own. */
    SpeedSegment stream(Hit... hits) {
        String partition = "partition-" + streams;
        RawLine[] lines = new RawLine[hits.length];
        for (int i = 0; i < hits.length; i++) {
            lines[i] = new RawLine("/logs/a.log", partition, i, hits[i].ingress());
        }
        return stream(lines);
    }

    SpeedSegment stream(String stream, long batch, List<RawLine> lines) {
        return stream(stream, batch, lines, ON).segment();
    }

    SpeedLayer.Outcome stream(String stream, long batch, List<RawLine> lines, Milestones milestones) {
        List<Row> rows = lines.stream().map(line -> line.row(clock.instant())).toList();
        Dataset<Row> raw = spark.createDataFrame(rows, RawRecords.SCHEMA);
        clock.forward(Duration.ofSeconds(1));
        return new SpeedLayer(job(milestones)).process(raw, stream, batch).orElseThrow();
    }

    /** Imports files as {@code weir import} does; returns how many lines. */
    long importFiles(Path... paths) throws IOException {
        FileImport files = new FileImport(warehouse, clock);
        FileImport.Plan plan =
                files.plan(Arrays.stream(paths).map(Path::toString).toList());
        clock.forward(Duration.ofSeconds(1));
        return FileImport.run(plan, job());
    }

    Optional<Publication> batch() {
        return batch(Optional.empty(), ON);
    }

    Publication batch(String... days) {
        Set<LocalDate> asked = Arrays.stream(days).map(LocalDate::parse).collect(Collectors.toSet());
        return batch(Optional.of(asked), ON).orElseThrow();
    }

    Optional<Publication> batch(Optional<Set<LocalDate>> days, Milestones milestones) {
        return outcome(days, milestones).publication();
    }

    BatchLayer.Outcome outcome(Optional<Set<LocalDate>> days, Milestones milestones) {
        clock.forward(Duration.ofSeconds(1));
        return new BatchLayer(job(milestones)).run(days.map(TreeSet::new));
    }

    /** Deletes what no answer needs, with answers kept from this moment on, as if all attempts were long over. */
    CleanUp.Plan clean() {
        return clean(ON);
    }

    CleanUp.Plan clean(Milestones milestones) {
        // Files have the time at which they were really written.
        clock.moveTo(Clock.systemUTC().instant().plus(Duration.ofDays(2)));
        CleanUp cleanUp = new CleanUp(job(milestones));
        CleanUp.Plan plan = cleanUp.plan(Duration.ZERO);
        cleanUp.run(plan);
        return plan;
    }

    void pin(String source, String format, String zone) {
        warehouse
                .ledger()
                .append(new SettingsChange(
                        clock.instant(), ledger().settings().withPin(new ModelSettings.Pin(source, format, zone))));
    }

    void believe(EventTimes times) {
        warehouse
                .ledger()
                .append(new SettingsChange(clock.instant(), ledger().settings().withTimes(times)));
    }

    /** How the answers differ from the truth about the lines. */
    List<String> differences(Truth truth) {
        try (Engine engine = engine()) {
            return new TruthComparison(engine).differences(truth, ledger());
        }
    }

    /** The engine that users get, for a moment. */
    Engine engine() {
        return EngineName.of(Optional.empty(), warehouse) == EngineName.DUCKDB
                ? new DuckDbEngine(warehouse, "500MB")
                : new SparkEngine(spark, warehouse);
    }

    /** A query over the views as they are now. */
    List<String> ask(String sql) {
        return ask(ledger(), sql);
    }

    /** A query over the views as of a ledger; one text a row, times in RFC 3339. */
    List<String> ask(Ledger ledger, String sql) {
        List<String> rows = new ArrayList<>();
        try (Engine engine = engine();
                Answer answer = engine.ask(Question.of(sql, ledger))) {
            answer.texts()
                    .forEachRemaining(values ->
                            rows.add(Arrays.stream(values).map(String::valueOf).collect(Collectors.joining())));
        }
        return rows;
    }

    /** A query over the views as they are now, by Spark, whatever else it names; one text a row. */
    List<String> askSpark(String sql) {
        new ServingViews(spark, tables)
                .register(
                        ledger(),
                        tables.catalogue().names().stream()
                                .filter(sql::contains)
                                .toList());
        return spark.sql(sql).collectAsList().stream().map(Row::mkString).toList();
    }

    /** All that the views say, apart from which segment says it. */
    List<String> answers() {
        return answers(ledger());
    }

    /** The events, minutes and clients of the views: enough to see a row that is missing, too many or changed. */
    List<String> outline() {
        return outline(ledger());
    }

    List<String> outline(Ledger ledger) {
        return ask(
                ledger,
                "SELECT concat_ws(' ', 'event', event_id) AS said FROM events"
                        + " UNION ALL SELECT concat_ws(' ', 'minute', time, requests, clients) FROM traffic"
                        + " UNION ALL SELECT concat_ws(' ', 'client', time, client, requests) FROM clients ORDER BY said");
    }

    List<String> answers(Ledger ledger) {
        List<String> answers = new ArrayList<>();
        for (View view : tables.catalogue().views()) {
            if (!(view instanceof LedgerView)) {
                String columns = view.columns().stream()
                        .map(Column::name)
                        .filter(name ->
                                !Set.of("raw_segment", "layer", "arrived").contains(name))
                        .map(name -> "'" + name + "=', " + name)
                        .collect(Collectors.joining(", ' ', "));
                ask(ledger, "SELECT " + columns + " FROM " + view.name()).stream()
                        .sorted()
                        .forEach(row -> answers.add(view.name() + " " + row));
            }
        }
        return answers;
    }

    /** The books balance, nothing is shown twice or unexplained, and every answer can be computed again. */
    void requireSound() {
        Ledger ledger = ledger();
        long received = ledger.speedSegments()
                .map(Ledger.Admitted::segment)
                .mapToLong(SpeedSegment::received)
                .sum();
        Tally merged = ledger.accounting().merged();
        assertThat(merged.total())
                .as("records received are events, duplicates or dead letters")
                .isEqualTo(received);
        assertThat(ask("WITH shown AS (SELECT TRUE AS event, partition, position FROM events UNION ALL"
                        + " SELECT FALSE, partition, position FROM dead_letters) SELECT concat_ws(' ',"
                        + " count_if(event), count_if(NOT event), COUNT(DISTINCT (partition, position))) FROM shown"))
                .as("events, dead letters and different records shown")
                .containsExactly(
                        merged.accepted() + " " + merged.rejected() + " " + (merged.accepted() + merged.rejected()));
        assertThat(unexplained(ledger)).as("drift without explanation").isZero();
        requireVerified();
    }

    void requireVerified() {
        Verification verification = new Verification(job());
        for (LocalDate day : days(ledger().visible())) {
            assertThat(verification.of(day))
                    .as("answers of " + day)
                    .isNotEmpty()
                    .allSatisfy(check ->
                            assertThat(check.equal()).as(check.toString()).isTrue());
        }
    }

    private static Set<LocalDate> days(Collection<VisibleSegment> visible) {
        return visible.stream().map(VisibleSegment::day).collect(Collectors.toCollection(TreeSet::new));
    }

    static long unexplained(Ledger ledger) {
        return drift(ledger.publications().values()).stream()
                .mapToLong(Drift::unexplained)
                .sum();
    }

    static List<Drift> drift(Collection<Publication> publications) {
        return publications.stream()
                .map(Publication::segments)
                .flatMap(List::stream)
                .map(BatchSegment::drift)
                .flatMap(List::stream)
                .toList();
    }

    /** What a publication says of one rollup of one day. */
    static Drift drift(Publication publication, String rollup, String day) {
        return publication.segments().stream()
                .filter(segment -> segment.day().equals(LocalDate.parse(day)))
                .flatMap(segment -> segment.drift().stream())
                .filter(drift -> drift.rollup().equals(rollup))
                .findFirst()
                .orElseThrow();
    }
}
