package dev.weir.launcher;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of Kafka: one record a line, in batches. */
final class KafkaTarget implements LineTarget {
    private static final String PATIENCE_MS = "15000";

    private final String bootstrap;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    KafkaTarget(String bootstrap, String topic) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        try {
            producer = new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers", bootstrap,
                            "linger.ms", "50",
                            "max.block.ms", PATIENCE_MS,
                            "delivery.timeout.ms", "60000",
                            "request.timeout.ms", PATIENCE_MS),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        } catch (KafkaException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void send(byte[] line) {
        rethrow();
        try {
            Future<?> unused = producer.send(new ProducerRecord<>(topic, line), (sent, why) -> {
                if (why != null) {
                    failure.compareAndSet(null, why);
                }
            });
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    @Override
    public void flush() {
        producer.flush();
        rethrow();
    }

    private void rethrow() {
        if (failure.get() != null) {
            throw failed(failure.get());
        }
    }

    private PublishException failed(Throwable why) {
        return new PublishException(
                "Cannot publish to topic " + topic + " of " + bootstrap + ": " + why.getMessage()
                        + "; check the address, create the topic",
                why);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
