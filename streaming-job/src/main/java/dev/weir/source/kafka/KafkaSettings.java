package dev.weir.source.kafka;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which topic to read, and how to reach it.
 *
 * @param bootstrap brokers to ask first, {@code HOST:PORT[,HOST:PORT]…}
 * @param topic its name
 * @param from where a stream without a checkpoint begins
 * @param maxRecords the most records of a micro-batch
 * @param client settings of Kafka's client, such as {@code security.protocol}, with or without Spark's prefix
 *     {@code kafka.}; may hold secrets
 */
public record KafkaSettings(String bootstrap, String topic, From from, long maxRecords, Map<String, String> client) {
    /** Spark passes options with this prefix to Kafka's client. */
    private static final String PREFIX = "kafka.";

    private static final String BOOTSTRAP = "bootstrap.servers";
    private static final String ISOLATION = "isolation.level";

    /** Where to begin. */
    public enum From {
        EARLIEST,
        LATEST
    }

    public KafkaSettings {
        if (bootstrap.isBlank()) {
            throw new IllegalArgumentException("Invalid bootstrap servers: they are empty, expected HOST:PORT");
        }
        if (!topic.matches("[a-zA-Z0-9._-]{1,249}")) {
            throw new IllegalArgumentException("Invalid topic: " + topic
                    + ", expected one name of letters, digits, dots, underscores and hyphens");
        }
        if (maxRecords < 1) {
            throw new IllegalArgumentException("Invalid most records: " + maxRecords + ", must be positive");
        }
        SortedMap<String, String> plain = new TreeMap<>();
        client.forEach((key, value) -> plain.put(plain(key), value));
        if (plain.containsKey(BOOTSTRAP)) {
            throw new IllegalArgumentException("Invalid Kafka option: " + BOOTSTRAP + " is said by --bootstrap");
        }
        plain.put(BOOTSTRAP, bootstrap);
        // What a producer took back must not count.
        plain.putIfAbsent(ISOLATION, "read_committed");
        client = Map.copyOf(plain);
    }

    /** A setting's name without Spark's prefix. */
    static String plain(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    /** The client's settings as options of Spark's source. */
    Map<String, String> sparkOptions() {
        Map<String, String> options = new TreeMap<>();
        client.forEach((key, value) -> options.put(PREFIX + key, value));
        return options;
    }

    /** Names the settings; values may be secrets and are left out. */
    @Override
    public String toString() {
        return "topic " + topic + " of " + bootstrap + ", options " + new TreeMap<>(client).keySet();
    }
}
