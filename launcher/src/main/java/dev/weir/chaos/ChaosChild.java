package dev.weir.chaos;

import dev.weir.warehouse.Milestones;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of Weir in a process of its own, to be killed. */
final class ChaosChild implements AutoCloseable {
    /** 128 and the number of SIGKILL. */
    static final int KILLED = 137;

    private final Process process;
    private final StringBuilder err = new StringBuilder();
    private final Thread reader;
    private final Thread end;

    private ChaosChild(Process process) {
        this.process = process;
        this.end = new Thread(process::destroyForcibly);
        // Nobody else would end it when this process is told to end.
        Runtime.getRuntime().addShutdownHook(end);
        this.reader = new Thread(this::read, "standard error of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a command.
     *
     * @param weir the main class
     * @param killAt the milestone at which it kills itself; empty for none
     */
    static ChaosChild start(Class<?> weir, String killAt, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Duser.timezone"))
                .forEach(command::add);
        // It lives for seconds: optimising would cost more than it gains.
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-XX:-UsePerfData", "-Dlog4j2.configurationFile=weir-log4j2.properties"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), weir.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(Milestones.KILL_AT, killAt);
        return new ChaosChild(builder.start());
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (err) {
                    err.append(line).append('\n');
                    err.notifyAll();
                }
            }
        } catch (IOException e) {
            // The stream of a process that was killed may end in the middle.
        } finally {
            synchronized (err) {
                err.notifyAll();
            }
        }
    }

    /** Waits until it says something; returns whether it did before it ended. */
    boolean awaitSaying(String text, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        synchronized (err) {
            while (err.indexOf(text) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0 || !reader.isAlive()) {
                    return false;
                }
                err.wait(Math.min(left, 1000));
            }
            return true;
        }
    }

    /** Waits for its end; returns whether it came. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends SIGKILL, and waits for its end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets no file of it grow beyond a size from now on, as a disk does that fills up. */
    void limitFiles(long bytes) throws IOException, InterruptedException {
        int code = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0 && process.isAlive()) {
            throw new IOException(
                    "Cannot limit the files of process " + process.pid() + ": prlimit ended with " + code);
        }
    }

    /** After its end. */
    int code() {
        return process.exitValue();
    }

    /** What it said so far. */
    String err() {
        synchronized (err) {
            return err.toString();
        }
    }

    /** Whether a line of what it said begins and goes on so: threads that end after it may still complain. */
    boolean says(String begin, String part) {
        return err().lines().anyMatch(line -> line.startsWith(begin) && line.contains(part));
    }

    /** What it said at last: what a command ends with is for its user, what Spark logs before is not. */
    String lastWords() {
        return err().strip().lines().reduce((earlier, later) -> later).orElse("");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // It is running already.
        }
    }
}
