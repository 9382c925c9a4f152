package dev.weir.benchmarks;

import dev.weir.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The batch layer from archive to published rollups, in a started session and as a process, next to its peers. */
record BatchScenario() implements Scenario {
    @Override
    public String name() {
        return "batch";
    }

    @Override
    public String about() {
        return "the batch layer, in a started session and as a process, next to GoAccess and to chdb doing the same";
    }

    @Override
    public List<Measurement> measure(Bench bench) throws Exception {
        long lines = bench.sizes().lines();
        Path log = bench.logs().combined(lines);
        Path imported = bench.imported(log);
        Layers layers = bench.layers();
        Path copy = bench.scratch().resolve("in-session");
        Warehouse[] opened = new Warehouse[1];
        Work session = Work.of(
                () -> {
                    Directories.link(imported, copy);
                    opened[0] = layers.opened(copy);
                },
                () -> layers.batch(opened[0]));
        bench.progress().say("Warming up");
        session.warmUp(bench.sizes().warmUps());
        Timings timings = bench.turns()
                .add("session", session)
                .addPeer("rollups", () -> bench.peers().chdb().asking("rollups", log))
                .addPeer("minutes", () -> bench.peers().chdb().asking("minutes", log))
                .add("process", bench.batchProcess(imported))
                .addPeer("goaccess", () -> bench.peers().goAccess().report(log))
                .run(1, bench.sizes().runs());
        return List.of(
                timings.rate("session", "batch_session", Optional.empty(), lines),
                timings.seconds("session", "batch_session_seconds"),
                timings.seconds("process", "batch_process_seconds"),
                timings.seconds("goaccess", "goaccess_seconds"),
                timings.seconds("rollups", "chdb_rollups_seconds"),
                timings.seconds("minutes", "chdb_minutes_seconds"),
                timings.ratio("session", "goaccess", "batch_session_to_goaccess", Target.atMost(0.125)),
                timings.ratio("process", "goaccess", "batch_process_to_goaccess", Target.atMost(1)),
                timings.ratio("session", "rollups", "batch_session_to_chdb_rollups", Target.atMost(1.5)),
                timings.ratio("session", "minutes", "batch_session_to_chdb_minutes", Target.atMost(2)));
    }
}
