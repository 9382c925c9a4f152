package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ledger.Ledger;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import dev.weir.streaming.StreamCommand;
import dev.weir.warehouse.Warehouse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a subscription of Pub/Sub Lite into a warehouse, through the command and Google's own connector. */
class PubSubLiteStreamTest {
    private static final String LOCATION = "projects/123456/locations/europe-west3-a";
    private static final String SUBSCRIPTION = LOCATION + "/subscriptions/weir";
    private static final Instant PUBLISHED = Instant.parse("2026-01-20T10:00:01Z");
    private static final String CONNECTOR = System.getProperty("weir.pubsublite.connector");
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** Google's libraries, without which a cluster is; Spark needs a Guava of its own. */
    private static final Pattern GOOGLES =
            Pattern.compile(".*/(pubsub-source/target|com/google/(?!guava)[^/]*|io/grpc|io/opencensus|io/perfmark)/.*");

    @TempDir
    Path directory;

    private PlayedGoogle google;
    private PubSubLiteServer server;

    @BeforeEach
    void startServer() throws Exception {
        google = new PlayedGoogle(directory);
        server = new PubSubLiteServer(google.certificate(), LOCATION, "weir", 2);
        google.leadTo(server.port());
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
        google.close();
    }

    @Test
    void bothPartitionsAreReadToTheEndAndAfterARestartOnlyWhatIsNew() throws Exception {
        for (int i = 0; i < 30; i++) {
            publish(0, line(i) + "\n");
        }
        for (int i = 30; i < 50; i++) {
            publish(1, line(i));
        }
        publish(1, "no log line");

        // Beside Weir's other clients of Google.
        stream(Weir.class, CLASS_PATH, "stream", "--connector=" + CONNECTOR);

        assertThat(ledger().accounting().merged()).isEqualTo(new Tally(50, 0, 1));
        assertThat(server.delivered()).isEqualTo(51);

        publish(1, line(50));
        publish(1, line(51));
        // As on a cluster.
        String classPath = Stream.concat(
                        Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                                .filter(entry -> !GOOGLES.matcher(entry).matches()),
                        Stream.of(CONNECTOR))
                .collect(Collectors.joining(File.pathSeparator));
        stream(StreamCommand.class, classPath);

        assertThat(server.delivered()).isEqualTo(53);
        // A micro-batch behind: the checkpoint is what counts.
        assertThat(server.cursors()).isEqualTo(Map.of(0L, 30L, 1L, 21L));
        Ledger ledger = ledger();
        assertThat(ledger.accounting().merged()).isEqualTo(new Tally(52, 0, 1));
        assertThat(ledger.speedSegments().map(Ledger.Admitted::segment).mapToLong(SpeedSegment::received))
                .containsExactly(51L, 2L);
        Cli places = Cli.run(
                "query",
                "--warehouse=" + warehouse(),
                "--csv",
                "SELECT source, partition, MIN(position), MAX(position), COUNT(DISTINCT position), arrived"
                        + " FROM events GROUP BY ALL ORDER BY partition");
        assertThat(places.out().lines().skip(1))
                .containsExactly(
                        "pubsublite:" + SUBSCRIPTION + "," + SUBSCRIPTION + "/0,0,29,30,2026-01-20T10:00:01.000000Z",
                        "pubsublite:" + SUBSCRIPTION + "," + SUBSCRIPTION + "/1,0,22,22,2026-01-20T10:00:01.000000Z");
        // An import takes none of this for a file.
        Path log = Files.writeString(directory.resolve("access.log"), line(60) + "\n");
        Cli imported = Cli.run("import", "--warehouse=" + warehouse(), log);
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(ledger().accounting().merged()).isEqualTo(new Tally(53, 0, 1));
    }

    @Test
    void aSubscriptionThatIsNoneIsNamed() throws Exception {
        String none = LOCATION + "/subscriptions/none";
        try (ChildProcess stream = start(Weir.class, CLASS_PATH, none, List.of("stream", "--connector=" + CONNECTOR))) {
            assertThat(stream.await()).isOne();
            assertThat(stream.err())
                    .endsWith("stream: Cannot read subscription " + none + ": NOT_FOUND: Resource not found (resource="
                            + none
                            + ").; check its name, whether the credentials have the roles pubsublite.subscriber and"
                            + " pubsublite.viewer, and whether Google still runs the service\n");
        }
    }

    /** Streams what is there. */
    private void stream(Class<?> main, String classPath, String... words) throws IOException, InterruptedException {
        try (ChildProcess stream = start(main, classPath, SUBSCRIPTION, List.of(words))) {
            int code = stream.await();
            assertThat(code).as(stream.err()).isZero();
        }
    }

    private ChildProcess start(Class<?> main, String classPath, String subscription, List<String> words)
            throws IOException {
        List<String> arguments = new ArrayList<>(words);
        arguments.add("--warehouse=" + warehouse());
        arguments.add("--source=pubsublite");
        arguments.add("--subscription=" + subscription);
        arguments.add("--available-now");
        return ChildProcess.start(classPath, main, google.properties(), google.environment(), arguments.toArray());
    }

    private Path warehouse() {
        return directory.resolve("warehouse");
    }

    private Ledger ledger() {
        return Warehouse.open(warehouse().toString(), new Configuration())
                .ledger()
                .read();
    }

    private void publish(int partition, String text) {
        server.publish(partition, text, PUBLISHED);
    }

    private static String line(int i) {
        return Hit.at("2026-01-20T10:00:00Z", i).combined();
    }
}
