package dev.weir.streaming;

import dev.weir.pubsub.SubscriptionName;
import dev.weir.source.pubsublite.LiteConnector;
import dev.weir.source.pubsublite.LiteSubscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code weir stream} may be told about Pub/Sub and Pub/Sub Lite. */
final class SubscriptionOptions {
    /** As many lines as the default of files' bytes, about. */
    private static final long MAX_MESSAGES = 250_000;

    private static final long QUIET_SECONDS = 10;

    @Option(
            names = "--subscription",
            required = true,
            paramLabel = "S",
            description = "The subscription, as projects/P/subscriptions/S or its name alone; of Pub/Sub Lite, as"
                    + " projects/P/locations/ZONE/subscriptions/S, always named with the project's number or always with"
                    + " its id.")
    private String subscription;

    @Option(names = "--project", paramLabel = "P", description = "Its project, where the subscription does not say it.")
    private Optional<String> project = Optional.empty();

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
            paramLabel = "SECONDS",
            description = "With --available-now: all is read when for so long nothing came that was published before."
                    + " Default: " + QUIET_SECONDS + ".")
    private Optional<Long> quietSeconds = Optional.empty();

    @Option(
            names = "--connector",
            paramLabel = "JAR",
            description = "Of Pub/Sub Lite: Google's connector, which does not come with Weir,"
                    + " pubsublite-spark-sql-streaming-1.0.0-with-dependencies.jar from Maven Central. On a cluster, name"
                    + " it by --jars instead.")
    private Optional<Path> connector = Optional.empty();

    /** @throws IllegalArgumentException if it names no subscription, or a number makes no sense */
    Source source(Optional<Long> maxLines) {
        long quiet = quietSeconds.orElse(QUIET_SECONDS);
        if (quiet < 0) {
            throw new IllegalArgumentException("Invalid --quiet: " + quiet + ", must be 0 or more");
        }
        return new SubscriptionSource(
                SubscriptionName.of(project.orElse(null), subscription),
                maxLines.orElse(MAX_MESSAGES),
                Duration.ofSeconds(quiet),
                endpoint,
                emulator);
    }

    /** @throws IllegalArgumentException if it names no subscription, or the connector is missing */
    Source liteSource() {
        return new PubSubLiteSource(new LiteSubscription(subscription), LiteConnector.open(connector));
    }

    /** Whether there is something that only Pub/Sub Lite needs. */
    boolean hasLiteOptions() {
        return connector.isPresent();
    }

    /** Whether there is something that Pub/Sub Lite does not have. */
    boolean hasOthersThanLite() {
        return project.isPresent() || endpoint.isPresent() || emulator.isPresent() || quietSeconds.isPresent();
    }
}
