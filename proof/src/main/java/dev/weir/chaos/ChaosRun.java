package dev.weir.chaos;

import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import dev.weir.generator.Truth;
import dev.weir.ledger.Ledger;
import dev.weir.serving.Engine;
import dev.weir.serving.duckdb.DuckDbEngine;
import dev.weir.warehouse.Job;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Kills processes that work on one warehouse, two sequences of them beside one another, while lines flow. */
final class ChaosRun {
    private static final int LINES_A_KILL = 400;
    private static final int FEWEST_LINES = 4000;
    private static final int KILLS_A_DAY = 25;

    /** Long past, however far a clock is behind. */
    private static final Instant FIRST_REQUEST = Instant.parse("2025-11-20T00:00:00Z");

    private static final long POLL_MILLIS = 50;

    private final Path home;
    private final long seed;
    private final ChaosSchedule schedule;
    private final PrintStream err;
    private final Clock clock;
    private final ChaosMachine machine;
    private final ChaosWork work;
    private final ChaosRecord record;
    private final ChaosJobs jobs;

    /** @param weir the main class that runs Weir's commands */
    ChaosRun(Path home, long seed, ChaosSchedule schedule, Class<?> weir, PrintStream err, Clock clock) {
        this.home = home;
        this.seed = seed;
        this.schedule = schedule;
        this.err = err;
        this.clock = clock;
        this.machine = new ChaosMachine(weir, home);
        this.work = new ChaosWork(machine);
        this.record = new ChaosRecord(schedule.cases().size(), err);
        this.jobs = new ChaosJobs(machine, record);
    }

    ChaosReport run() throws IOException, InterruptedException, ExecutionException {
        Instant began = clock.instant();
        Path generated = home.resolve("generated");
        Generator.generate(lines(), generated);
        List<byte[]> dealt = ChaosFeed.deal(generated, ChaosSchedule.LANES, seed);
        List<ChaosFeed> feeds = new ArrayList<>();
        for (int lane = 0; lane < dealt.size(); lane++) {
            feeds.add(new ChaosFeed(home.resolve("logs-" + lane), dealt.get(lane), seed + lane));
        }

        Job job = Job.start("weir chaos", machine.warehouse());
        job.tables().create();
        machine.settle();
        ChaosWitness witness = new ChaosWitness(machine::warehouse);
        // Something to recompute and to clean from the first case on.
        feed(feeds);
        jobs.run(0, Map.of(), work.streamSoFar(feeds.get(0)));
        killAll(feeds, witness);
        err.println("All killed; letting everything finish");
        finish(feeds);
        List<String> differences = new ArrayList<>(record.failures());
        differences.addAll(witness.contradictions());
        Truth truth = Truth.read(generated);
        try (Engine engine = new DuckDbEngine(machine.warehouse(), DuckDbEngine.HALF)) {
            ChaosVerdict verdict = new ChaosVerdict(job.on(machine.warehouse()), engine);
            differences.addAll(verdict.differences(truth));
            return new ChaosReport(
                    seed,
                    record.kills(),
                    record.hazards(),
                    witness.snapshots(),
                    truth.totals().overall().lines(),
                    differences,
                    verdict.balance(truth),
                    Duration.between(began, clock.instant()));
        }
    }

    private GeneratorOptions lines() {
        int planned = schedule.cases().size();
        GeneratorOptions some = GeneratorOptions.of(Math.max(FEWEST_LINES, (long) LINES_A_KILL * planned), seed);
        return new GeneratorOptions(
                some.lines(), seed, some.format(), FIRST_REQUEST, some.days() + planned / KILLS_A_DAY);
    }

    private void killAll(List<ChaosFeed> feeds, ChaosWitness witness)
            throws IOException, InterruptedException, ExecutionException {
        ChaosTurns turns = new ChaosTurns();
        ChaosFaults faults = new ChaosFaults(machine, work, jobs, new ChaosArchive(home), turns, record);
        ExecutorService lanes = Executors.newFixedThreadPool(ChaosSchedule.LANES);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int lane = 0; lane < ChaosSchedule.LANES; lane++) {
                running.add(lanes.submit(new ChaosLane(
                        schedule.lane(lane), feeds.get(lane), machine, work, jobs, faults, turns, record, clock)));
            }
            lanes.shutdown();
            while (!lanes.awaitTermination(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                for (Future<Void> lane : running) {
                    if (lane.isDone()) {
                        lane.get();
                    }
                }
                machine.whilePowered(witness::look);
                feed(feeds);
            }
            for (Future<Void> lane : running) {
                lane.get();
            }
        } finally {
            lanes.shutdownNow();
        }
    }

    private void feed(List<ChaosFeed> feeds) throws IOException {
        Ledger ledger = machine.ledger();
        for (ChaosFeed feed : feeds) {
            feed.tend(ledger);
        }
    }

    /**
     * Reads all that is left, recomputes all that was touched, and cleans up. What is done then is on the disk, even if that
     * keeps nothing which it need not.
     */
    private void finish(List<ChaosFeed> feeds) throws IOException, InterruptedException {
        for (ChaosFeed feed : feeds) {
            feed.finish();
            jobs.run(0, Map.of(), work.streamRest(feed));
        }
        jobs.run(0, Map.of(), work.batch(List.of()));
        jobs.run(0, Map.of(), work.clean());
        machine.losePower(() -> false);
    }
}
