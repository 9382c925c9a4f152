package dev.weir.benchmarks;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.QueryJobConfiguration;
import dev.weir.emulators.BigQueryEmulator;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.SpeedSegment;
import dev.weir.warehouse.Warehouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** From a line's being written to its being in the answer of BigQuery's view {@code traffic}, by an emulator. */
record BigQueryLatencyScenario() implements Scenario {
    private static final int LINES_PER_SECOND = 1_000;
    /** The first copy is slow, and what has come meanwhile is worked off by and by. */
    private static final int WARM_UPS = 4;

    /** Each query is the emulator's work, too, and the machine's. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String DATASET = BigQueryEmulator.PROJECT + ".weir";

    @Override
    public String name() {
        return "bigquery-latency";
    }

    @Override
    public String about() {
        return "from a line's being written, at 1,000 lines/s, to its being in the answer of a view in a BigQuery emulator";
    }

    @Override
    public long lines(Sizes sizes) {
        return LINES_PER_SECOND * (long) sizes.latencySeconds();
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        try (BigQueryEmulator emulator = bench.peers().bigQuery(bench.scratch().resolve("bigquery"))) {
            return measure(bench, emulator);
        } catch (PeerMissingException e) {
            return List.of(
                    Measurement.missing("bigquery_visible_p95", Timings.SECONDS, Target.atMost(10), e.getMessage()));
        }
    }

    private static List<Measurement> measure(Bench bench, BigQueryEmulator emulator) throws Exception {
        Map<String, String> environment = Map.of(
                "WEIR_JAVA_OPTIONS",
                emulator.properties().entrySet().stream()
                        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                        .collect(Collectors.joining(" ")));
        bench.launcher().run(environment, "bigquery", "init", "--bigquery", DATASET);
        Warehouse warehouse = bench.layers().created(bench.scratch().resolve("latency"));
        View view = new View(emulator, warehouse);
        LiveStream.Watched watched = new LiveStream(
                        bench,
                        LINES_PER_SECOND,
                        warehouse,
                        WARM_UPS * bench.sizes().latencyWarmUp(),
                        PAUSE,
                        List.of("--bigquery", DATASET),
                        environment)
                .watch(view::visible, Map.of("emulator", emulator.process()));
        Latencies latencies = watched.latencies();
        return List.of(
                Measurement.of("bigquery_visible_p50", Timings.SECONDS, Optional.empty(), latencies.percentile(50)),
                Measurement.of("bigquery_visible_p95", Timings.SECONDS, Target.atMost(10), latencies.percentile(95)),
                Measurement.of("bigquery_visible_p99", Timings.SECONDS, Optional.empty(), latencies.percentile(99)),
                Measurement.of("bigquery_query", Timings.SECONDS, Optional.empty(), view.querySeconds),
                Measurement.of(
                        "bigquery_emulator_cpu",
                        "cores",
                        Optional.empty(),
                        watched.cores().get("emulator")),
                Measurement.of(
                        "bigquery_stream_cpu",
                        "cores",
                        Optional.empty(),
                        watched.cores().get("stream")));
    }

    /** The view, held against the ledger. */
    private static final class View {
        private final BigQuery client;
        private final Warehouse warehouse;
        private final List<Double> querySeconds = new ArrayList<>();

        View(BigQueryEmulator emulator, Warehouse warehouse) {
            this.client = BigQueryOptions.newBuilder()
                    .setProjectId(BigQueryEmulator.PROJECT)
                    .setHost(emulator.endpoint())
                    .setCredentials(GoogleCredentials.create(new AccessToken("none", null)))
                    .build()
                    .getService();
            this.warehouse = warehouse;
        }

        long visible(long before) throws Exception {
            long began = System.nanoTime();
            FieldValue sum = client.query(
                            QueryJobConfiguration.newBuilder("SELECT SUM(requests) FROM `" + DATASET + ".traffic`")
                                    .setUseLegacySql(false)
                                    .build())
                    .iterateAll()
                    .iterator()
                    .next()
                    .get(0);
            querySeconds.add((System.nanoTime() - began) / 1e9);
            long requests = sum.isNull() ? 0 : sum.getLongValue();
            // What BigQuery shows is in the ledger: so the ledger is read afterwards.
            Ledger ledger = warehouse.ledger().read();
            long lines = 0;
            long accepted = 0;
            List<SpeedSegment> segments =
                    ledger.speedSegments().map(Ledger.Admitted::segment).toList();
            for (SpeedSegment segment : segments) {
                if (accepted == requests) {
                    return lines;
                }
                lines += segment.received();
                accepted += segment.tally().accepted();
            }
            if (accepted != requests) {
                throw new IllegalStateException("the view has " + requests
                        + " requests, which the ledger has had at no time; now it has " + accepted);
            }
            return lines;
        }
    }
}
