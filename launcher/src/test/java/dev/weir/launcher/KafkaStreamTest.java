package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.demo.DemoLogs;
import dev.weir.demo.LocalBroker;
import dev.weir.generator.GeneratedLogs;
import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import dev.weir.generator.Truth;
import dev.weir.ledger.Hole;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.SpeedSegment;
import dev.weir.publish.KafkaTarget;
import dev.weir.source.kafka.KafkaClient;
import dev.weir.source.kafka.KafkaSettings;
import dev.weir.streaming.FileImport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker that is a process of its own, and dies as processes do. */
class KafkaStreamTest {
    /** The broker's log is left to be read where a test fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path brokerDirectory;

    private static LocalBroker broker;

    @TempDir
    Path directory;

    private TestTopic topic;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = LocalBroker.start(brokerDirectory.resolve("kafka"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void nameTopic(TestInfo test) {
        topic = new TestTopic(
                broker.bootstrap(), test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void closeClients() {
        topic.close();
    }

    @Test
    void countsEachLineOnceThoughTheBrokerIsKilledAndPartitionsAreAdded() throws Exception {
        GeneratedLogs logs = Generator.generate(GeneratorOptions.of(3_000, 7), directory.resolve("generated"));
        List<byte[]> lines = new ArrayList<>();
        for (Path file : logs.files(directory.resolve("generated")).toList()) {
            lines.addAll(DemoLogs.lines(file));
        }
        topic.create(2);
        KafkaScene scene = new KafkaScene(directory.resolve("warehouse"), topic);

        scene.streaming(1_000, stream -> {
            StreamingQuery query = stream.start(Trigger.ProcessingTime(100));
            publish(lines.subList(0, 1_000), 2);
            await(query, () -> scene.ledger().summary().segments() > 0);
            CompletableFuture<Void> publishing =
                    CompletableFuture.runAsync(() -> publish(lines.subList(1_000, 2_000), 2));
            broker.kill();
            broker.start();
            publishing.join();
            topic.growTo(4);
            publish(lines.subList(2_000, lines.size()), 4);
            await(query, () -> received(scene) == lines.size());
            stream.stop(query);
        });
        scene.batch();

        assertThat(new Scene(scene.directory).differences(Truth.read(directory.resolve("generated"))))
                .isEmpty();
        assertThat(scene.archived().select("partition").distinct().count()).isEqualTo(4);
        assertThat(scene.archived().select("partition", "position").distinct().count())
                .isEqualTo(lines.size());
        assertThat(scene.holes()).isEmpty();
    }

    @Test
    void saysWhatRetentionRemovedBeforeItWasRead() throws Exception {
        topic.create(2);
        topic.publish(0, hits(0, 100));
        KafkaScene scene = new KafkaScene(directory, topic);
        scene.drain();
        topic.publish(0, hits(100, 150));
        topic.publish(1, hits(150, 160));
        topic.loseBefore(0, 130);

        scene.drain();

        assertThat(scene.holes()).containsExactly(hole(scene, 0, 100, 129));
        assertThat(scene.requests()).isEqualTo(130);
        JsonNode status = scene.status();
        assertThat(status.path("holes").asInt()).isEqualTo(1);
        assertThat(status.path("positions_in_holes").asInt()).isEqualTo(30);
        assertThat(status.path("hole_list").get(0).path("source").asText()).isEqualTo("kafka:" + topic.name);
        assertThat(status.path("hole_list").get(0).path("to").asInt()).isEqualTo(129);
        assertThat(KafkaScene.said("status", "--warehouse", directory.toString()))
                .containsPattern("holes +1\n")
                .containsPattern("hole list +\\{.*\"from\":100,\"to\":129}");
        assertThat(status.path("balance").asLong()).isZero();
    }

    @Test
    void saysWhatWasLostWhereNothingIsLeft() throws Exception {
        topic.create(1);
        topic.publish(0, hits(0, 10));
        KafkaScene scene = new KafkaScene(directory, topic);
        scene.drain();
        topic.publish(0, hits(10, 30));
        topic.loseBefore(0, 30);

        scene.drain();

        assertThat(scene.holes()).containsExactly(hole(scene, 0, 10, 29));
        topic.publish(0, hits(30, 40));
        scene.drain();
        scene.batch();
        assertThat(scene.holes()).hasSize(1);
        assertThat(scene.requests()).isEqualTo(20);
    }

    @Test
    void callsNothingLostThatWasGoneBeforeTheStreamBegan() throws Exception {
        topic.create(1);
        topic.publish(0, hits(0, 20));
        topic.loseBefore(0, 15);
        KafkaScene scene = new KafkaScene(directory, topic);

        scene.drain();

        assertThat(scene.requests()).isEqualTo(5);
        assertThat(scene.holes()).isEmpty();
        assertThat(Files.readString(directory.resolve("ledger/00000000000000000001.json")))
                .doesNotContain("holes");
    }

    @Test
    void callsNothingLostThatNoTransactionBrought() throws Exception {
        topic.create(1);
        KafkaScene scene = new KafkaScene(directory, topic);
        try (TestTopic transactions = topic.transactional()) {
            transactions.inTransaction(true, hits(0, 5));
            transactions.inTransaction(false, hits(5, 10));
            transactions.inTransaction(true, hits(10, 15));
        }
        scene.drain();
        // Ten lines, five taken back and three markers.
        topic.loseBefore(0, 18);
        topic.publish(0, hits(15, 16));

        scene.drain();

        assertThat(scene.requests()).isEqualTo(11);
        assertThat(scene.holes()).isEmpty();
    }

    @Test
    void readsAgainWhatAnOldCheckpointHadReadAndCountsItOnce() throws Exception {
        topic.create(2);
        topic.publish(0, hits(0, 50));
        topic.publish(1, hits(0, 50));
        KafkaScene scene = new KafkaScene(directory, topic);
        scene.drain();
        Backup.delete(scene.checkpoints());
        topic.publish(0, hits(50, 70));
        topic.loseBefore(0, 60);
        topic.loseBefore(1, 20);

        scene.drain(60);
        scene.batch();

        assertThat(scene.requests()).isEqualTo(110);
        assertThat(scene.ledger().accounting().merged().duplicates()).isEqualTo(30);
        assertThat(scene.holes()).containsExactly(hole(scene, 0, 50, 59));
    }

    @Test
    void goesOnWithNoCheckpointThatWasRolledBackUnlessItGivesWhatWasAdmitted() throws Exception {
        topic.create(1);
        topic.publish(0, hits(0, 10));
        KafkaScene scene = new KafkaScene(directory.resolve("warehouse"), topic);
        scene.drain();
        Backup backup = Backup.of(scene.checkpoints(), directory.resolve("backup"));
        topic.publish(0, hits(10, 20));
        scene.drain();

        backup.restore();
        scene.drain();
        assertThat(received(scene)).isEqualTo(20);

        backup.restore();
        topic.publish(0, hits(20, 30));
        assertThat(scene.streamUntilItFails())
                .startsWith("stream: Cannot go on with checkpoint ")
                .contains(": micro-batch 1 was admitted before, as segment ")
                .contains("restore it as a whole, or start with a new --checkpoint")
                .hasLineCount(1);
        Backup.delete(scene.checkpoints());
        scene.drain();
        scene.batch();
        assertThat(scene.requests()).isEqualTo(30);
    }

    @Test
    void keepsApartTopicsThatFollowedOneAnotherUnderOneName() throws Exception {
        topic.create(1);
        topic.publish(0, hits(0, 10));
        KafkaScene scene = new KafkaScene(directory, topic);

        CompletableFuture<String> told = CompletableFuture.supplyAsync(scene::streamUntilItFails);
        await(told, () -> received(scene) == 10);
        topic.delete();
        createAnew();
        topic.publish(0, hits(0, 30));
        assertThat(told.get(10, TimeUnit.MINUTES))
                .startsWith("stream: Cannot go on with topic " + topic.name + ": it was deleted")
                .hasLineCount(1);
        assertThat(received(scene)).isEqualTo(10);
        scene.drain();
        scene.batch();

        assertThat(scene.requests()).isEqualTo(40);
        assertThat(scene.holes()).isEmpty();
    }

    @Test
    void beginsAtTheEndWhereItIsToldTo() throws Exception {
        topic.create(2);
        topic.publish(0, hits(0, 20));
        KafkaScene scene = new KafkaScene(directory, topic);

        scene.streaming(KafkaSettings.From.LATEST, 1_000, stream -> {
            StreamingQuery query = stream.start(Trigger.ProcessingTime(100));
            topic.publish(0, hits(20, 23));
            topic.publish(1, hits(23, 24));
            await(query, () -> received(scene) == 4);
            topic.loseBefore(0, 22);
            topic.publish(0, hits(24, 25));
            await(query, () -> received(scene) == 5);
            stream.stop(query);
        });

        assertThat(scene.holes()).isEmpty();
    }

    @Test
    void publishesIntoATopicThatWasMadeThisInstant() throws Exception {
        int lines = 1_000;
        KafkaClient client = new KafkaClient(topic.bootstrap, Map.of());
        byte[] line = hit(1).replace("/1 ", "/" + "x".repeat(20_000) + " ").getBytes(StandardCharsets.UTF_8);
        try (KafkaTarget target = new KafkaTarget(client, topic.name)) {
            topic.create(200);
            for (int i = 0; i < lines; i++) {
                target.send(line);
            }
            target.flush();
        }
        assertThat(topic.size()).isEqualTo(lines);
    }

    @Test
    void takesEachRecordAsOneLineWhateverIsInIt() throws Exception {
        topic.create(1);
        String hit = hit(1);
        String large = hit.replace("/1 ", "/" + "x".repeat(900_000) + " ");
        topic.send(0, null).get();
        topic.sendDated(0, Long.MAX_VALUE / 1000, hit(5)).get();
        topic.publish(0, List.of("", hit + "\n", hit(2) + "\r\n", hit(3) + "\n" + hit(4), large));
        KafkaScene scene = new KafkaScene(directory, topic);

        scene.drain();

        List<String> values = scene.archived().orderBy("position").select("value").collectAsList().stream()
                .map(row -> new String(row.<byte[]>getAs(0), StandardCharsets.UTF_8))
                .toList();
        assertThat(values).containsExactly("", hit(5), "", hit, hit(2), hit(3) + "\n" + hit(4), large);
        assertThat(scene.sql("SELECT reason FROM dead_letters WHERE reason = 'empty_line'")
                        .count())
                .isEqualTo(2);
        SpeedSegment segment = scene.ledger().speedSegment(1);
        assertThat(segment.received()).isEqualTo(7);
        Row first = scene.archived().orderBy("position").head();
        assertThat(first.<String>getAs("source")).isEqualTo("kafka:" + topic.name);
        assertThat(first.<java.sql.Timestamp>getAs("arrived").toInstant())
                .isBetween(Instant.now().minusSeconds(300), Instant.now());
    }

    @Test
    void saysHowToPassARecordThatSparkCannotRead() throws Exception {
        topic.create(1);
        topic.sendDated(0, Long.MAX_VALUE, hit(0)).get();
        topic.publish(0, hits(1, 3));
        KafkaScene scene = new KafkaScene(directory, topic);

        String told = scene.streamUntilItFails();

        assertThat(told)
                .contains("a record's timestamp")
                .contains("kafka-delete-records")
                .hasLineCount(1);
        topic.loseBefore(0, 1);
        scene.drain();
        assertThat(scene.requests()).isEqualTo(2);
        assertThat(scene.holes()).containsExactly(hole(scene, 0, 0, 0));
    }

    @Test
    void leavesFilesToBeImportedBesideIt() throws Exception {
        topic.create(1);
        topic.publish(0, hits(0, 3));
        KafkaScene scene = new KafkaScene(directory.resolve("warehouse"), topic);
        scene.drain();
        Path file = Files.write(directory.resolve("access.log"), hits(3, 5));

        FileImport files = new FileImport(scene.warehouse, Clock.systemUTC());

        assertThat(files.plan(List.of(file.toString())).ranges()).hasSize(1);
    }

    private void createAnew() throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            try {
                topic.create(1);
                return;
            } catch (Exception stillThere) {
                assertThat(Instant.now()).isBefore(until);
                Thread.sleep(50);
            }
        }
    }

    private void publish(List<byte[]> lines, int partitions) {
        try {
            for (int partition = 0; partition < partitions; partition++) {
                int mine = partition;
                topic.publishBytes(
                        partition,
                        IntStream.range(0, lines.size())
                                .filter(i -> i % partitions == mine)
                                .mapToObj(lines::get)
                                .toList());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Hole hole(KafkaScene scene, int partition, long from, long to) {
        String known = scene.ledger().speedSegment(1).ranges().get(0).partition();
        String id = known.substring(0, known.indexOf('/'));
        return new Hole("kafka:" + topic.name, id + "/" + partition, from, to);
    }

    private static long received(KafkaScene scene) {
        return scene.ledger()
                .speedSegments()
                .map(Ledger.Admitted::segment)
                .mapToLong(SpeedSegment::received)
                .sum();
    }

    private static void await(StreamingQuery query, BooleanSupplier done) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(90));
        while (!done.getAsBoolean()) {
            assertThat(query.exception().isDefined())
                    .as("%s", query.exception())
                    .isFalse();
            assertThat(Instant.now()).as("deadline").isBefore(until);
            Thread.sleep(50);
        }
    }

    private static void await(CompletableFuture<String> ended, BooleanSupplier done) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(90));
        while (!done.getAsBoolean()) {
            assertThat(ended).isNotDone();
            assertThat(Instant.now()).as("deadline").isBefore(until);
            Thread.sleep(50);
        }
    }

    private static List<String> hits(int from, int to) {
        return IntStream.range(from, to).mapToObj(KafkaStreamTest::hit).toList();
    }

    private static String hit(int number) {
        return "192.0.2.1 - - [20/Nov/2026:10:00:%02d +0000] \"GET /%d HTTP/1.1\" 200 10 \"-\" \"test\""
                .formatted(number % 60, number);
    }
}
