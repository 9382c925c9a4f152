package dev.weir.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** The batch layer as a process next to GoAccess, on five times as many lines. */
record LongBatchScenario() implements Scenario {
    @Override
    public String name() {
        return "batch-long";
    }

    @Override
    public String about() {
        return "the batch layer as a process next to GoAccess, on five times as many lines";
    }

    @Override
    public boolean isPartOf(Sizes sizes) {
        return sizes.longLines() > 0;
    }

    @Override
    public long lines(Sizes sizes) {
        return sizes.longLines();
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        Path log = bench.logs().combined(bench.sizes().longLines());
        Timings timings = bench.turns()
                .add("process", bench.batchProcess(bench.imported(log)))
                .addPeer("goaccess", () -> bench.peers().goAccess().report(log))
                .run(0, bench.sizes().longRuns());
        return List.of(
                timings.seconds("process", "batch_long_process_seconds"),
                timings.seconds("goaccess", "goaccess_long_seconds"),
                timings.ratio("process", "goaccess", "batch_long_process_to_goaccess", Target.atMost(0.25)));
    }
}
