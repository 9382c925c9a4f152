package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.demo.LocalBroker;
import dev.weir.ledger.Tally;
import dev.weir.streaming.StreamCommand;
import dev.weir.warehouse.Warehouse;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A broker that lets in who shows a token of Google's, as Managed Service for Apache Kafka does, and Google's login. */
class GoogleLoginTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** Google's libraries, without which a cluster is; Spark needs a Guava of its own. */
    private static final Pattern GOOGLES = Pattern.compile(".*/com/google/(?!guava|re2j)[^/]*/.*");

    private static final Pattern LOGIN = Pattern.compile(".*/com/google/cloud/hosted/.*");

    private static final String NOT_PACKAGED = "There is no jar of kafka-auth yet: `./weir test` makes it";

    @TempDir
    static Path directory;

    private static PlayedGoogle google;
    private static LocalBroker broker;
    private static int port;

    private TestTopic topic;

    @BeforeAll
    static void startBroker() throws Exception {
        google = new PlayedGoogle(directory);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String settings = """
                sasl.enabled.mechanisms=OAUTHBEARER
                listener.name.secure.oauthbearer.sasl.jaas.config=\
                org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;
                listener.name.secure.oauthbearer.sasl.server.callback.handler.class=%s
                listener.name.secure.oauthbearer.connections.max.reauth.ms=3600000
                listener.name.secure.ssl.keystore.type=PKCS12
                listener.name.secure.ssl.keystore.location=%s
                listener.name.secure.ssl.keystore.password=%s
                listener.name.secure.ssl.key.password=%3$s
                """.formatted(GoogleTokenCheck.class.getName(), google.store(), PlayedGoogle.PASSWORD);
        Path tests = Path.of(GoogleTokenCheck.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        broker = LocalBroker.start(
                directory.resolve("kafka"),
                Optional.of(new LocalBroker.SecureListener(port, "SASL_SSL", settings, List.of(tests))));
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
        google.close();
    }

    @BeforeEach
    void fillTopicAndGrantTokens(TestInfo test) throws Exception {
        topic = new TestTopic(
                        broker.bootstrap(), test.getTestMethod().orElseThrow().getName())
                .create(1);
        topic.publish(0, IntStream.range(0, 20).mapToObj(GoogleLoginTest::line).toList());
        google.grant(PlayedGoogle.TOKEN);
    }

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void aTopicIsReadAndWrittenByGooglesLoginAndTheStreamOutlivesItsToken() throws Exception {
        // Google's library shows a token again that has more than minutes to live; for these it asks each time.
        google.grant(PlayedGoogle.TOKEN, Duration.ofSeconds(20));
        Path warehouse = directory.resolve("warehouse");
        Warehouse.openOrCreate(warehouse.toString(), new Configuration());
        Path log = Files.writeString(directory.resolve("access.log"), line(20) + "\n");
        try (ChildProcess stream = stream(
                CLASS_PATH,
                google.environment(),
                warehouse,
                // In half of a token's life a slow machine finds the time to get the next one.
                "--kafka-option=sasl.login.refresh.window.factor=0.5",
                "--kafka-option=sasl.login.refresh.window.jitter=0",
                "--kafka-option=sasl.login.refresh.min.period.seconds=1",
                "--kafka-option=sasl.login.refresh.buffer.seconds=0")) {
            stream.awaitUntil(() -> merged(warehouse).equals(new Tally(20, 0, 0)));
            Instant expires = google.latest().expires();
            stream.awaitUntil(() -> google.latest().given().isAfter(expires));

            try (ChildProcess publish = publish(CLASS_PATH, google.environment(), log)) {
                assertThat(publish.await()).as(publish.err()).isZero();
                assertThat(publish.err()).startsWith("1 lines published in ").hasLineCount(1);
            }

            stream.awaitUntil(() -> merged(warehouse).equals(new Tally(21, 0, 0)));
            stream.signal("TERM");
            assertThat(stream.await()).as(stream.err()).isZero();
        }
    }

    @Test
    void aTopicIsReadByGooglesLoginOnACluster() throws Exception {
        Path warehouse = directory.resolve("cluster");

        try (ChildProcess stream = stream(asOnACluster(), google.environment(), warehouse, "--available-now")) {
            assertThat(stream.await()).as(stream.err()).isZero();
        }

        assertThat(merged(warehouse)).isEqualTo(new Tally(20, 0, 0));
    }

    @Test
    void whoHasNoCredentialsIsToldHowToGetThem() throws Exception {
        Map<String, String> none = Map.of(
                "GOOGLE_APPLICATION_CREDENTIALS", directory.resolve("none.json").toString());

        assertThat(refusal(CLASS_PATH, none))
                .startsWith("Cannot log in to Kafka by Google's library: ")
                .contains("none.json", "gcloud auth application-default login");
    }

    @Test
    void whomGoogleGivesNoTokenIsToldWhy() throws Exception {
        google.refuse("Account not found");

        assertThat(refusal(CLASS_PATH, google.environment()))
                .startsWith("Cannot log in to Kafka by Google's library: ")
                .contains("Account not found");
    }

    @Test
    void whoseTokenTheBrokerRefusesIsToldSo() throws Exception {
        google.grant("anybody's");

        assertThat(refusal(CLASS_PATH, google.environment()))
                .startsWith("Cannot log in to Kafka at 127.0.0.1:" + port)
                .contains("roles/managedkafka.client");
    }

    @Test
    void whereTheLibraryIsMissingItIsNamed() throws Exception {
        assertThat(refusal(without(LOGIN), google.environment()))
                .startsWith("Cannot log in to Kafka by Google's library: it is not on the class path")
                .contains("kafka-auth");
    }

    /** What who reads and who writes are told, in the same words, when they do not get in. */
    private String refusal(String classPath, Map<String, String> environment) throws IOException, InterruptedException {
        Path log = Files.writeString(directory.resolve("refused.log"), line(0) + "\n");
        try (ChildProcess stream = stream(classPath, environment, directory.resolve("none"));
                ChildProcess publish = publish(classPath, environment, log)) {
            assertThat(stream.await()).isOne();
            assertThat(publish.await()).isOne();
            assertThat(stream.err()).startsWith("stream: ").hasLineCount(1);
            String told = stream.err().substring("stream: ".length());
            assertThat(publish.err()).isEqualTo("publish: " + told);
            return told;
        }
    }

    private ChildProcess stream(String classPath, Map<String, String> environment, Path warehouse, String... options)
            throws IOException {
        List<Object> words = new ArrayList<>(List.of(options));
        words.addAll(List.of("--source=kafka", "--bootstrap=127.0.0.1:" + port, "--topic=" + topic.name));
        words.add("--warehouse=" + warehouse);
        return start(StreamCommand.class, classPath, environment, words.toArray());
    }

    private ChildProcess publish(String classPath, Map<String, String> environment, Path log) throws IOException {
        return start(
                Weir.class, classPath, environment, "publish", log, "--to=kafka:127.0.0.1:" + port + "/" + topic.name);
    }

    private static ChildProcess start(
            Class<?> main, String classPath, Map<String, String> environment, Object... command) throws IOException {
        List<Object> words = new ArrayList<>(List.of(command));
        // The certificate is for another host.
        words.addAll(List.of("--google-login", "--kafka-option=ssl.endpoint.identification.algorithm="));
        return ChildProcess.start(classPath, main, google.properties(), environment, words.toArray());
    }

    private static String asOnACluster() throws IOException {
        Path target = Path.of("..", "kafka-auth", "target");
        // It has no code: nothing but packaging makes the directory.
        assumeTrue(Files.isDirectory(target), NOT_PACKAGED);
        try (Stream<Path> files = Files.list(target)) {
            Optional<Path> jar = files.filter(file -> file.toString().endsWith("-with-dependencies.jar"))
                    .findFirst();
            assumeTrue(jar.isPresent(), NOT_PACKAGED);
            return jar.get() + File.pathSeparator + without(GOOGLES);
        }
    }

    private static String without(Pattern jars) {
        return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> !jars.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Tally merged(Path warehouse) {
        return Warehouse.open(warehouse.toString(), new Configuration())
                .ledger()
                .read()
                .accounting()
                .merged();
    }

    private static String line(int i) {
        return Hit.at("2026-11-20T10:00:00Z", i).combined();
    }
}
