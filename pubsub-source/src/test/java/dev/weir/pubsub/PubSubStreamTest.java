package dev.weir.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PubSubStreamTest {
    private static final String GIVEN_UP_ONES = "projects/p/subscriptions/given-up";
    private static final String GIVEN_UP = "projects/p/topics/given-up";

    @TempDir
    Path directory;

    private Scene scene;
    private final List<String> got = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        scene = new Scene(directory.resolve("messages"));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void everyMessageComesOnceWhateverHappensOnItsWay() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int published = 0;
        PubSubStream stream = scene.stream();
        Offset at = stream.initialOffset();
        scene.server.deliverTwice(message -> message.getData().hashCode() % 5 == 0);
        for (int round = 0; round < 8; round++) {
            scene.publish(published, published + 200);
            published += 200;
            scene.server.loseAcks(random.nextBoolean());
            at = Scene.take(stream, at, published - random.nextInt(200), got);
            switch (random.nextInt(4)) {
                case 0 -> scene.server.breakOff(Status.UNAVAILABLE);
                case 1 -> scene.server.breakOff(Status.UNKNOWN);
                case 2 -> scene.server.expire(Scene.SUBSCRIPTION);
                default -> {
                    stream.stop();
                    scene.server.awaitNoPulls(Scene.SUBSCRIPTION);
                    scene.server.expire(Scene.SUBSCRIPTION);
                    stream = scene.stream();
                }
            }
        }
        scene.server.loseAcks(false);
        scene.server.expire(Scene.SUBSCRIPTION);
        at = Scene.take(stream, at, published, got);
        Scene.await(() -> scene.server.unacknowledged(Scene.SUBSCRIPTION) == 0);
        got.addAll(Scene.payloads(stream, at, stream.latestOffset(at, stream.getDefaultReadLimit())));
        assertThat(got).containsExactlyInAnyOrderElementsOf(Scene.lines(0, published));
        assertThat(scene.server.deliveries(Scene.SUBSCRIPTION)).isGreaterThan(published);
    }

    @Test
    void anOffsetMeansTheSameRowsHoweverOften() {
        scene.publish(0, 500);
        PubSubStream stream = scene.stream();
        Offset end = Scene.take(stream, stream.initialOffset(), 500, got);
        assertThat(Scene.payloads(stream, stream.initialOffset(), end)).isEqualTo(got);
        stream.stop();

        scene.publish(500, 600);
        PubSubStream restarted = scene.stream();
        Offset replayed = restarted.deserializeOffset(end.json());
        assertThat(Scene.payloads(restarted, restarted.initialOffset(), replayed))
                .isEqualTo(got);
    }

    @Test
    void whatWasAcknowledgedIsOfferedThoughSparkNotedNoOffset() {
        scene.publish(0, 100);
        PubSubStream stream = scene.stream();
        Scene.take(stream, stream.initialOffset(), 100, got);
        Scene.await(() -> scene.server.unacknowledged(Scene.SUBSCRIPTION) == 0);
        stream.stop();

        PubSubStream restarted = scene.stream();
        List<String> again = new ArrayList<>();
        Scene.take(restarted, restarted.initialOffset(), 100, again);
        assertThat(again).isEqualTo(got);
    }

    @Test
    void nothingIsAcknowledgedThatIsNotOnDisk() {
        AtomicInteger early = new AtomicInteger();
        AtomicInteger acknowledged = new AtomicInteger();
        Set<MessageKey> known = new HashSet<>();
        scene.server.onAcknowledged(message -> {
            acknowledged.incrementAndGet();
            if (!known.contains(MessageKey.of(message))) {
                known.addAll(onDisk());
            }
            if (!known.contains(MessageKey.of(message))) {
                early.incrementAndGet();
            }
        });
        scene.publish(0, 300);
        PubSubStream stream = scene.stream();
        Scene.take(stream, stream.initialOffset(), 300, got);
        Scene.await(() -> acknowledged.get() >= 300);
        assertThat(early).hasValue(0);
    }

    @Test
    void whatCannotBeWrittenIsNotAcknowledged() throws IOException {
        scene.publish(0, 100);
        PubSubStream stream = scene.stream();
        Offset at = Scene.take(stream, stream.initialOffset(), 100, got);
        Scene.await(() -> scene.server.unacknowledged(Scene.SUBSCRIPTION) == 0);
        // As another process would that writes the same log.
        long taken = ((LogOffset) at).segment() + 1;
        Files.writeString(scene.directory.resolve(MessageLog.segmentName(taken)), "of another process");

        scene.publish(100, 150);
        Scene.await(() -> fails(stream, at));
        stream.stop();

        assertThat(scene.server.unacknowledged(Scene.SUBSCRIPTION)).isEqualTo(50);
    }

    @Test
    void whatBreaksOffWhileItIsWrittenToAnObjectStoreComesAgain() throws IOException, InterruptedException {
        ObjectStore store = scene.inObjectStore();
        PubSubStream stream = scene.stream();
        Offset at = stream.initialOffset();
        stream.latestOffset(at, LogBudget.UNLIMITED);
        // The keys of the messages get through, but not the messages.
        store.failAfter(50 * MessageKey.BYTES + 100);
        scene.publish(0, 50);
        Scene.await(() -> fails(stream, at));
        stream.stop();
        scene.server.awaitNoPulls(Scene.SUBSCRIPTION);
        store.failAfter(Long.MAX_VALUE);
        scene.server.expire(Scene.SUBSCRIPTION);

        PubSubStream restarted = scene.stream();
        Scene.take(restarted, at, 50, got);
        Scene.await(() -> scene.server.unacknowledged(Scene.SUBSCRIPTION) == 0);
        assertThat(got).containsExactlyInAnyOrderElementsOf(Scene.lines(0, 50));
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_ARGUMENT", "FAILED_PRECONDITION"})
    void ofAnExactlyOnceSubscriptionEveryMessageComesOnceThoughAcknowledgementsAreRefused(Status.Code refusal) {
        scene.server.exactlyOnce(Scene.SUBSCRIPTION, refusal.toStatus());
        scene.server.acknowledgedLate(message -> true);
        scene.publish(0, 300);
        PubSubStream stream = scene.stream();
        Offset at = Scene.take(stream, stream.initialOffset(), 300, got);
        scene.publish(300, 400);
        at = Scene.take(stream, at, 400, got);
        Scene.await(() -> scene.server.unacknowledged(Scene.SUBSCRIPTION) == 0);
        got.addAll(Scene.payloads(stream, at, stream.latestOffset(at, LogBudget.UNLIMITED)));
        assertThat(got).containsExactlyInAnyOrderElementsOf(Scene.lines(0, 400));
        Scene.await(() -> scene.metric(stream, "duplicateMessages") == 400);
    }

    @Test
    void aProcessThatCannotWriteTakesNoMessages() throws IOException, InterruptedException {
        scene.server.subscribe(GIVEN_UP, GIVEN_UP_ONES);
        scene.server.deadLetters(Scene.SUBSCRIPTION, GIVEN_UP, 5);
        ObjectStore store = scene.inObjectStore();
        scene.publish(0, 50);
        store.failAfter(0);
        for (int restart = 0; restart < 10; restart++) {
            PubSubStream stream = scene.stream();
            Scene.await(() -> fails(stream, stream.initialOffset()));
            stream.stop();
            scene.server.awaitNoPulls(Scene.SUBSCRIPTION);
            scene.server.expire(Scene.SUBSCRIPTION);
        }
        store.failAfter(Long.MAX_VALUE);

        PubSubStream stream = scene.stream();
        Scene.await(() -> {
            Offset end = stream.latestOffset(stream.initialOffset(), LogBudget.UNLIMITED);
            return Scene.payloads(stream, stream.initialOffset(), end).size()
                            + scene.server.unacknowledged(GIVEN_UP_ONES)
                    == 50;
        });
        assertThat(scene.server.unacknowledged(GIVEN_UP_ONES)).isZero();
    }

    @Test
    void whatFailsToWriteStopsPullingAtOnce() throws IOException, InterruptedException {
        scene.server.subscribe(GIVEN_UP, GIVEN_UP_ONES);
        scene.server.deadLetters(Scene.SUBSCRIPTION, GIVEN_UP, 5);
        ObjectStore store = scene.inObjectStore();
        PubSubStream stream = scene.stream();
        scene.publish(0, 10);
        Scene.take(stream, stream.initialOffset(), 10, got);
        store.failAfter(0);

        scene.publish(10, 300);
        // Spark, which is at a micro-batch, neither asks nor stops the stream.
        Scene.await(
                () -> scene.server.pulls(Scene.SUBSCRIPTION) == 0 || scene.server.unacknowledged(GIVEN_UP_ONES) > 0);

        scene.server.expire(Scene.SUBSCRIPTION);
        assertThat(scene.server.unacknowledged(GIVEN_UP_ONES)).isZero();
    }

    @Test
    void whatWasPulledWhenTheStreamStopsIsWrittenAndNotReturned() throws InterruptedException {
        scene.publish(0, 5000);
        PubSubStream stream = scene.stream();
        stream.latestOffset(stream.initialOffset(), LogBudget.UNLIMITED);
        Scene.await(() -> scene.metric(stream, "pulledMessages") > 0);
        stream.stop();
        scene.server.awaitNoPulls(Scene.SUBSCRIPTION);
        assertThat(scene.server.returned(Scene.SUBSCRIPTION)).isZero();
    }

    private static boolean fails(PubSubStream stream, Offset at) {
        try {
            stream.latestOffset(at, stream.getDefaultReadLimit());
            return false;
        } catch (PubSubSourceException e) {
            return true;
        }
    }

    private List<MessageKey> onDisk() {
        List<MessageKey> keys = new ArrayList<>();
        try (var files = Files.list(scene.directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".segment")).toList()) {
                keys.addAll(new SegmentFile(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()).keys());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return keys;
    }

    @Test
    void aProcessThatDiedBetweenSealingAndAcknowledgingIsContinued() throws IOException, InterruptedException {
        scene.server.loseAcks(true);
        scene.publish(0, 100);
        PubSubStream stream = scene.stream();
        Offset end = Scene.take(stream, stream.initialOffset(), 100, got);
        stream.stop();
        scene.server.awaitNoPulls(Scene.SUBSCRIPTION);
        Files.writeString(scene.directory.resolve(".000000000099.segment.x.tmp"), "of a process that was killed");
        scene.server.loseAcks(false);
        scene.server.expire(Scene.SUBSCRIPTION);

        PubSubStream restarted = scene.stream();
        scene.publish(100, 110);
        Scene.take(restarted, end, 110, got);
        Scene.await(() -> scene.server.unacknowledged(Scene.SUBSCRIPTION) == 0);
        assertThat(got).containsExactlyInAnyOrderElementsOf(Scene.lines(0, 110));
        assertThat(scene.metric(restarted, "duplicateMessages")).isEqualTo(100);
        assertThat(scene.directory.resolve(".000000000099.segment.x.tmp")).doesNotExist();
    }

    @Test
    void memoryAndDiskAreBoundedWhereSparkIsSlow() {
        scene.set("maxOutstandingBytes", "1m").set("maxBacklogBytes", "64k").set("segmentBytes", "16k");
        scene.publish(0, 20_000);
        PubSubStream stream = scene.stream();
        stream.latestOffset(stream.initialOffset(), stream.getDefaultReadLimit());
        Scene.await(() -> scene.metric(stream, "backlogBytes") >= 64 << 10);
        // What one more segment and the client may hold of it, on two pulls of a thousand messages each.
        assertThat(scene.metric(stream, "backlogBytes")).isLessThan((64 << 10) + (64 << 10));
        Scene.take(stream, stream.initialOffset(), 20_000, got);
        assertThat(scene.server.mostLeased(Scene.SUBSCRIPTION)).isLessThan(8_000);
        assertThat(got).containsExactlyInAnyOrderElementsOf(Scene.lines(0, 20_000));
    }

    @Test
    void aTriggerTakesNoMoreThanItsLimit() {
        scene.set("maxRecordsPerTrigger", "70");
        scene.publish(0, 1000);
        PubSubStream stream = scene.stream();
        Offset at = stream.initialOffset();
        while (got.size() < 1000) {
            Offset start = at;
            Scene.await(() ->
                    !stream.latestOffset(start, stream.getDefaultReadLimit()).equals(start));
            at = stream.latestOffset(start, stream.getDefaultReadLimit());
            List<String> batch = Scene.payloads(stream, start, at);
            assertThat(batch).hasSizeBetween(1, 70);
            got.addAll(batch);
        }
        assertThat(got).containsExactlyInAnyOrderElementsOf(Scene.lines(0, 1000));
    }

    @Test
    void segmentsThatWereReadAreRemovedButTheirMessagesStayKnown() throws IOException, InterruptedException {
        scene.set("maxRecordsPerTrigger", "1").set("segmentAge", "0s");
        scene.server.loseAcks(true);
        int count = 2 * MessageLog.CHUNK + 10;
        scene.publish(0, count);
        PubSubStream stream = scene.stream();
        Offset end = Scene.take(stream, stream.initialOffset(), count, got);
        stream.commit(end);
        Scene.await(() -> files(".segment") == 10);
        stream.stop();
        scene.server.awaitNoPulls(Scene.SUBSCRIPTION);
        assertThat(files(".keys")).isEqualTo(2);

        scene.server.loseAcks(false);
        scene.server.expire(Scene.SUBSCRIPTION);
        PubSubStream restarted = scene.stream();
        scene.publish(count, count + 1);
        Scene.take(restarted, end, count + 1, got);
        Scene.await(() -> scene.server.unacknowledged(Scene.SUBSCRIPTION) == 0);
        assertThat(got).containsExactlyInAnyOrderElementsOf(Scene.lines(0, count + 1));
        assertThat(scene.metric(restarted, "duplicateMessages")).isEqualTo(count);
    }

    private long files(String suffix) {
        try (var files = Files.list(scene.directory)) {
            return files.filter(path -> path.toString().endsWith(suffix)).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void messagesOfAnOrderingKeyKeepTheirOrder() {
        for (int i = 0; i < 300; i++) {
            scene.server.publish(
                    Scene.TOPIC,
                    PubsubMessage.newBuilder()
                            .setData(ByteString.copyFromUtf8("line " + i))
                            .setOrderingKey("key " + i % 3)
                            .build());
        }
        scene.server.deliverTwice(message -> message.getData().hashCode() % 7 == 0);
        PubSubStream stream = scene.stream();
        Offset end = Scene.take(stream, stream.initialOffset(), 300, got);
        Map<String, List<Integer>> byKey = new HashMap<>();
        for (InternalRow row : Scene.rows(stream, stream.initialOffset(), end)) {
            String line = new String(row.getBinary(1), java.nio.charset.StandardCharsets.UTF_8);
            byKey.computeIfAbsent(row.getUTF8String(4).toString(), key -> new ArrayList<>())
                    .add(Integer.parseInt(line.substring(5)));
        }
        assertThat(byKey).hasSize(3);
        byKey.values().forEach(numbers -> assertThat(numbers).isSorted().hasSize(100));
    }

    @Test
    void twoStreamsOnOneSubscriptionShareItsMessages() throws IOException {
        scene.publish(0, 10);
        PubSubStream one = scene.stream();
        Scene.take(one, one.initialOffset(), 10, got);
        try (Scene other = new Scene(directory.resolve("other"))) {
            other.set("emulatorHost", scene.server.host());
            PubSubStream two = other.stream();
            two.latestOffset(two.initialOffset(), two.getDefaultReadLimit());
            Scene.await(() -> scene.server.pulls(Scene.SUBSCRIPTION) == 4);
            scene.publish(10, 3000);
            List<String> all = new ArrayList<>();
            AtomicLong end = new AtomicLong();
            Scene.await(() -> {
                Offset first = one.latestOffset(one.initialOffset(), LogBudget.UNLIMITED);
                Offset second = two.latestOffset(two.initialOffset(), LogBudget.UNLIMITED);
                all.clear();
                all.addAll(Scene.payloads(one, one.initialOffset(), first));
                end.set(all.size());
                all.addAll(Scene.payloads(two, two.initialOffset(), second));
                return all.size() >= 3000;
            });
            assertThat(all).containsExactlyInAnyOrderElementsOf(Scene.lines(0, 3000));
            assertThat(end.get()).isBetween(11L, 2999L);
        }
    }

    @Test
    void ofTwoStreamsOnOneCheckpointOneGivesUp() throws InterruptedException {
        PubSubStream one = scene.stream();
        PubSubStream two = scene.stream();
        one.latestOffset(one.initialOffset(), LogBudget.UNLIMITED);
        two.latestOffset(two.initialOffset(), LogBudget.UNLIMITED);
        Scene.await(() -> scene.server.pulls(Scene.SUBSCRIPTION) == 4);
        scene.publish(0, 2000);
        assertThatThrownBy(() -> Scene.await(() -> {
                    one.latestOffset(one.reportLatestOffset(), LogBudget.UNLIMITED);
                    two.latestOffset(two.reportLatestOffset(), LogBudget.UNLIMITED);
                    return false;
                }))
                .isInstanceOf(PubSubSourceException.class)
                .hasMessageMatching("Cannot write segment \\d+ of .*: it exists; another query runs on the same"
                        + " checkpoint: stop one of them; nothing was acknowledged .*");
        one.stop();
        two.stop();
        scene.server.awaitNoPulls(Scene.SUBSCRIPTION);
        scene.server.expire(Scene.SUBSCRIPTION);

        PubSubStream restarted = scene.stream();
        Scene.take(restarted, restarted.initialOffset(), 2000, got);
        assertThat(got).containsExactlyInAnyOrderElementsOf(Scene.lines(0, 2000));
    }

    @Test
    void allColumnsComeAndATenMegabyteMessagePasses() {
        byte[] large = new byte[10_000_000];
        new Random(1).nextBytes(large);
        String id = scene.server.publish(
                Scene.TOPIC,
                PubsubMessage.newBuilder()
                        .setData(ByteString.copyFrom(large))
                        .putAttributes("logger", "nginx")
                        .setOrderingKey("host-1")
                        .build());
        long before = System.currentTimeMillis();
        PubSubStream stream = scene.stream();
        Offset end = Scene.take(stream, stream.initialOffset(), 1, got);
        InternalRow row = Scene.rows(stream, stream.initialOffset(), end).get(0);
        assertThat(row.getUTF8String(0).toString()).isEqualTo(id);
        assertThat(Arrays.equals(row.getBinary(1), large)).isTrue();
        assertThat(row.getMap(2).keyArray().getUTF8String(0).toString()).isEqualTo("logger");
        assertThat(row.getMap(2).valueArray().getUTF8String(0).toString()).isEqualTo("nginx");
        assertThat(row.getLong(3)).isBetween(before - 60_000, before);
        assertThat(row.getUTF8String(4).toString()).isEqualTo("host-1");
    }

    @Test
    void whatIsAvailableNowEndsThoughOthersGoOnPublishing() throws InterruptedException {
        scene.set("availableNowIdle", "10s");
        scene.publish(0, 100);
        PubSubStream stream = scene.stream();
        stream.prepareForTriggerAvailableNow();
        int published = 100;
        Offset at = stream.initialOffset();
        Offset end = stream.latestOffset(at, stream.getDefaultReadLimit());
        while (!end.equals(at)) {
            got.addAll(Scene.payloads(stream, at, end));
            scene.publish(published, published + 1);
            published++;
            at = end;
            end = stream.latestOffset(at, stream.getDefaultReadLimit());
        }
        assertThat(got).containsAll(Scene.lines(0, 100)).doesNotHaveDuplicates();
        scene.server.awaitNoPulls(Scene.SUBSCRIPTION);
    }

    @Test
    void theSubscriptionMustExist() {
        scene.set("subscriptionId", "projects/p/subscriptions/none");
        PubSubStream stream = scene.stream();
        assertThatThrownBy(() -> stream.latestOffset(stream.initialOffset(), LogBudget.UNLIMITED))
                .isInstanceOf(PubSubSourceException.class)
                .hasMessage("Cannot read subscription projects/p/subscriptions/none: there is none of this name; what"
                        + " was pulled stays; the subscriptions that there are: gcloud pubsub subscriptions list"
                        + " --project p");
    }

    @Test
    void whoMayNotPullIsToldWhichRoleIsMissing() {
        scene.server.fail(Optional.of(Status.PERMISSION_DENIED));
        PubSubStream stream = scene.stream();
        assertThatThrownBy(() -> stream.latestOffset(stream.initialOffset(), LogBudget.UNLIMITED))
                .isInstanceOf(PubSubSourceException.class)
                .hasMessageStartingWith("Cannot read subscription " + Scene.SUBSCRIPTION + ": permission denied")
                .hasMessageContaining("grant roles/pubsub.subscriber: gcloud pubsub subscriptions");
    }

    @Test
    void aSubscriptionThatIsDeletedEndsTheStreamAfterWhatWasPulled() {
        scene.publish(0, 10);
        PubSubStream stream = scene.stream();
        stream.latestOffset(stream.initialOffset(), LogBudget.UNLIMITED);
        Scene.await(() -> scene.server.unacknowledged(Scene.SUBSCRIPTION) == 0);
        scene.server.delete(Scene.SUBSCRIPTION);
        Offset end = Scene.take(stream, stream.initialOffset(), 10, got);
        assertThatThrownBy(() -> Scene.await(
                        () -> !stream.latestOffset(end, LogBudget.UNLIMITED).equals(end)))
                .isInstanceOf(PubSubSourceException.class)
                .hasMessageStartingWith("Cannot go on with subscription " + Scene.SUBSCRIPTION + ": it was deleted");
    }

    @Test
    void anOutageIsSurvived() {
        PubSubStream stream = scene.stream();
        scene.publish(0, 10);
        Offset at = Scene.take(stream, stream.initialOffset(), 10, got);
        scene.server.fail(Optional.of(Status.UNAVAILABLE));
        scene.publish(10, 20);
        assertThat(stream.latestOffset(at, LogBudget.UNLIMITED)).isEqualTo(at);
        scene.server.fail(Optional.empty());
        scene.server.expire(Scene.SUBSCRIPTION);
        Scene.take(stream, at, 20, got);
        assertThat(got).containsExactlyInAnyOrderElementsOf(Scene.lines(0, 20));
    }

    @Test
    void aDamagedSegmentIsNotReadAsIfItWereWhole() throws IOException {
        scene.publish(0, 10);
        PubSubStream stream = scene.stream();
        Offset end = Scene.take(stream, stream.initialOffset(), 10, got);
        Path segment = scene.directory.resolve("000000000001.segment");
        byte[] content = Files.readAllBytes(segment);
        content[content.length - 10] ^= 1;
        Files.write(segment, content);
        assertThatThrownBy(() -> Scene.payloads(stream, stream.initialOffset(), end))
                .hasMessageContaining("it is damaged; restore the checkpoint directory as a whole");
    }

    @Test
    void aLogThatIsShorterThanTheOffsetIsNotContinued() {
        PubSubStream stream = scene.stream();
        assertThatThrownBy(() -> stream.latestOffset(new LogOffset(3), LogBudget.UNLIMITED))
                .hasMessageStartingWith("Cannot go on after segment 3 of ")
                .hasMessageEndingWith("restore the checkpoint directory as a whole, or start with a new one");
    }
}
