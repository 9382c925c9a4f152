package dev.weir.chaos;

import dev.weir.process.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A command of Weir in a process of its own, to be killed. */
final class ChaosChild implements AutoCloseable {
    /** 128 and the number of SIGKILL. */
    static final int KILLED = 137;

    private static final long POLL_MILLIS = 20;

    private final Process process;
    private final Consumer<ChaosChild> onClose;
    private final StringBuilder err = new StringBuilder();
    private final Thread reader;
    private final Thread end;
    private volatile boolean powerLost;

    /** @param onClose hears of it when nobody needs it any more */
    ChaosChild(Process process, Consumer<ChaosChild> onClose) {
        this.process = process;
        this.onClose = onClose;
        this.end = new Thread(process::destroyForcibly);
        // Nobody else would end it when this process is told to end.
        Runtime.getRuntime().addShutdownHook(end);
        this.reader = new Thread(this::read, "standard error of " + process.pid());
        reader.setDaemon(true);
        reader.start();
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

    /**
     * Waits until it says something; returns whether it did before it ended.
     *
     * @throws PowerLossException if the power failed meanwhile
     */
    boolean awaitSaying(String text, Duration patience) throws InterruptedException {
        boolean said = saying(text, patience);
        requirePower();
        return said;
    }

    private boolean saying(String text, Duration patience) throws InterruptedException {
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

    /**
     * Waits for its end, and until all that it said was read; returns whether it came.
     *
     * @throws PowerLossException if the power failed meanwhile
     */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (ended) {
            reader.join();
        }
        requirePower();
        return ended;
    }

    /**
     * Waits until it stands still; returns whether it does before it ends.
     *
     * @throws PowerLossException if the power failed meanwhile
     */
    boolean awaitStopped(Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!Signals.stopped(process) && process.isAlive() && System.nanoTime() < until) {
            Thread.sleep(POLL_MILLIS);
        }
        requirePower();
        return Signals.stopped(process);
    }

    /** Sends SIGSTOP: nothing of it runs any more. */
    void stop() throws IOException, InterruptedException {
        Signals.send("STOP", process);
    }

    /** Sends SIGCONT. */
    void goOn() throws IOException, InterruptedException {
        Signals.send("CONT", process);
    }

    /** Ends it, and lets whoever waits for it know why. */
    void losePower() throws InterruptedException {
        powerLost = true;
        kill();
    }

    private void requirePower() {
        if (powerLost) {
            throw new PowerLossException();
        }
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

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        onClose.accept(this);
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // It is running already.
        }
    }
}
