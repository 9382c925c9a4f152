package dev.weir.chaos;

import dev.weir.ledger.Ledger;
import dev.weir.process.ChildJvm;
import dev.weir.warehouse.Disk;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * The machine on which the processes of a chaos run work on one warehouse. When its power fails, all of them end, and of the
 * warehouse is left what was forced to its disk.
 */
final class ChaosMachine {
    private final Class<?> weir;
    private final Path directory;
    private final Platter platter;

    /** Held for reading by whoever starts a process or reads the warehouse; for writing while there is no power. */
    private final ReadWriteLock power = new ReentrantReadWriteLock(true);

    private final Set<ChaosChild> running = ConcurrentHashMap.newKeySet();
    private volatile Warehouse warehouse;

    /**
     * A machine that is switched on.
     *
     * @param weir the main class that runs Weir's commands
     * @param home in which there will be the warehouse
     */
    ChaosMachine(Class<?> weir, Path home) {
        this.weir = weir;
        this.directory = home.resolve("warehouse");
        this.platter = new Platter(home.resolve("platter"));
        this.warehouse = open();
    }

    private Warehouse open() {
        return Warehouse.openOrCreate(directory.toString(), HadoopSettings.ofProcess());
    }

    Warehouse warehouse() {
        return warehouse;
    }

    Ledger ledger() {
        power.readLock().lock();
        try {
            return warehouse.ledger().read();
        } finally {
            power.readLock().unlock();
        }
    }

    /** Does something that must not meet a failure of the power. */
    void whilePowered(Step step) throws IOException, InterruptedException {
        power.readLock().lock();
        try {
            step.run();
        } finally {
            power.readLock().unlock();
        }
    }

    /** Does something, and again where it did not get through because the power failed. */
    void despitePowerLoss(Step step) throws IOException, InterruptedException {
        while (true) {
            try {
                step.run();
                return;
            } catch (PowerLossException e) {
                // Whoever starts a process waits until there is power again.
            }
        }
    }

    /** What a lane does. */
    interface Step {
        void run() throws IOException, InterruptedException;
    }

    /** Does something and starts a command of Weir, and the power does not fail between. */
    ChaosChild start(Step first, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        power.readLock().lock();
        try {
            first.run();
            return start(environment, arguments);
        } finally {
            power.readLock().unlock();
        }
    }

    /** Starts a command of Weir. */
    ChaosChild start(Map<String, String> environment, List<String> arguments) throws IOException {
        power.readLock().lock();
        try {
            ProcessBuilder builder = ChildJvm.likeThis()
                    .with("-Xmx1g")
                    .with(Map.of(
                            "spark.hadoop." + Disk.SETTING,
                            ForgetfulDisk.class.getName(),
                            "spark.hadoop." + ForgetfulDisk.PLATTER,
                            platter.directory().toString()))
                    .running(weir, arguments.toArray())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            ChaosChild child = new ChaosChild(builder.start(), running::remove);
            running.add(child);
            return child;
        } finally {
            power.readLock().unlock();
        }
    }

    /** Takes what is there now as forced. */
    void settle() throws IOException {
        platter.forceAll(directory);
    }

    /**
     * Ends all processes at once, and leaves of the warehouse what the disk would have kept.
     *
     * @param keeps whether the disk keeps something that was not forced
     */
    void losePower(BooleanSupplier keeps) throws IOException, InterruptedException {
        power.writeLock().lock();
        try {
            for (ChaosChild child : running) {
                child.losePower();
            }
            new PowerCut(platter, keeps).strike(directory);
            // What this process remembers may be what the disk forgot.
            warehouse = open();
            DeltaLog.clearCache();
        } finally {
            power.writeLock().unlock();
        }
    }
}
