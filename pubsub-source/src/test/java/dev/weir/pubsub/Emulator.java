package dev.weir.pubsub;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The official emulator, as a process of its own. */
final class Emulator implements AutoCloseable {
    /** Names the emulator's jar, where {@code gcloud} does not know it. */
    static final String JAR = "PUBSUB_EMULATOR_JAR";

    private final Process process;
    final String host;

    private Emulator(Process process, String host) {
        this.process = process;
        this.host = host;
    }

    /** Where it is installed, if it is. */
    static Optional<Path> installed() throws IOException, InterruptedException {
        String named = System.getenv(JAR);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Process gcloud;
        try {
            gcloud = new ProcessBuilder("gcloud", "info", "--format=value(installation.sdk_root)")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
        String root = new String(gcloud.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        Path lib = Path.of(root, "platform", "pubsub-emulator", "lib");
        if (gcloud.waitFor() != 0 || root.isEmpty() || !Files.isDirectory(lib)) {
            return Optional.empty();
        }
        try (var jars = Files.list(lib)) {
            return jars.filter(jar -> jar.getFileName().toString().matches("cloud-pubsub-emulator-.*\\.jar"))
                    .findFirst();
        }
    }

    static Emulator start(Path jar, Path log) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-jar",
                        jar.toString(),
                        "--host=localhost",
                        "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Scene.await(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The emulator ended; its log: " + log);
            }
            try (Socket socket = new Socket("localhost", port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
        return new Emulator(process, "localhost:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
