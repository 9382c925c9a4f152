package dev.weir.source.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * One topic, from its creation to its deletion. A topic that was deleted and created anew has the same name, but another
 * identity: its offsets count something else.
 */
public final class KafkaTopic implements AutoCloseable {
    /** Who asks for the first time may have mistyped: the answer must come soon. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(15);

    /** Brokers restart: a stream that runs waits for them. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaSettings settings;
    private final Admin admin;
    private final String id;

    private KafkaTopic(KafkaSettings settings, Admin admin, String id) {
        this.settings = settings;
        this.admin = admin;
        this.id = id;
    }

    /**
     * Finds the topic.
     *
     * @throws KafkaSourceException if no broker answers in time, or there is no such topic
     */
    public static KafkaTopic connect(KafkaSettings settings) {
        Admin admin;
        try {
            Map<String, Object> client = new HashMap<>(settings.client().settings());
            // Also for what the client asks by itself before it asks what it was told to.
            client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            admin = Admin.create(client);
        } catch (KafkaException e) {
            throw settings.client().unreachable(e);
        }
        try {
            Uuid id = describe(settings, admin, FIRST_PATIENCE).topicId();
            // Brokers before 2.8 know no ids: the name has to do.
            return new KafkaTopic(settings, admin, Uuid.ZERO_UUID.equals(id) ? settings.topic() : id.toString());
        } catch (KafkaSourceException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /** What no other topic has, here or elsewhere, before or after. */
    public String id() {
        return id;
    }

    /** Names one of its partitions, the same way in records and in the ledger. */
    String partition(int number) {
        return id + "/" + number;
    }

    /**
     * The lowest offsets that are still there, by partition.
     *
     * @throws KafkaSourceException if the topic is another by now
     */
    SortedMap<Integer, Long> beginnings() {
        return offsets(OffsetSpec.earliest());
    }

    /** The offsets that come next, by partition. */
    SortedMap<Integer, Long> ends() {
        return offsets(OffsetSpec.latest());
    }

    private SortedMap<Integer, Long> offsets(OffsetSpec which) {
        TopicDescription now = describe(settings, admin, PATIENCE);
        if (!id.equals(settings.topic()) && !id.equals(now.topicId().toString())) {
            throw new KafkaSourceException(
                    "Cannot go on with topic " + settings.topic()
                            + ": it was deleted and created anew; start the stream again to read the new one from its beginning");
        }
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (TopicPartitionInfo partition : now.partitions()) {
            asked.put(new TopicPartition(settings.topic(), partition.partition()), which);
        }
        Map<TopicPartition, ListOffsetsResultInfo> answer = answer(
                settings,
                admin.listOffsets(asked, new ListOffsetsOptions().timeoutMs((int) PATIENCE.toMillis()))
                        .all(),
                PATIENCE);
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        answer.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
        return offsets;
    }

    /** What a failed query means, if it failed at Kafka. */
    public Optional<RuntimeException> explained(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaSourceException known) {
                return Optional.of(known);
            }
            if (cause instanceof UnknownTopicOrPartitionException) {
                return Optional.of(new KafkaSourceException(
                        "Cannot go on with topic " + settings.topic() + ": it was deleted; what was read stays",
                        failure));
            }
            if (cause instanceof ArithmeticException && isOfSparksSource(cause)) {
                return Optional.of(new KafkaSourceException(
                        "Cannot go on with topic " + settings.topic()
                                + ": a record's timestamp lies beyond all that Spark"
                                + " can hold; remove the records up to it (kafka-delete-records; the ledger will show the"
                                + " hole), and let the topic refuse others (message.timestamp.after.max.ms)",
                        failure));
            }
            if (cause instanceof KafkaException) {
                return Optional.of(new KafkaSourceException(
                        "Cannot go on with topic " + settings.topic() + " of " + settings.bootstrap() + ": "
                                + KafkaClient.told(cause) + "; started again, the stream goes on where it stopped",
                        failure));
            }
        }
        return Optional.empty();
    }

    private static boolean isOfSparksSource(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("org.apache.spark.sql.kafka010."));
    }

    private static TopicDescription describe(KafkaSettings settings, Admin admin, Duration patience) {
        List<String> names = List.of(settings.topic());
        return answer(
                        settings,
                        admin.describeTopics(names, new DescribeTopicsOptions().timeoutMs((int) patience.toMillis()))
                                .allTopicNames(),
                        patience)
                .get(settings.topic());
    }

    private static <T> T answer(KafkaSettings settings, Future<T> future, Duration patience) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw settings.client()
                    .unreachable(new org.apache.kafka.common.errors.TimeoutException(
                            "no answer within " + patience.toSeconds() + " s"));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new KafkaSourceException(
                        "Cannot read topic " + settings.topic() + ": there is none of this name at "
                                + settings.bootstrap() + ", or it may not be read",
                        e);
            }
            throw settings.client().unreachable(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaSourceException("Interrupted while asking Kafka", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
