package dev.weir.benchmarks;

import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How much longer ten times as many lines take. */
record GrowthScenario() implements Scenario {
    private static final int FACTOR = 10;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String about() {
        return "how much longer ten times as many lines take, either layer";
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        long lines = bench.sizes().lines();
        Layers layers = bench.layers();
        Turns turns = bench.turns();
        add(turns, "tenth", layers, bench.logs().combined(Math.max(1, lines / FACTOR)), bench.scratch());
        add(turns, "all", layers, bench.logs().combined(lines), bench.scratch());
        Timings timings = turns.run(bench.sizes().warmUps(), bench.sizes().runs());
        return List.of(
                timings.rate("speed all", "speed_import", Optional.empty(), lines),
                timings.ratio("speed all", "speed tenth", "speed_growth_10x", Target.atMost(11)),
                timings.ratio("batch all", "batch tenth", "batch_growth_10x", Target.atMost(11)));
    }

    private static void add(Turns turns, String size, Layers layers, Path log, Path scratch) {
        Warehouse[] warehouse = new Warehouse[1];
        turns.add(
                "speed " + size,
                Work.of(
                        () -> warehouse[0] = layers.created(scratch.resolve("growth-" + size)),
                        () -> layers.importInto(warehouse[0], log)));
        // What was imported just now.
        turns.add("batch " + size, Work.of(() -> layers.batch(warehouse[0])));
    }
}
