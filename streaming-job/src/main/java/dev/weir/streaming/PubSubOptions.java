package dev.weir.streaming;

import dev.weir.pubsub.SubscriptionName;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code weir stream} may be told about Pub/Sub. */
final class PubSubOptions {
    /** As many lines as the default of files' bytes, about. */
    private static final long MAX_MESSAGES = 250_000;

    @Option(
            names = "--subscription",
            required = true,
            paramLabel = "S",
            description = "The subscription, as projects/P/subscriptions/S or its name alone.")
    private String subscription;

    @Option(names = "--project", paramLabel = "P", description = "Its project, where the subscription does not say it.")
    private String project;

    @Option(
            names = "--endpoint",
            paramLabel = "HOST:PORT",
            description = "Another endpoint, such as europe-west1-pubsub.googleapis.com:443.")
    private Optional<String> endpoint = Optional.empty();

    @Option(
            names = "--emulator",
            paramLabel = "HOST:PORT",
            description = "An emulator, to which neither encryption nor credentials are spoken."
                    + " Default: $$PUBSUB_EMULATOR_HOST.")
    private Optional<String> emulator = Optional.empty();

    @Option(
            names = "--quiet",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "With --available-now: all is read when for so long nothing came that was published before."
                    + " Default: ${DEFAULT-VALUE}.")
    private long quietSeconds;

    /** @throws IllegalArgumentException if it names no subscription, or a number makes no sense */
    Source source(Optional<Long> maxLines) {
        if (quietSeconds < 0) {
            throw new IllegalArgumentException("Invalid --quiet: " + quietSeconds + ", must be 0 or more");
        }
        return new PubSubSource(
                SubscriptionName.of(project, subscription),
                maxLines.orElse(MAX_MESSAGES),
                Duration.ofSeconds(quietSeconds),
                endpoint,
                emulator);
    }
}
