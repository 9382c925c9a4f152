package dev.weir.source.kafka;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which topic to read, and how to reach it.
 *
 * @param client how
 * @param topic its name
 * @param from where a stream without a checkpoint begins
 * @param maxRecords the most records of a micro-batch
 */
public record KafkaSettings(KafkaClient client, String topic, From from, long maxRecords) {
    /** What a producer took back must not count. */
    private static final Map<String, String> DEFAULTS = Map.of("isolation.level", "read_committed");

    /** Where to begin. */
    public enum From {
        EARLIEST,
        LATEST
    }

    public KafkaSettings {
        if (!topic.matches("[a-zA-Z0-9._-]{1,249}")) {
            throw new IllegalArgumentException("Invalid topic: " + topic
                    + ", expected one name of letters, digits, dots, underscores and hyphens");
        }
        if (maxRecords < 1) {
            throw new IllegalArgumentException("Invalid most records: " + maxRecords + ", must be positive");
        }
    }

    /** Brokers to ask first. */
    String bootstrap() {
        return client.bootstrap();
    }

    /** The client's settings as options of Spark's source. */
    Map<String, String> sparkOptions() {
        Map<String, String> options = new TreeMap<>();
        client.settingsOr(DEFAULTS).forEach((key, value) -> options.put(KafkaClient.PREFIX + key, value));
        return options;
    }

    /** Names the settings, without their values. */
    @Override
    public String toString() {
        return "topic " + topic + " of " + client;
    }
}
