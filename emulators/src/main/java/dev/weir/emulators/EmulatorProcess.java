package dev.weir.emulators;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process that answers by HTTP on a port of this machine. */
final class EmulatorProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Thread end;

    private EmulatorProcess(Process process) {
        this.process = process;
        this.end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
    }

    /**
     * Starts it; returns when it answers.
     *
     * @param environment variables that it gets besides this process's
     * @param ready what it answers with 200 when it is ready
     * @param log where it says what it does
     */
    static EmulatorProcess start(Map<String, String> environment, List<String> command, URI ready, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        EmulatorProcess started = new EmulatorProcess(builder.start());
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(ready)) {
            if (!started.process.isAlive() || System.nanoTime() > until) {
                started.close();
                throw new EmulatorException("Cannot start " + command.get(0) + "; see " + log);
            }
            Thread.sleep(50);
        }
        return started;
    }

    /** A port that is free now; another process may take it, in which case the emulator does not start. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    private static boolean answers(URI ready) {
        try {
            HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        if (!Thread.currentThread().equals(end)) {
            try {
                Runtime.getRuntime().removeShutdownHook(end);
            } catch (IllegalStateException shuttingDown) {
                // The hook finds it gone.
            }
        }
    }
}
