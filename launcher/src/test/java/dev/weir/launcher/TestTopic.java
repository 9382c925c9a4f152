package dev.weir.launcher;

import dev.weir.publish.KafkaTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic, as those see it who write to it and run it. */
final class TestTopic implements AutoCloseable {
    final String bootstrap;
    final String name;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    TestTopic(String bootstrap, String name) {
        this(bootstrap, name, Map.of());
    }

    private TestTopic(String bootstrap, String name, Map<String, Object> settings) {
        this.bootstrap = bootstrap;
        this.name = name;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        Map<String, Object> producing = new HashMap<>(settings);
        producing.put("bootstrap.servers", bootstrap);
        // On a slow machine, too, a broker that has died comes back before the producer gives up.
        producing.put("delivery.timeout.ms", 600_000);
        producing.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, KafkaTarget.IN_FLIGHT);
        this.producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The same topic with a producer that commits and takes back. */
    TestTopic transactional() {
        TestTopic topic = new TestTopic(bootstrap, name, Map.of("transactional.id", name));
        topic.producer.initTransactions();
        return topic;
    }

    TestTopic create(int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get();
        return this;
    }

    void delete() throws Exception {
        admin.deleteTopics(List.of(name)).all().get();
    }

    void growTo(int partitions) throws Exception {
        admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                .all()
                .get();
    }

    /** What retention does: the partition begins at that offset from now on. */
    void loseBefore(int partition, long offset) throws Exception {
        admin.deleteRecords(Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    /** How many records there are, in all partitions. */
    long size() throws Exception {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        admin.describeTopics(List.of(name))
                .allTopicNames()
                .get()
                .get(name)
                .partitions()
                .forEach(partition -> ends.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    void publish(int partition, List<String> lines) throws Exception {
        publishBytes(
                partition,
                lines.stream()
                        .map(line -> line.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    void publishBytes(int partition, List<byte[]> lines) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (byte[] line : lines) {
            sent.add(send(partition, line));
        }
        producer.flush();
        for (Future<?> one : sent) {
            one.get();
        }
    }

    Future<?> send(int partition, byte[] value) {
        return producer.send(new ProducerRecord<>(name, partition, null, value));
    }

    /** Dated by a producer that may say anything. */
    Future<?> sendDated(int partition, long timestamp, String line) {
        return producer.send(
                new ProducerRecord<>(name, partition, timestamp, null, line.getBytes(StandardCharsets.UTF_8)));
    }

    void inTransaction(boolean committed, List<String> lines) throws Exception {
        producer.beginTransaction();
        publish(0, lines);
        if (committed) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
