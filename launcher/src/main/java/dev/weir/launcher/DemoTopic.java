package dev.weir.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of a broker that runs for the demo only; each line of the files is a record. */
final class DemoTopic implements DemoPlace {
    private static final String NAME = "weir-demo";
    private static final int PARTITIONS = 3;

    private final String warehouse;
    private final LocalBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;

    private DemoTopic(String warehouse, LocalBroker broker, KafkaProducer<byte[], byte[]> producer) {
        this.warehouse = warehouse;
        this.broker = broker;
        this.producer = producer;
    }

    static DemoTopic start(Path home) throws IOException, InterruptedException {
        LocalBroker broker = LocalBroker.start(home.resolve("kafka"));
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrap());
        try (Admin admin = Admin.create(client)) {
            settled(admin.createTopics(List.of(new NewTopic(NAME, PARTITIONS, (short) 1)))
                    .all());
        }
        return new DemoTopic(
                home.resolve("warehouse").toString(),
                broker,
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    @Override
    public String warehouse() {
        return warehouse;
    }

    @Override
    public void deliver(List<Path> files) throws IOException, InterruptedException {
        List<Future<?>> sent = new ArrayList<>();
        for (Path file : files) {
            for (byte[] line : DemoLogs.lines(file)) {
                sent.add(producer.send(new ProducerRecord<>(NAME, sent.size() % PARTITIONS, null, line)));
            }
        }
        producer.flush();
        for (Future<?> one : sent) {
            settled(one);
        }
    }

    private static void settled(Future<?> work) throws InterruptedException {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The demo's broker failed: " + e.getCause().getMessage(), e);
        }
    }

    @Override
    public List<String> streamOptions() {
        return List.of("--source", "kafka", "--bootstrap", broker.bootstrap(), "--topic", NAME);
    }

    @Override
    public String invitation() {
        return "Publish lines to topic " + NAME + " at " + broker.bootstrap();
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
