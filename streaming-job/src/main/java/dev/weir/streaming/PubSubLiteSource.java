package dev.weir.streaming;

import dev.weir.command.Failures;
import dev.weir.ledger.Ledger;
import dev.weir.source.pubsublite.LiteConnector;
import dev.weir.source.pubsublite.LiteSubscription;
import dev.weir.source.pubsublite.PubSubLiteException;
import dev.weir.source.pubsublite.PubSubLiteRecords;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The messages of a Pub/Sub Lite subscription, read by Google's connector. Progress is in the checkpoint; a stream without
 * one begins where the subscription's cursors are, which the connector moves after a micro-batch.
 *
 * <p>A micro-batch has all that is there. The connector can limit it, but then counts from the cursors after a restart,
 * not from the checkpoint: where a process died between logging a micro-batch and moving them, it would go back and read
 * messages again.
 */
public final class PubSubLiteSource implements Source {
    /** What the names of Pub/Sub Lite's sources begin with; no file's does. */
    private static final String PREFIX = "pubsublite:";

    private final LiteSubscription subscription;
    private final LiteConnector connector;

    /** @param connector closed with this */
    public PubSubLiteSource(LiteSubscription subscription, LiteConnector connector) {
        this.subscription = subscription;
        this.connector = connector;
    }

    @Override
    public String description() {
        return subscription.toString();
    }

    @Override
    public String pinned() {
        return PREFIX + subscription;
    }

    /** Names may have letters that paths may not. */
    @Override
    public String checkpointName() {
        return CheckpointName.of("pubsublite", subscription.toString());
    }

    @Override
    public List<String> formerCheckpointNames() {
        return List.of(CheckpointName.formerly("pubsublite", subscription.toString()));
    }

    @Override
    public Feed open(SparkSession spark, Checkpoint checkpoint, Ledger ledger) {
        Dataset<Row> messages = spark.readStream()
                .format(LiteConnector.FORMAT)
                .option("pubsublite.subscription", subscription.toString())
                .load();
        return new Feed(PubSubLiteRecords.raw(messages, pinned()), SourceLosses.NONE);
    }

    /** The service's answer names no subscription, and its exceptions are of the connector's own class loader. */
    @Override
    public Optional<RuntimeException> explained(Throwable failure) {
        return Failures.causes(failure)
                .filter(cause -> cause.getClass().getName().endsWith(".io.grpc.StatusRuntimeException"))
                .findFirst()
                .map(status -> new PubSubLiteException(
                        "Cannot read subscription " + subscription + ": " + status.getMessage()
                                + "; check its name, whether the credentials have the roles pubsublite.subscriber and"
                                + " pubsublite.viewer, and whether Google still runs the service",
                        failure));
    }

    @Override
    public void close() {
        connector.close();
    }
}
