package dev.weir.publish;

import dev.weir.source.kafka.KafkaClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of Kafka: one record a line, in batches. */
public final class KafkaTarget implements LineTarget {
    /**
     * A producer that has more than one request in the air loses the first ones into a topic that was made this instant:
     * where the broker refuses one and, ready meanwhile, takes the next, it refuses the first for ever
     * (<a href="https://issues.apache.org/jira/browse/KAFKA-15591">KAFKA-15591</a>).
     */
    public static final String IN_FLIGHT = "1";

    private static final String PATIENCE_MS = "15000";

    private static final Map<String, String> DEFAULTS = Map.of(
            "linger.ms",
            "50",
            "max.block.ms",
            PATIENCE_MS,
            "delivery.timeout.ms",
            "60000",
            "request.timeout.ms",
            PATIENCE_MS,
            "max.in.flight.requests.per.connection",
            IN_FLIGHT);

    private final KafkaClient client;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** @throws dev.weir.source.kafka.KafkaSourceException if the client's settings make no producer */
    public KafkaTarget(KafkaClient client, String topic) {
        this.client = client;
        this.topic = topic;
        try {
            producer = new KafkaProducer<>(
                    Map.<String, Object>copyOf(client.settingsOr(DEFAULTS)),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        } catch (KafkaException e) {
            throw client.unreachable(e);
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
        } catch (KafkaException | IllegalStateException e) {
            // Such as a transaction that a setting asks for, and nobody begins.
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

    private RuntimeException failed(Exception why) {
        return why instanceof AuthenticationException
                ? client.unreachable(why)
                : new PublishException(
                        "Cannot publish to topic " + topic + " of " + client.bootstrap() + ": " + why.getMessage()
                                + "; check the address and " + KafkaClient.SECURITY + ", create the topic",
                        why);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
