package dev.weir.benchmarks;

import dev.weir.ledger.Ledger;
import dev.weir.serving.Answer;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.serving.duckdb.DuckDbEngine;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a line's being written to its being in the answer of a {@code traffic} query. */
record LatencyScenario() implements Scenario {
    private static final int LINES_PER_SECOND = 5_000;
    private static final Duration GLANCE = Duration.ofMillis(5);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String about() {
        return "from a line's being written, at 5,000 lines/s, to its being in the answer of a traffic query";
    }

    @Override
    public long lines(Sizes sizes) {
        return LINES_PER_SECOND * (long) sizes.latencySeconds();
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        Path directory = bench.scratch().resolve("latency");
        Warehouse warehouse = bench.layers().created(directory);
        Latencies latencies;
        try (Engine engine = new DuckDbEngine(warehouse, DuckDbEngine.HALF)) {
            latencies = new LiveStream(
                            bench,
                            LINES_PER_SECOND,
                            warehouse,
                            bench.sizes().latencyWarmUp(),
                            GLANCE,
                            List.of(),
                            Map.of())
                    .watch(before -> visible(engine, warehouse, before), Map.of())
                    .latencies();
        }
        return List.of(
                Measurement.of("visible_p50", Timings.SECONDS, Optional.empty(), latencies.percentile(50)),
                Measurement.of("visible_p95", Timings.SECONDS, Target.atMost(3), latencies.percentile(95)),
                Measurement.of("visible_p99", Timings.SECONDS, Optional.empty(), latencies.percentile(99)));
    }

    /** Asks if the ledger has grown. */
    private static long visible(Engine engine, Warehouse warehouse, long before) {
        Ledger ledger = warehouse.ledger().read();
        long lines = ledger.summary().received();
        if (lines != before) {
            long requests;
            try (Answer answer = engine.ask(Question.of("SELECT SUM(requests) FROM traffic", ledger))) {
                requests = Long.parseLong(answer.texts().next()[0]);
            }
            if (requests != ledger.accounting().merged().accepted()) {
                throw new IllegalStateException("traffic has " + requests + " requests, the ledger "
                        + ledger.accounting().merged().accepted());
            }
        }
        return lines;
    }
}
