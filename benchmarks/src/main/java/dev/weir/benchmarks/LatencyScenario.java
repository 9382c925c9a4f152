package dev.weir.benchmarks;

import dev.weir.ledger.Ledger;
import dev.weir.ledger.SpeedSegment;
import dev.weir.warehouse.ServingViews;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.sql.SparkSession;

/** From a line's being written to its being in the answer of a {@code traffic} query. */
record LatencyScenario() implements Scenario {
    private static final int LINES_PER_SECOND = 5_000;
    private static final long GLANCE = Duration.ofMillis(5).toNanos();
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String about() {
        return "from a line's being written, at 5,000 lines/s, to its being in the answer of a traffic query";
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        Path incoming = Files.createDirectories(bench.scratch().resolve("incoming"));
        Path directory = bench.scratch().resolve("latency");
        Path like = bench.logs().combined(Math.min(bench.sizes().lines(), 200_000));
        Warehouse warehouse = bench.layers().created(directory);
        bench.progress()
                .say(
                        "Streaming %,d lines/s for %d s once it has started, the first %d of which warm up",
                        LINES_PER_SECOND,
                        bench.sizes().latencyWarmUp() + bench.sizes().latencySeconds(),
                        bench.sizes().latencyWarmUp());
        Process stream = bench.launcher()
                .start(Map.of(), "stream", "--dir", incoming.toString(), "--warehouse", directory.toString());
        try (LiveLog log = new LiveLog(incoming.resolve("access.log"), like, LINES_PER_SECOND)) {
            awaitFirst(warehouse, stream);
            long from = System.nanoTime()
                    + Duration.ofSeconds(bench.sizes().latencyWarmUp()).toNanos();
            long to = from + Duration.ofSeconds(bench.sizes().latencySeconds()).toNanos();
            Latencies latencies = new Latencies(from, to);
            watch(bench.spark(), warehouse, log, latencies, stream, to + PATIENCE.toNanos());
            return List.of(
                    Measurement.of("visible_p50", Timings.SECONDS, Optional.empty(), latencies.percentile(50)),
                    Measurement.of("visible_p95", Timings.SECONDS, Target.atMost(3), latencies.percentile(95)),
                    Measurement.of("visible_p99", Timings.SECONDS, Optional.empty(), latencies.percentile(99)));
        } finally {
            stream.destroy();
            stream.waitFor();
        }
    }

    /** Until the stream has started: until then, lines wait. */
    private static void awaitFirst(Warehouse warehouse, Process stream) {
        long until = System.nanoTime() + START.toNanos();
        while (warehouse.ledger().read().position() == 0) {
            require(stream, until);
            LockSupport.parkNanos(GLANCE);
        }
    }

    private static void require(Process stream, long until) {
        if (!stream.isAlive()) {
            throw new IllegalStateException("the stream ended by itself");
        }
        if (System.nanoTime() - until > 0) {
            throw new IllegalStateException("the stream does not keep up");
        }
    }

    /** Asks again whenever the ledger has grown, until all that counts was seen. */
    private static void watch(
            SparkSession spark, Warehouse warehouse, LiveLog log, Latencies latencies, Process stream, long until) {
        Tables tables = new Tables(spark, warehouse);
        long seen = 0;
        while (!latencies.isComplete()) {
            require(stream, until);
            Ledger ledger = warehouse.ledger().read();
            long lines = ledger.speedSegments().values().stream()
                    .mapToLong(SpeedSegment::received)
                    .sum();
            if (lines == seen) {
                LockSupport.parkNanos(GLANCE);
                continue;
            }
            new ServingViews(spark, tables).register(ledger, List.of("traffic"));
            long requests =
                    spark.sql("SELECT SUM(requests) FROM traffic").head().getLong(0);
            if (requests != ledger.merged().accepted()) {
                throw new IllegalStateException("traffic has " + requests + " requests, the ledger "
                        + ledger.merged().accepted());
            }
            latencies.seen(lines, System.nanoTime(), log.written());
            seen = lines;
        }
    }
}
