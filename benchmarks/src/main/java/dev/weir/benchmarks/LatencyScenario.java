package dev.weir.benchmarks;

import dev.weir.ledger.Ledger;
import dev.weir.serving.spark.ServingViews;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

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
        Tables tables = new Tables(bench.spark(), warehouse);
        Latencies latencies = new LiveStream(
                        bench, LINES_PER_SECOND, warehouse, bench.sizes().latencyWarmUp(), GLANCE, List.of(), Map.of())
                .watch(before -> visible(bench.spark(), warehouse, tables, before), Map.of())
                .latencies();
        return List.of(
                Measurement.of("visible_p50", Timings.SECONDS, Optional.empty(), latencies.percentile(50)),
                Measurement.of("visible_p95", Timings.SECONDS, Target.atMost(3), latencies.percentile(95)),
                Measurement.of("visible_p99", Timings.SECONDS, Optional.empty(), latencies.percentile(99)));
    }

    /** Asks if the ledger has grown. */
    private static long visible(SparkSession spark, Warehouse warehouse, Tables tables, long before) {
        Ledger ledger = warehouse.ledger().read();
        long lines = ledger.summary().received();
        if (lines != before) {
            new ServingViews(spark, tables).register(ledger, List.of("traffic"));
            long requests =
                    spark.sql("SELECT SUM(requests) FROM traffic").head().getLong(0);
            if (requests != ledger.accounting().merged().accepted()) {
                throw new IllegalStateException("traffic has " + requests + " requests, the ledger "
                        + ledger.accounting().merged().accepted());
            }
        }
        return lines;
    }
}
