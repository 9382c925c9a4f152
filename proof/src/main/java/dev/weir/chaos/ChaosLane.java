package dev.weir.chaos;

import dev.weir.chaos.ChaosPoint.Command;
import dev.weir.warehouse.Milestones;
import dev.weir.warehouse.WallClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** One of the sequences of kills that run beside one another on one machine. */
final class ChaosLane implements Callable<Void> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** After so many misses, a process is not just too quick. */
    private static final int ATTEMPTS = 8;

    /** What a batch job says that comes too late. */
    private static final String REFUSED = "Cannot append to the ledger: ";

    private final List<ChaosCase> cases;
    private final ChaosFeed feed;
    private final ChaosMachine machine;
    private final ChaosWork work;
    private final ChaosJobs jobs;
    private final ChaosFaults faults;
    private final ChaosTurns turns;
    private final ChaosRecord record;
    private final Clock clock;

    /** Kills as the cases say. */
    ChaosLane(
            List<ChaosCase> cases,
            ChaosFeed feed,
            ChaosMachine machine,
            ChaosWork work,
            ChaosJobs jobs,
            ChaosFaults faults,
            ChaosTurns turns,
            ChaosRecord record,
            Clock clock) {
        this.cases = cases;
        this.feed = feed;
        this.machine = machine;
        this.work = work;
        this.jobs = jobs;
        this.faults = faults;
        this.turns = turns;
        this.record = record;
        this.clock = clock;
    }

    @Override
    public Void call() throws IOException, InterruptedException {
        for (int i = 0; i < cases.size(); i++) {
            int left = (int) cases.subList(i, cases.size()).stream()
                    .filter(later -> later.point().command() == Command.STREAM)
                    .count();
            go(cases.get(i), left);
        }
        return null;
    }

    private void go(ChaosCase one, int left) throws IOException, InterruptedException {
        if (one.has(ChaosHazard.DISK_FULL)) {
            machine.despitePowerLoss(() -> faults.fillDisk(one, work.stream(feed, left)));
        }
        if (one.has(ChaosHazard.PAUSE) && !one.pausesFirst()) {
            machine.despitePowerLoss(() -> pause(one, left));
        }
        machine.despitePowerLoss(() -> kill(one, left));
        if (one.has(ChaosHazard.POWER_LOSS)) {
            machine.losePower(one.random()::nextBoolean);
            record.happened(ChaosHazard.POWER_LOSS);
        }
        if (one.has(ChaosHazard.TORN_FILE)) {
            faults.tear(one);
        }
        if (one.has(ChaosHazard.CLEAN_UP)) {
            machine.despitePowerLoss(() -> cleanUp(one));
            record.happened(ChaosHazard.CLEAN_UP);
        }
        if (one.has(ChaosHazard.LOST_FILE)) {
            machine.despitePowerLoss(() -> faults.lose(one));
        }
        if (one.has(ChaosHazard.CLOCK_JUMP)) {
            record.happened(ChaosHazard.CLOCK_JUMP);
        }
    }

    /** Does it until a process died of it: one that ended before its kill came does not count. */
    private void kill(ChaosCase one, int left) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int times = attempt;
            Instant began = clock.instant();
            boolean[] killed = {false};
            turns.take(one.point().command(), () -> killed[0] = killed(one, left, times));
            if (killed[0]) {
                record.killed(one.point(), Duration.between(began, clock.instant()));
                return;
            }
        }
        throw new ChaosException("Cannot kill a process at " + one.point().label() + ": it ended before, " + ATTEMPTS
                + " times; run it again on a machine that is less busy");
    }

    private boolean killed(ChaosCase one, int left, int attempt) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                Milestones.KILL_AT,
                one.killAt(),
                Milestones.PAUSE_AT,
                one.pausesFirst() ? one.pauseAt() : "",
                WallClock.AHEAD,
                one.ahead().toString());
        try (ChaosChild child = machine.start(environment, arguments(one, left))) {
            if (one.point().milestone().isEmpty()) {
                Duration delay = Duration.ofMillis(one.delayMillis() >> attempt);
                boolean alive = child.awaitSaying(one.point().command().atWork(), PATIENCE) && !child.awaitEnd(delay);
                if (alive && one.pausesFirst()) {
                    child.stop();
                    cleanUpBeside(child, one);
                    alive = !child.awaitEnd(delay);
                }
                if (alive) {
                    child.kill();
                }
            } else if (one.pausesFirst()) {
                cleanUpBeside(child, one);
            }
            if (!child.awaitEnd(PATIENCE)) {
                throw new ChaosException("a process did not reach " + one.killAt() + ": " + child.err());
            }
            if (child.code() != ChaosChild.KILLED && child.code() != 0) {
                record.failed(
                        one.point().label() + ": ended by itself with exit code " + child.code() + ": " + child.err());
            }
            return child.code() == ChaosChild.KILLED;
        }
    }

    private List<String> arguments(ChaosCase one, int left) {
        return switch (one.point().command()) {
            case STREAM -> work.stream(feed, left);
            case BATCH -> work.batch();
            case CLEAN -> work.clean();
        };
    }

    /** Lets a process that is not to be killed stand still at the milestone, and then go on to its end. */
    private void pause(ChaosCase one, int left) throws IOException, InterruptedException {
        Command command = one.point().command();
        turns.take(command, () -> {
            Map<String, String> environment = Map.of(
                    Milestones.PAUSE_AT,
                    one.pauseAt(),
                    WallClock.AHEAD,
                    one.ahead().toString());
            try (ChaosChild child = machine.start(environment, arguments(one, left))) {
                boolean overtaken = command == Command.BATCH && one.random().nextBoolean();
                if (child.awaitStopped(PATIENCE) && overtaken) {
                    jobs.run(0, Map.of(), work.batch());
                }
                cleanUpBeside(child, one);
                if (!child.awaitEnd(PATIENCE)) {
                    record.failed(one.point().label() + ": does not go on after a pause: " + child.err());
                } else if (child.code() != 0 && !(overtaken && child.says("batch: ", REFUSED))) {
                    record.failed(one.point().label() + ": ended after a pause with exit code " + child.code() + ": "
                            + child.err());
                }
            }
        });
    }

    /** Cleans up while a process stands still, and lets it go on. */
    private void cleanUpBeside(ChaosChild child, ChaosCase one) throws IOException, InterruptedException {
        if (child.awaitStopped(PATIENCE)) {
            cleanUp(one);
            child.goOn();
            record.happened(ChaosHazard.PAUSE);
        }
    }

    private void cleanUp(ChaosCase one) throws IOException, InterruptedException {
        turns.take(
                Command.CLEAN,
                () -> jobs.run(0, Map.of(WallClock.AHEAD, one.cleanerAhead().toString()), work.clean()));
    }
}
