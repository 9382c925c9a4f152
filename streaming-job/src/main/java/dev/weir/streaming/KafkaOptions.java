package dev.weir.streaming;

import dev.weir.source.kafka.GoogleLogin;
import dev.weir.source.kafka.KafkaSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** What {@code weir stream} may be told about Kafka. */
final class KafkaOptions {
    /** As many lines as the default of files' bytes, about. */
    private static final long MAX_RECORDS = 250_000;

    @Option(
            names = "--bootstrap",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Brokers to ask first; several with commas between.")
    private String bootstrap;

    @Option(names = "--topic", required = true, paramLabel = "T", description = "The topic; each record is one line.")
    private String topic;

    @Option(
            names = "--from",
            defaultValue = "earliest",
            paramLabel = "WHERE",
            description =
                    "Where a stream without progress begins: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private KafkaSettings.From from;

    @Option(
            names = "--kafka-option",
            paramLabel = "K=V",
            description =
                    "A setting of Kafka's client, such as security.protocol=SASL_SSL; repeatable. Secrets belong in"
                            + " --kafka-config: others can see a command line.")
    private Map<String, String> options = Map.of();

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "A properties file of such settings, as Kafka's own tools take with --command-config.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--google-login",
            description = "Log in to Google's Managed Service for Apache Kafka, by Application Default Credentials.")
    private boolean googleLogin;

    /** Asks the broker. */
    Source source(Optional<Long> maxLines) {
        Map<String, String> client = new HashMap<>();
        config.ifPresent(file -> client.putAll(read(file)));
        client.putAll(options);
        KafkaSettings settings = new KafkaSettings(
                bootstrap,
                topic,
                from,
                maxLines.orElse(MAX_RECORDS),
                googleLogin ? GoogleLogin.addedTo(client) : client);
        if (googleLogin) {
            GoogleLogin.require();
        }
        return KafkaSource.connect(settings);
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            // Not its message: it may quote the file.
            throw new IllegalArgumentException(
                    "Cannot read " + file + ": no such file, or not a readable properties file", e);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
