package dev.weir.chaos;

import dev.weir.chaos.ChaosCase.Hazard;
import dev.weir.chaos.ChaosPoint.Command;
import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import dev.weir.generator.Truth;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.RawSegment;
import dev.weir.process.ChildJvm;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Milestones;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.spark.sql.SparkSession;

/** Kills processes that work on one warehouse, two sequences of them beside one another, while lines flow. */
final class ChaosRun {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** After so many misses, a process is not just too quick. */
    private static final int ATTEMPTS = 8;

    private static final int LINES_A_KILL = 400;
    private static final int FEWEST_LINES = 4000;
    private static final int KILLS_A_DAY = 25;

    /** A process that is killed at a random moment gets through about so many micro-batches at most. */
    private static final int MICRO_BATCHES_A_KILL = 8;

    private static final long MOST_LINES_OF_A_MICRO_BATCH = 100;
    private static final int HELD_BACK = 4;
    private static final long POLL_MILLIS = 50;

    /** A line that is written in two parts is one line, however long the machine takes between them. */
    private static final String IDLE_SECONDS = "3600";

    /** EFBIG, in the C library's words. */
    private static final String FULL = "File too large";

    private final Path home;
    private final long seed;
    private final ChaosSchedule schedule;
    private final Class<?> weir;
    private final PrintStream err;
    private final Clock clock;
    private final Warehouse warehouse;
    private final ChaosArchive archive;

    /** Held for reading by whoever streams: only while nobody does is it known which files are nobody's. */
    private final ReadWriteLock streaming = new ReentrantReadWriteLock(true);

    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final SortedMap<String, Integer> kills = new TreeMap<>();
    private final SortedMap<String, Integer> hazards = new TreeMap<>();
    private List<ChaosFeed> feeds = List.of();

    /** @param weir the main class that runs Weir's commands */
    ChaosRun(Path home, long seed, ChaosSchedule schedule, Class<?> weir, PrintStream err, Clock clock) {
        this.home = home;
        this.seed = seed;
        this.schedule = schedule;
        this.weir = weir;
        this.err = err;
        this.clock = clock;
        this.warehouse = Warehouse.openOrCreate(home.resolve("warehouse").toString(), HadoopSettings.ofProcess());
        this.archive = new ChaosArchive(home.resolve("warehouse"));
    }

    ChaosReport run() throws IOException, InterruptedException, ExecutionException {
        Instant began = clock.instant();
        int planned = schedule.cases().size();
        Path generated = home.resolve("generated");
        Generator.generate(
                GeneratorOptions.of(Math.max(FEWEST_LINES, (long) LINES_A_KILL * planned), seed)
                        .withDays(GeneratorOptions.DEFAULT_DAYS + planned / KILLS_A_DAY),
                generated);
        List<byte[]> dealt = ChaosFeed.deal(generated, ChaosSchedule.LANES, seed);
        feeds = List.of(
                new ChaosFeed(home.resolve("logs-0"), dealt.get(0), seed),
                new ChaosFeed(home.resolve("logs-1"), dealt.get(1), seed + 1));

        SparkSession spark = Sessions.start("weir chaos");
        Tables tables = new Tables(spark, warehouse);
        tables.create();
        ChaosWitness witness = new ChaosWitness(spark, warehouse, tables);
        // Something to recompute and to clean from the first case on.
        feed();
        String directory = feeds.get(0).directory().toString();
        run(0, command("stream", "--dir", directory, "--idle", IDLE_SECONDS, "--available-now"));
        ExecutorService lanes = Executors.newFixedThreadPool(ChaosSchedule.LANES);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int lane = 0; lane < ChaosSchedule.LANES; lane++) {
                List<ChaosCase> cases = schedule.lane(lane);
                running.add(lanes.submit(() -> killAll(cases)));
            }
            lanes.shutdown();
            while (!lanes.awaitTermination(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                for (Future<Void> lane : running) {
                    if (lane.isDone()) {
                        lane.get();
                    }
                }
                witness.look();
                feed();
            }
            for (Future<Void> lane : running) {
                lane.get();
            }
        } finally {
            lanes.shutdownNow();
        }
        err.println("All killed; letting everything finish");
        finish();
        List<String> differences = new ArrayList<>(failures);
        differences.addAll(witness.contradictions());
        Truth truth = Truth.read(generated);
        ChaosVerdict verdict = new ChaosVerdict(spark, warehouse, tables);
        differences.addAll(verdict.differences(truth));
        return new ChaosReport(
                seed,
                kills,
                hazards,
                witness.snapshots(),
                truth.totals().overall().lines(),
                differences,
                verdict.balance(truth),
                Duration.between(began, clock.instant()));
    }

    private void feed() throws IOException {
        Ledger ledger = warehouse.ledger().read();
        for (ChaosFeed feed : feeds) {
            feed.tend(ledger);
        }
    }

    private Void killAll(List<ChaosCase> cases) throws IOException, InterruptedException {
        for (int i = 0; i < cases.size(); i++) {
            ChaosCase one = cases.get(i);
            int left = (int) cases.subList(i, cases.size()).stream()
                    .filter(later -> later.point().command() == Command.STREAM)
                    .count();
            if (one.hazard() == Hazard.DISK_FULL) {
                fillDisk(one, left);
            }
            kill(one, left);
            switch (one.hazard()) {
                case TORN_FILE -> tear(one);
                case LOST_FILE -> lose(one);
                case NONE, DISK_FULL -> {}
            }
        }
        return null;
    }

    /** Does it until a process died of it: one that ended before its kill came does not count. */
    private void kill(ChaosCase one, int left) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant began = clock.instant();
            if (killed(one, left, attempt)) {
                count(one, Duration.between(began, clock.instant()));
                return;
            }
        }
        throw new ChaosException("Cannot kill a process at " + one.point().label() + ": it ended before, " + ATTEMPTS
                + " times; run it again on a machine that is less busy");
    }

    private boolean killed(ChaosCase one, int left, int attempt) throws IOException, InterruptedException {
        boolean streams = one.point().command() == Command.STREAM;
        if (streams) {
            streaming.readLock().lock();
        }
        try (ChaosChild child = start(one.killAt(), arguments(one, left))) {
            if (one.point().milestone().isEmpty()
                    && child.awaitSaying(one.point().command().atWork(), PATIENCE)
                    && !child.awaitEnd(Duration.ofMillis(one.delayMillis() >> attempt))) {
                child.kill();
            }
            if (!child.awaitEnd(PATIENCE)) {
                throw new ChaosException("a process did not reach " + one.killAt() + ": " + child.err());
            }
            if (child.code() != ChaosChild.KILLED && child.code() != 0) {
                fail(one.point().label() + ": ended by itself with exit code " + child.code() + ": " + child.err());
            }
            return child.code() == ChaosChild.KILLED;
        } finally {
            if (streams) {
                streaming.readLock().unlock();
            }
        }
    }

    private List<String> arguments(ChaosCase one, int left) {
        return switch (one.point().command()) {
            case STREAM -> stream(one.lane(), left);
            case BATCH -> batch();
            case CLEAN -> command("clean", "--keep-days", "0");
        };
    }

    private List<String> stream(int lane, int left) {
        ChaosFeed feed = feeds.get(lane);
        // So that there is something to read until the end.
        long share = feed.left(warehouse.ledger().read()) / ((long) left * MICRO_BATCHES_A_KILL);
        long most = Math.max(1, Math.min(MOST_LINES_OF_A_MICRO_BATCH, share));
        return command(
                "stream",
                "--dir",
                feed.directory().toString(),
                "--idle",
                IDLE_SECONDS,
                "--trigger",
                "100",
                "--max-lines",
                Long.toString(most));
    }

    /** Recomputes what was touched, or, so that there is work in any case, some day. */
    private List<String> batch() {
        Ledger ledger = warehouse.ledger().read();
        return ledger.touchedSincePublished().isEmpty() && !ledger.newestBatch().isEmpty()
                ? command("batch", "--day", ledger.newestBatch().firstKey().toString())
                : command("batch");
    }

    private List<String> command(String name, String... options) {
        List<String> command = new ArrayList<>(List.of(name, "--warehouse", warehouse.location()));
        command.addAll(List.of(options));
        return command;
    }

    /** A stream that cannot write on has to end, and to say why. */
    private void fillDisk(ChaosCase one, int left) throws IOException, InterruptedException {
        streaming.readLock().lock();
        try (ChaosChild child = start("", stream(one.lane(), left))) {
            if (!child.awaitSaying(Command.STREAM.atWork(), PATIENCE)) {
                fail("the stream did not begin: " + child.err());
                return;
            }
            child.limitFiles(1000 + new Random(one.seed()).nextInt(12_000));
            if (!child.awaitEnd(PATIENCE)) {
                fail("the stream does not say that it cannot write: " + child.err());
            } else if (child.code() != 1 || !child.says("stream: ", FULL)) {
                fail("the stream ended unclearly, with exit code " + child.code() + ": " + child.err());
            }
            happened(Hazard.DISK_FULL);
        } finally {
            streaming.readLock().unlock();
        }
    }

    private void tear(ChaosCase one) throws IOException {
        streaming.writeLock().lock();
        try {
            if (archive.tear(warehouse.ledger().read(), new Random(one.seed()))) {
                happened(Hazard.TORN_FILE);
            }
        } finally {
            streaming.writeLock().unlock();
        }
    }

    private void lose(ChaosCase one) throws IOException, InterruptedException {
        Random random = new Random(one.seed());
        List<RawSegment> segments = warehouse.ledger().read().rawSegments();
        RawSegment lost = segments.get(random.nextInt(segments.size()));
        String day = lost.days().firstKey().toString();
        ChaosArchive.Restoration copy = archive.lose(lost, random);
        run(HELD_BACK, command("batch", "--day", day));
        if (!warehouse.ledger().read().incompleteDays().containsKey(lost.days().firstKey())) {
            fail(day + " is not marked as incomplete");
        }
        copy.restore();
        // Also the other days of the segment, which the batch may have left.
        List<String> heal = command("batch");
        warehouse.ledger().read().incompleteDays().keySet().forEach(incomplete -> {
            heal.add("--day");
            heal.add(incomplete.toString());
        });
        run(0, heal);
        happened(Hazard.LOST_FILE);
    }

    /** Runs a command, which should end so. */
    private void run(int code, List<String> arguments) throws IOException, InterruptedException {
        try (ChaosChild child = start("", arguments)) {
            if (!child.awaitEnd(PATIENCE)) {
                fail(arguments.get(0) + " does not end: " + child.err());
            } else if (child.code() != code) {
                fail(arguments.get(0) + " ended with exit code " + child.code() + ", not " + code + ": " + child.err());
            }
        }
    }

    /** @param killAt the milestone at which it kills itself; empty for none */
    private ChaosChild start(String killAt, List<String> arguments) throws IOException {
        ProcessBuilder builder = ChildJvm.likeThis()
                .with("-Xmx1g")
                .running(weir, arguments.toArray())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(Milestones.KILL_AT, killAt);
        return new ChaosChild(builder.start());
    }

    /** Reads all that is left, recomputes all that was touched, and cleans up. */
    private void finish() throws IOException, InterruptedException {
        for (ChaosFeed feed : feeds) {
            feed.finish();
            run(0, command("stream", "--dir", feed.directory().toString(), "--available-now"));
        }
        run(0, command("batch"));
        run(0, command("clean", "--keep-days", "0"));
    }

    private synchronized void count(ChaosCase one, Duration took) {
        kills.merge(one.point().label(), 1, Integer::sum);
        err.printf(
                Locale.ROOT,
                "kill %d/%d: %s, %.1f s%n",
                kills.values().stream().mapToInt(Integer::intValue).sum(),
                schedule.cases().size(),
                one.point().label(),
                took.toMillis() / 1000.0);
    }

    private synchronized void happened(Hazard hazard) {
        hazards.merge(hazard.label(), 1, Integer::sum);
        err.println("  " + hazard.label());
    }

    private void fail(String what) {
        failures.add(what);
        err.println("FAILED: " + what);
    }
}
