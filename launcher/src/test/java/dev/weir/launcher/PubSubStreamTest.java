package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import dev.weir.batch.BatchLayer;
import dev.weir.emulators.PubSubEmulator;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Milestones;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a subscription into a warehouse, through the commands. */
class PubSubStreamTest {
    private static final String TOPIC = "projects/p/topics/logs";
    private static final String SUBSCRIPTION = "projects/p/subscriptions/weir";

    @TempDir
    Path directory;

    private PubSubEmulator server;

    @BeforeEach
    void startServer() throws IOException {
        server = PubSubEmulator.start();
        server.subscribe(TOPIC, SUBSCRIPTION);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void publishedLinesAreCountedOnceAndCompressedOnesUnpacked() throws IOException {
        Path log = directory.resolve("access.log.gz");
        Files.write(log, gzip(lines(0, 300)));
        Cli published = Cli.run("publish", log, "--to=pubsub:" + TOPIC, "--emulator=" + server.host(), "--rate=100000");
        assertThat(published.err()).contains("300 lines published in ");
        assertThat(published.code()).isZero();
        byte[] many = gzip(lines(300, 400));
        publish(many, Map.of("Content-Encoding", "gzip"));
        publish(Arrays.copyOf(many, many.length / 2), Map.of("content-encoding", "gzip"));
        server.deliverTwice(message -> message.getData().hashCode() % 3 == 0);

        assertThat(stream("--checkpoint=" + directory.resolve("one"))).isZero();

        Warehouse warehouse = Warehouse.open(warehouse().toString(), new Configuration());
        assertThat(tally(warehouse)).isEqualTo(new Tally(400, 0, 1));
        assertThat(server.unacknowledged(SUBSCRIPTION)).isZero();
        assertThat(segments(warehouse))
                .allSatisfy(segment -> assertThat(segment.ranges())
                        .singleElement()
                        .satisfies(range -> {
                            assertThat(range.source()).isEqualTo("pubsub:" + SUBSCRIPTION);
                            assertThat(range.partition()).isEqualTo(SUBSCRIPTION);
                        }));
    }

    @Test
    void aMessageThatComesToAnotherStreamAgainIsCountedOnceByTheBatchLayer() throws IOException, InterruptedException {
        server.loseAcks(true);
        for (String line : lines(0, 50).lines().toList()) {
            publish(line.getBytes(StandardCharsets.UTF_8), Map.of());
        }
        assertThat(stream("--checkpoint=" + directory.resolve("one"))).isZero();
        server.loseAcks(false);
        server.awaitNoPulls(SUBSCRIPTION);
        server.expire(SUBSCRIPTION);
        assertThat(stream("--checkpoint=" + directory.resolve("two"))).isZero();
        Warehouse warehouse = Warehouse.open(warehouse().toString(), new Configuration());
        assertThat(tally(warehouse).total()).isEqualTo(100);

        SparkSession spark = Sessions.start("tests");
        assertThat(new BatchLayer(new Job(spark, warehouse, Clock.systemUTC(), Milestones.of(Map.of())))
                        .run(Optional.empty())
                        .publication())
                .isPresent();
        assertThat(Cli.run("query", "--warehouse=" + warehouse(), "--json", "SELECT SUM(requests) AS n FROM traffic")
                        .out())
                .contains("\"n\":50");
    }

    @Test
    void aSubscriptionThatIsNoneEndsTheCommandWithOneLine() {
        Cli run = Cli.run(
                "stream",
                "--warehouse=" + warehouse(),
                "--source=pubsub",
                "--project=p",
                "--subscription=none",
                "--emulator=" + server.host());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("Cannot read subscription projects/p/subscriptions/none: there is none of this name");
    }

    private int stream(String... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                "stream",
                "--warehouse=" + warehouse(),
                "--source=pubsub",
                "--subscription=" + SUBSCRIPTION,
                "--emulator=" + server.host(),
                // Long enough for a machine that is slow to begin.
                "--quiet=15",
                "--available-now"));
        arguments.addAll(List.of(more));
        Cli run = Cli.run(arguments.toArray());
        System.out.println(run.err());
        return run.code();
    }

    private Path warehouse() {
        return directory.resolve("warehouse");
    }

    private void publish(byte[] payload, Map<String, String> attributes) {
        server.publish(
                TOPIC,
                PubsubMessage.newBuilder()
                        .setData(ByteString.copyFrom(payload))
                        .putAllAttributes(attributes)
                        .build());
    }

    private static Collection<SpeedSegment> segments(Warehouse warehouse) {
        return warehouse
                .ledger()
                .read()
                .speedSegments()
                .map(Ledger.Admitted::segment)
                .toList();
    }

    private static Tally tally(Warehouse warehouse) {
        return segments(warehouse).stream().map(SpeedSegment::tally).reduce(new Tally(0, 0, 0), Tally::plus);
    }

    private static String lines(int from, int to) {
        return java.util.stream.IntStream.range(from, to)
                .mapToObj(i -> "192.0.2.1 - - [20/Nov/2026:10:00:00 +0000] \"GET /page/" + i
                        + " HTTP/1.1\" 200 512 \"-\" \"curl/8.0\"")
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
