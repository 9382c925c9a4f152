package dev.weir.benchmarks;

import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;

/** The speed layer with archive, events and rollups on Delta, next to ClickHouse that only parses. */
record SpeedScenario() implements Scenario {
    @Override
    public String name() {
        return "speed";
    }

    @Override
    public String about() {
        return "the speed layer from file to ledger: a stream's micro-batches of 256 MB, next to chdb parsing the same lines";
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        long lines = bench.sizes().lines();
        Path log = bench.logs().combined(lines);
        Layers layers = bench.layers();
        Warehouse[] empty = new Warehouse[1];
        Timings timings = bench.turns()
                .add(
                        "stream",
                        Work.of(
                                () -> empty[0] = layers.created(bench.scratch().resolve("speed")),
                                () -> layers.streamInto(empty[0], log)))
                .addPeer("chdb", () -> bench.peers().chdb().asking("parse", log))
                .run(bench.sizes().warmUps(), bench.sizes().runs());
        return List.of(
                timings.rate("stream", "speed_stream", Target.atLeast(100_000), lines),
                timings.ratio("stream", "chdb", "speed_stream_to_chdb_parse", Target.atMost(5.5)));
    }
}
