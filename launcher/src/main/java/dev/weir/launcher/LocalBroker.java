package dev.weir.launcher;

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
    private Process process;

    private LocalBroker(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Starts a new broker with its data, settings and log in a directory. */
    public static LocalBroker start(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        int port;
        int controllerPort;
        // Both at once, or the second would be the first again.
        try (ServerSocket one = free();
                ServerSocket other = free()) {
            port = one.getLocalPort();
            controllerPort = other.getLocalPort();
        }
        Files.writeString(directory.resolve("server.properties"), properties(directory, port, controllerPort));
        LocalBroker broker = new LocalBroker(directory, port);
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
    void start() throws IOException, InterruptedException {
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
    void kill() throws InterruptedException {
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
        command.addAll(List.of("-cp", Path.of(jars).toAbsolutePath() + "/*", mainClass));
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

    private static String properties(Path directory, int port, int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                """.formatted(port, controllerPort, directory.toAbsolutePath().resolve("data"));
    }
}
