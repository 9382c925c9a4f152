package dev.weir.launcher;

import dev.weir.process.ChildJvm;
import dev.weir.process.Signals;
import dev.weir.warehouse.Milestones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A Weir in a process of its own, whose standard output and error go to files. */
final class ChildProcess implements AutoCloseable {
    private static final int SIGINT = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Process process;
    private final Path out;
    private final Path err;

    private ChildProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a command.
     *
     * @param killAt the milestone at which it dies; empty for none
     * @param arguments the command's
     */
    static ChildProcess start(String killAt, Object... arguments) throws IOException {
        return start(ChildJvm.likeThis().classPath(), Weir.class, killAt, arguments);
    }

    /** Starts a command with further variables in its environment. */
    static ChildProcess start(Map<String, String> environment, Object... arguments) throws IOException {
        return start(ChildJvm.likeThis().classPath(), Weir.class, Map.of(), environment, arguments);
    }

    /**
     * Starts a main class.
     *
     * @param classPath all that it has
     * @param killAt the milestone at which it dies; empty for none
     */
    static ChildProcess start(String classPath, Class<?> main, String killAt, Object... arguments) throws IOException {
        return start(classPath, main, Map.of(), Map.of(Milestones.KILL_AT, killAt), arguments);
    }

    /**
     * Starts a main class.
     *
     * @param classPath all that it has
     * @param properties further system properties
     * @param environment further variables
     */
    static ChildProcess start(
            String classPath,
            Class<?> main,
            Map<String, String> properties,
            Map<String, String> environment,
            Object... arguments)
            throws IOException {
        // Where brokers and emulators are installed, and, where a test has set them, the services of Google Cloud that
        // both talk to.
        Map<String, String> inherited = System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("weir.")
                        || name.startsWith("spark.datasource.")
                        || name.startsWith("spark.hadoop.")
                        || name.startsWith("javax.net.ssl.trustStore"))
                .collect(Collectors.toMap(name -> name, System::getProperty));
        Path out = Files.createTempFile("weir", ".out");
        Path err = Files.createTempFile("weir", ".err");
        ProcessBuilder builder = new ChildJvm(classPath, List.of("-Xmx1g"))
                .with(inherited)
                .with(properties)
                .running(main, arguments)
                .redirectError(err.toFile())
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), out, err);
    }

    /** Waits for its end; returns its exit code, 128 and the number of the signal that ended it. */
    int await() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Still running after " + PATIENCE + ": " + err());
        }
        return process.exitValue();
    }

    /** Waits until something can be seen of it. */
    void awaitUntil(BooleanSupplier seen) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new AssertionError("Ended, or did nothing for " + PATIENCE + ": " + err());
            }
            Thread.sleep(20);
        }
    }

    /** Sends a signal by its name. */
    void signal(String name) throws IOException, InterruptedException {
        Signals.send(name, process);
    }

    /** Waits until it stands still after SIGSTOP; returns whether it did before it ended. */
    boolean awaitStopped() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!Signals.stopped(process)) {
            if (!process.isAlive()) {
                return false;
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("Does not stop within " + PATIENCE + ": " + err());
            }
            Thread.sleep(20);
        }
        return true;
    }

    /** Whether SIGINT means nothing to this process and those that it starts, as where a shell runs it in the background. */
    static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1 << SIGINT - 1) != 0);
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // What it started, first: nobody else would know of that any more.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
