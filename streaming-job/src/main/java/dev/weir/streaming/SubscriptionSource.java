package dev.weir.streaming;

import dev.weir.ledger.Ledger;
import dev.weir.pubsub.PubSubSource;
import dev.weir.pubsub.SubscriptionName;
import dev.weir.source.pubsub.PubSubRecords;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/**
 * The lines in the messages of a Pub/Sub subscription; see {@link PubSubRecords} for their identity. Messages are
 * acknowledged when they are in the checkpoint, whether or not a micro-batch has them yet: a checkpoint that is thrown away
 * may take messages with it.
 *
 * @param subscription which
 * @param maxMessages the most messages of a micro-batch
 * @param quiet an available-now trigger ends when for so long nothing came
 * @param endpoint another than Google's own
 * @param emulator spoken to without encryption and credentials; else the environment's {@code PUBSUB_EMULATOR_HOST}
 */
public record SubscriptionSource(
        SubscriptionName subscription,
        long maxMessages,
        Duration quiet,
        Optional<String> endpoint,
        Optional<String> emulator)
        implements Source {
    /** What the names of Pub/Sub's sources begin with; no file's does. */
    private static final String PREFIX = "pubsub:";

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
        return CheckpointName.of("pubsub", subscription.toString());
    }

    @Override
    public List<String> formerCheckpointNames() {
        return List.of(CheckpointName.formerly("pubsub", subscription.toString()));
    }

    @Override
    public Feed open(SparkSession spark, Checkpoint checkpoint, Ledger ledger) {
        DataStreamReader reader = spark.readStream()
                .format(PubSubSource.NAME)
                .option("subscriptionId", subscription.toString())
                .option("maxRecordsPerTrigger", maxMessages)
                .option("availableNowIdle", quiet.toMillis() + "ms");
        endpoint.ifPresent(where -> reader.option("endpoint", where));
        emulator.ifPresent(host -> reader.option("emulatorHost", host));
        return new Feed(PubSubRecords.raw(reader.load(), pinned(), subscription.toString()), SourceLosses.NONE);
    }
}
