package dev.weir.source.kafka;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SaslAuthenticationException;

/**
 * How Kafka is reached, by who reads and by who writes.
 *
 * @param bootstrap brokers to ask first, {@code HOST:PORT[,HOST:PORT]…}
 * @param settings of Kafka's client, such as {@code security.protocol}, with or without Spark's prefix {@code kafka.};
 *     may hold secrets
 */
public record KafkaClient(String bootstrap, Map<String, String> settings) {
    /** What users are told to look at. */
    public static final String SECURITY = "the security settings (--google-login, --kafka-option, --kafka-config)";

    /** Spark passes options with this prefix to Kafka's client. */
    static final String PREFIX = "kafka.";

    private static final String BOOTSTRAP = "bootstrap.servers";

    public KafkaClient {
        if (bootstrap.isBlank()) {
            throw new IllegalArgumentException("Invalid bootstrap servers: they are empty, expected HOST:PORT");
        }
        SortedMap<String, String> plain = new TreeMap<>();
        settings.forEach((key, value) -> plain.put(plain(key), value));
        if (plain.containsKey(BOOTSTRAP)) {
            throw new IllegalArgumentException(
                    "Invalid Kafka option: " + BOOTSTRAP + " is said by --bootstrap or --to");
        }
        plain.put(BOOTSTRAP, bootstrap);
        settings = Map.copyOf(plain);
    }

    /** A setting's name without Spark's prefix. */
    static String plain(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    /** The settings, and these where they say nothing. */
    public Map<String, String> settingsOr(Map<String, String> defaults) {
        SortedMap<String, String> all = new TreeMap<>(defaults);
        all.putAll(settings);
        return all;
    }

    /** Tells that a client could not be made, or was not let in, or that nobody answered it. */
    public KafkaSourceException unreachable(Throwable why) {
        return new KafkaSourceException(
                why instanceof SaslAuthenticationException
                        ? "Cannot log in to Kafka at " + bootstrap + ": " + told(why) + "; check " + SECURITY
                                + "; at Google's service, the account needs roles/managedkafka.client"
                        : "Cannot reach Kafka at " + bootstrap + ": " + told(why) + "; check the address and "
                                + SECURITY,
                why);
    }

    /** The innermost message: the outer ones say only that a client could not be made, or a call failed. */
    static String told(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
    }

    /** Names the settings; values may be secrets and are left out. */
    @Override
    public String toString() {
        return bootstrap + ", options " + new TreeMap<>(settings).keySet();
    }
}
