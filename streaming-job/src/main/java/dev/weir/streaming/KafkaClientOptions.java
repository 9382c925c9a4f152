package dev.weir.streaming;

import dev.weir.source.kafka.GoogleLogin;
import dev.weir.source.kafka.KafkaClient;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** How whoever reads from Kafka or writes to it gets in. */
public final class KafkaClientOptions {
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

    /**
     * A client with these options, which has seen that Google gives a token, if that is asked for.
     *
     * @throws IllegalArgumentException if the options contradict each other, or the file cannot be read
     * @throws dev.weir.source.kafka.KafkaSourceException if there is no token
     */
    public KafkaClient client(String bootstrap) {
        Map<String, String> settings = new HashMap<>();
        config.ifPresent(file -> settings.putAll(read(file)));
        settings.putAll(options);
        if (!googleLogin) {
            return new KafkaClient(bootstrap, settings);
        }
        KafkaClient client = new KafkaClient(bootstrap, GoogleLogin.addedTo(settings));
        GoogleLogin.require();
        return client;
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
