package dev.weir.demo;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Kafka broker on this machine, for trying and testing: a process of its own with its own jars, that can be killed and
 * started again on the same address and data.
 */
public final class LocalBroker implements AutoCloseable {
    /** Where the broker's jars are. */
    static final String JARS = "weir.kafka.broker";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path directory;
    private final int port;
    private final List<Path> classPath;
    private Process process;

    private LocalBroker(Path directory, int port, List<Path> classPath) {
        this.directory = directory;
        this.port = port;
        this.classPath = classPath;
    }

    /** Starts a new broker with its data, settings and log in a directory. */
    public static LocalBroker start(Path directory) throws IOException, InterruptedException {
        return start(directory, Optional.empty());
    }

    /**
     * A second way in, for those who identify themselves.
     *
     * @param protocol such as {@code SASL_SSL}
     * @param settings further lines of the broker's properties, where this listener is called {@code secure}
     * @param classPath where the classes are that they name, beside the broker's
     */
    public record SecureListener(int port, String protocol, String settings, List<Path> classPath) {}

    /** Starts a new broker, perhaps with a second way in. */
    public static LocalBroker start(Path directory, Optional<SecureListener> secure)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        int port;
        int controllerPort;
        // Both at once, or the second would be the first again.
        try (ServerSocket one = free();
                ServerSocket other = free()) {
            port = one.getLocalPort();
            controllerPort = other.getLocalPort();
        }
        Files.writeString(directory.resolve("server.properties"), properties(directory, port, controllerPort, secure));
        LocalBroker broker = new LocalBroker(
                directory, port, secure.map(SecureListener::classPath).orElse(List.of()));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        Process format = broker.run(
                "kafka.tools.StorageTool", "format", "-t", "d2VpcndlaXJ3ZWlyd2Vpcg", "-c", "server.properties");
        if (format.waitFor() != 0) {
            throw broker.failure("Cannot prepare a Kafka broker");
        }
        broker.start();
        return broker;
    }

    /** Starts it again, after {@link #kill}; returns when it answers. */
    public void start() throws IOException, InterruptedException {
        process = run("kafka.Kafka", "server.properties");
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!accepts()) {
            if (!process.isAlive()) {
                throw failure("The Kafka broker ended by itself");
            }
            if (System.nanoTime() > until) {
                close();
                throw failure("The Kafka broker does not answer");
            }
            Thread.sleep(50);
        }
    }

    /** Where clients find it. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Its data is for trying: nothing is lost by a quick end. */
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private Process run(String mainClass, String... arguments) throws IOException {
        String jars = System.getProperty(JARS);
        if (jars == null || !Files.isDirectory(Path.of(jars))) {
            throw new IllegalArgumentException(
                    "Cannot start a Kafka broker: its jars are not here; start through ./weir, which fetches them");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        StringBuilder classes = new StringBuilder(Path.of(jars).toAbsolutePath() + "/*");
        classPath.forEach(path -> classes.append(File.pathSeparator).append(path.toAbsolutePath()));
        command.addAll(List.of("-cp", classes.toString(), mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("broker.log").toFile()))
                .start();
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException(what + "; see " + directory.resolve("broker.log"));
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static String properties(Path directory, int port, int controllerPort, Optional<SecureListener> secure) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%4$s
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%4$s
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT%5$s
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                %6$s
                """.formatted(
                port,
                controllerPort,
                directory.toAbsolutePath().resolve("data"),
                secure.map(listener -> ",SECURE://127.0.0.1:" + listener.port()).orElse(""),
                secure.map(listener -> ",SECURE:" + listener.protocol()).orElse(""),
                secure.map(SecureListener::settings).orElse(""));
    }
}
