package dev.weir.streaming;

import dev.weir.ledger.Ledger;
import dev.weir.source.kafka.KafkaReading;
import dev.weir.source.kafka.KafkaSettings;
import dev.weir.source.kafka.KafkaTopic;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * The records of a Kafka topic, each a line. Their place is the topic's identity, partition and offset, so that it is the
 * same whoever reads it how often; their arrival is Kafka's record timestamp, for the same reason.
 */
public final class KafkaSource implements Source {
    /** What the names of Kafka's sources begin with; no file's does. */
    private static final String PREFIX = "kafka:";

    private final KafkaSettings settings;
    private final KafkaTopic topic;

    private KafkaSource(KafkaSettings settings, KafkaTopic topic) {
        this.settings = settings;
        this.topic = topic;
    }

    /**
     * Finds the topic.
     *
     * @throws dev.weir.source.kafka.KafkaSourceException if no broker answers soon, or there is no such topic
     */
    public static KafkaSource connect(KafkaSettings settings) {
        return new KafkaSource(settings, KafkaTopic.connect(settings));
    }

    @Override
    public String description() {
        return settings.toString();
    }

    @Override
    public String pinned() {
        return PREFIX + settings.topic();
    }

    /** A topic that was created anew is read anew. */
    @Override
    public String checkpointName() {
        return "kafka-" + topic.id();
    }

    @Override
    public Feed open(SparkSession spark, Checkpoint checkpoint, Ledger ledger) {
        KafkaReading reading = KafkaReading.of(
                settings,
                topic,
                pinned(),
                checkpoint.path(),
                spark.sparkContext().hadoopConfiguration());
        return new Feed(reading.records(spark), reading::holes);
    }

    @Override
    public Optional<RuntimeException> explained(Throwable failure) {
        return topic.explained(failure);
    }

    @Override
    public void close() {
        topic.close();
    }
}
