package dev.weir.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Parsing inside Spark, next to Spark only reading, and to ClickHouse extracting by regex. */
record ParseScenario() implements Scenario {
    @Override
    public String name() {
        return "parse";
    }

    @Override
    public String about() {
        return "parsing all fields inside Spark, next to Spark reading the text and chdb extracting by regex";
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        long lines = bench.sizes().lines();
        Path log = bench.logs().combined(lines);
        Layers layers = bench.layers();
        Timings timings = bench.turns()
                .add("read", Work.of(() -> layers.read(log)))
                .add("parse", Work.of(() -> layers.parse(log)))
                .addPeer("chdb", () -> bench.peers().chdb().asking("parse", log))
                .run(bench.sizes().warmUps(), bench.sizes().runs());
        return List.of(
                timings.rate("read", "spark_read", Optional.empty(), lines),
                timings.rate("parse", "spark_parse", Optional.empty(), lines),
                timings.rate("chdb", "chdb_parse", Optional.empty(), lines),
                timings.ratio("parse", "read", "parse_to_read", Target.atMost(1.25)),
                timings.ratio("parse", "chdb", "parse_to_chdb", Target.atMost(1)));
    }
}
