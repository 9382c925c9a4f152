package dev.weir.benchmarks;

import dev.weir.demo.LocalBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A log's lines as records of a topic, on a broker of its own. */
final class Topic implements AutoCloseable {
    static final String NAME = "weir-bench";

    private static final int PARTITIONS = 2;

    private final LocalBroker broker;

    private Topic(LocalBroker broker) {
        this.broker = broker;
    }

    static Topic of(Path log, Path directory) throws IOException, InterruptedException {
        Topic topic = new Topic(LocalBroker.start(directory));
        try {
            topic.publish(log);
        } catch (ExecutionException e) {
            topic.close();
            throw new IOException(e.getCause());
        }
        return topic;
    }

    private void publish(Path log) throws IOException, InterruptedException, ExecutionException {
        // One request at a time: with more, a new topic refuses the first for good (KAFKA-15591).
        Map<String, Object> client =
                Map.of("bootstrap.servers", bootstrap(), "linger.ms", 20, "max.in.flight.requests.per.connection", 1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(NAME, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
                Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                var unused = producer.send(
                        new ProducerRecord<>(NAME, line.getBytes(StandardCharsets.ISO_8859_1)), (sent, e) -> {
                            if (e != null) {
                                failure.set(e);
                            }
                        });
            });
        }
        if (failure.get() != null) {
            throw new IOException(failure.get());
        }
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    @Override
    public void close() {
        broker.close();
    }
}
