package dev.weir.streaming;

import dev.weir.source.kafka.KafkaSettings;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
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

    @ArgGroup(exclusive = false)
    private KafkaClientOptions client = new KafkaClientOptions();

    /** Asks the broker. */
    Source source(Optional<Long> maxLines) {
        return KafkaSource.connect(
                new KafkaSettings(client.client(bootstrap), topic, from, maxLines.orElse(MAX_RECORDS)));
    }
}
