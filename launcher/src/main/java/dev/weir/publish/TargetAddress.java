package dev.weir.publish;

import dev.weir.streaming.KafkaClientOptions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A target that is not opened yet. */
sealed interface TargetAddress {
    LineTarget open();

    /**
     * A topic of Pub/Sub.
     *
     * @param topic as {@code projects/P/topics/T}
     * @param emulator spoken to without encryption and credentials
     */
    record PubSub(String topic, Optional<String> emulator) implements TargetAddress {
        @Override
        public LineTarget open() {
            return new PubSubTarget(topic, emulator);
        }
    }

    /**
     * A topic of Kafka.
     *
     * @param options how its brokers let in
     */
    record Kafka(String bootstrap, String topic, KafkaClientOptions options) implements TargetAddress {
        @Override
        public LineTarget open() {
            return new KafkaTarget(options.client(bootstrap), topic);
        }
    }

    /**
     * Reads an address.
     *
     * @param emulator of Pub/Sub
     * @param options for Kafka
     * @throws IllegalArgumentException if it is none
     */
    static TargetAddress parse(String text, Optional<String> emulator, KafkaClientOptions options) {
        Matcher pubsub = Pattern.compile("pubsub:(projects/[^/]+/topics/[^/]+)").matcher(text);
        if (pubsub.matches()) {
            return new PubSub(pubsub.group(1), emulator);
        }
        Matcher kafka = Pattern.compile("kafka:([^/]+:\\d+)/([a-zA-Z0-9._-]+)").matcher(text);
        if (kafka.matches()) {
            return new Kafka(kafka.group(1), kafka.group(2), options);
        }
        throw new IllegalArgumentException(
                "Invalid --to: " + text + ", must be pubsub:projects/P/topics/T or kafka:HOST:PORT/TOPIC");
    }
}
