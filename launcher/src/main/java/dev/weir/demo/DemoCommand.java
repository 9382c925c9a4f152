package dev.weir.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.answers.Answers;
import dev.weir.batch.BatchLayer;
import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.Replica;
import dev.weir.bigquery.ReplicaCheck;
import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.query.EngineName;
import dev.weir.query.ResultPrinter;
import dev.weir.serving.Answer;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.serving.bigquery.BigQueryEngine;
import dev.weir.truth.TruthComparison;
import dev.weir.truth.WorkDirectory;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir demo}: the whole lambda on this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs the whole lambda on this machine: streams logs, kills the stream and restarts it, lets late and"
                        + " duplicate lines arrive, runs the batch layer, and shows that the layers agree.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the books balance, everything is explained and, for generated logs, equals the truth",
            "1:it does not, or something failed",
            "2:wrong options"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String MARK = ".weir-demo";

    /** The requests that each view answers; engines quote names in different ways, and these need no quotes in any. */
    private static final String REQUESTS = Answers.CATALOGUE.rollups().stream()
            .map(rollup -> "SELECT '" + rollup.name() + "', SUM(requests) FROM " + rollup.name())
            .collect(Collectors.joining(" UNION ALL "));

    @Option(names = "--logs", arity = "1..*", paramLabel = "FILE", description = "Real logs. Default: generated ones.")
    private List<Path> logs = List.of();

    @Option(
            names = "--lines",
            defaultValue = "20000",
            paramLabel = "N",
            description = "How many lines to generate. Default: ${DEFAULT-VALUE}.")
    private long lines;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--dir",
            defaultValue = ".weir/demo",
            paramLabel = "DIR",
            description = "Where to work; an earlier demo there is replaced. Default: ${DEFAULT-VALUE}.")
    private Path directory;

    @ArgGroup
    private Source source = new Source();

    private static final class Source {
        @Option(
                names = "--kafka",
                description = "Publish the generated lines to a Kafka broker of the demo's own, and stream from there.")
        private boolean kafka;

        @Option(
                names = "--cloud-emulators",
                description = "Publish the generated lines to Pub/Sub, keep the warehouse in Cloud Storage and the"
                        + " answers in BigQuery, too: emulators of the demo's own, which are installed the first time.")
        private boolean cloud;
    }

    @Option(names = "--once", description = "End after the summary instead of streaming on.")
    private boolean once;

    @Option(names = "--json", description = "End with one JSON object on standard output.")
    private boolean json;

    private final Clock clock = Clock.systemUTC();

    /** What people read: standard output, or standard error where that one is for the JSON object. */
    private PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        if ((source.kafka || source.cloud) && !logs.isEmpty()) {
            throw new IllegalArgumentException(
                    (source.kafka ? "--kafka" : "--cloud-emulators") + " is for generated lines; leave out --logs");
        }
        for (Path file : logs) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new IllegalArgumentException("Cannot read " + file + ": no such file, or not a readable one");
            }
        }
        out = json ? System.err : System.out;
        Instant began = clock.instant();
        Path home = WorkDirectory.emptied(directory, "a demo", MARK);
        try (DemoPlace place = place(home)) {
            return run(home, place, began);
        }
    }

    private DemoPlace place(Path home) throws IOException, InterruptedException {
        if (source.cloud) {
            out.println("Starting Pub/Sub, Cloud Storage and BigQuery on this machine");
            return DemoCloud.start(home);
        }
        return source.kafka ? DemoTopic.start(home) : DemoDirectory.in(home);
    }

    private int run(Path home, DemoPlace place, Instant began) throws IOException, InterruptedException {
        DemoLogs all = logs.isEmpty()
                ? DemoLogs.generated(lines, seed, home.resolve("generated"))
                : DemoLogs.real(logs, home.resolve("copies"));
        Warehouse warehouse = Warehouse.openOrCreate(place.warehouse(), HadoopSettings.ofProcess());

        say("1. Stream %s into %s", logs.isEmpty() ? lines + " generated lines" : logs, warehouse.location());
        place.deliver(all.first());
        Job job;
        try (StreamProcess stream = StreamProcess.start(place, "--trigger", "200")) {
            job = Job.start("weir demo", warehouse);
            job.tables().create();
            await(stream, () -> warehouse.ledger().read().summary().segments() > 0);
            try (Engine engine = engine(warehouse)) {
                show(
                        engine,
                        "First answers",
                        "SELECT SUM(requests) AS requests, SUM(bytes) AS bytes, SUM(status_4xx) AS"
                                + " status_4xx, SUM(status_5xx) AS status_5xx FROM traffic");
            }

            say("2. Kill the stream (SIGKILL) while a micro-batch is under way");
            long landed = landed(warehouse);
            place.deliver(all.second());
            await(stream, () -> landed(warehouse) > landed);
            stream.kill();
            place.streamKilled();
        }

        say("3. Restart it; late and duplicate lines arrive");
        place.deliver(all.third());
        place.draining();
        List<String> drain = new ArrayList<>(place.drainOptions());
        drain.add("--available-now");
        try (StreamProcess stream = StreamProcess.start(place, drain.toArray(String[]::new))) {
            stream.await();
        }
        Optional<DemoRequests> requests = place.requests();
        say("4. Run the batch layer: recompute every day from the archive, compare, publish");
        Publication publication = new BatchLayer(job)
                .run(Optional.empty())
                .publication()
                .orElseThrow(() -> new IllegalStateException("the stream admitted nothing"));
        Ledger ledger = warehouse.ledger().read();
        Optional<DemoReplica> replica;
        Optional<List<String>> differences;
        try (Engine engine = engine(warehouse)) {
            Map<String, Long> merged = requests(engine);
            drift(publication, merged);
            show(
                    engine,
                    "Busiest paths",
                    "SELECT path, SUM(requests) AS requests, SUM(status_5xx) AS status_5xx FROM paths"
                            + " GROUP BY path ORDER BY requests DESC, path LIMIT 5");
            replica = place.dataset().map(dataset -> replicate(job, dataset, merged));
            differences = all.truth().map(truth -> new TruthComparison(engine).differences(truth, ledger));
        }
        DemoSummary summary = DemoSummary.of(
                ledger,
                publication,
                differences,
                replica,
                requests,
                Duration.between(began, clock.instant()),
                warehouse.location());
        differences.ifPresent(found -> found.stream().limit(10).forEach(line -> say("  %s", line)));
        summary.print(out);
        if (json) {
            System.out.println(new JsonMapper().writeValueAsString(summary.json()));
        }
        if (!once) {
            streamOn(place);
        }
        return summary.agrees() ? 0 : 1;
    }

    /** Brings the answers to BigQuery and holds both against each other: the rows that answer, and what views answer. */
    private DemoReplica replicate(Job job, DatasetName name, Map<String, Long> merged) {
        say("5. Copy to BigQuery what the batch layer published, and compare");
        Replica replica = new Replica(job, name);
        replica.catchUp();
        try (Engine engine = BigQueryEngine.open(name, Answers.CATALOGUE)) {
            return new DemoReplica(
                    name,
                    new ReplicaCheck(job.tables(), replica)
                            .run(job.warehouse().ledger().read()),
                    requests(engine).equals(merged));
        }
    }

    private void streamOn(DemoPlace place) throws IOException, InterruptedException {
        say("Streaming on. %s, and ask in another terminal:", place.invitation());
        String java = place.properties().entrySet().stream()
                .filter(property -> property.getKey().startsWith("spark.hadoop."))
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
        say(
                "  %s./weir query --warehouse %s 'SELECT * FROM traffic ORDER BY time DESC LIMIT 10'",
                java.isEmpty() ? "" : "WEIR_JAVA_OPTIONS='" + java + "' ", place.warehouse());
        say("Ctrl-C ends it.");
        try (StreamProcess stream = StreamProcess.start(place)) {
            stream.await();
        }
    }

    /** The requests that each view answers now. */
    private static Map<String, Long> requests(Engine engine) {
        Map<String, Long> requests = new HashMap<>();
        try (Answer answer = engine.ask(Question.of(REQUESTS))) {
            answer.texts().forEachRemaining(row -> requests.put(row[0], row[1] == null ? 0 : Long.parseLong(row[1])));
        }
        return requests;
    }

    /** What answers {@code weir query} there. */
    private static Engine engine(Warehouse warehouse) {
        return EngineName.of(Optional.empty(), warehouse).open(warehouse);
    }

    private void drift(Publication publication, Map<String, Long> merged) {
        say(
                "   %-14s %10s %10s %10s %10s %10s %12s",
                "rollup", "speed", "batch", "merged", "difference", "duplicates", "unexplained");
        publication.segments().stream()
                .flatMap(segment -> segment.drift().stream())
                .map(Drift::rollup)
                .distinct()
                .forEach(rollup -> {
                    List<Drift> drifts = publication.segments().stream()
                            .map(BatchSegment::drift)
                            .flatMap(List::stream)
                            .filter(drift -> drift.rollup().equals(rollup))
                            .toList();
                    say(
                            "   %-14s %10d %10d %10d %10d %10d %12d",
                            rollup,
                            drifts.stream().mapToLong(Drift::speed).sum(),
                            drifts.stream().mapToLong(Drift::batch).sum(),
                            merged.get(rollup),
                            drifts.stream().mapToLong(Drift::difference).sum(),
                            drifts.stream().mapToLong(Drift::duplicate).sum(),
                            drifts.stream().mapToLong(Drift::unexplained).sum());
                });
    }

    private void show(Engine engine, String title, String sql) {
        say("   %s:", title);
        try (Answer answer = engine.ask(Question.of(sql))) {
            new ResultPrinter(out).table(answer);
        }
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    /** Polls, because another process is what is waited for. */
    private void await(StreamProcess stream, BooleanSupplier done) throws InterruptedException {
        Instant until = clock.instant().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            if (!stream.isAlive()) {
                throw new IllegalStateException("the stream ended by itself; see above");
            }
            if (clock.instant().isAfter(until)) {
                throw new IllegalStateException("the stream admitted nothing for " + PATIENCE.toMinutes() + " minutes");
            }
            Thread.sleep(20);
        }
    }

    private static long landed(Warehouse warehouse) {
        try {
            return warehouse.size("archive");
        } catch (UncheckedIOException e) {
            // The stream is renaming what it lands; the next look sees it settled.
            return 0;
        }
    }
}
