package dev.weir.source.kafka;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.ledger.Hole;
import dev.weir.ledger.Ledger;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A topic as one stream reads it, from where it began. */
public final class KafkaReading {
    private final KafkaSettings settings;
    private final KafkaTopic topic;
    private final TopicStart start;
    private final TopicHoles holes;

    private KafkaReading(KafkaSettings settings, KafkaTopic topic, TopicStart start, TopicHoles holes) {
        this.settings = settings;
        this.topic = topic;
        this.start = start;
        this.holes = holes;
    }

    /**
     * Begins, or goes on where the checkpoint says.
     *
     * @param source the records' {@code source}
     * @throws KafkaSourceException if the checkpoint is that of another topic or source
     */
    public static KafkaReading of(
            KafkaSettings settings, KafkaTopic topic, String source, Path checkpoint, Configuration hadoop) {
        try {
            Optional<TopicStart> earlier = TopicStart.read(checkpoint, hadoop);
            TopicStart start = earlier.isPresent() ? earlier.get() : begin(settings, topic, checkpoint, hadoop);
            if (!start.topicId().equals(topic.id())) {
                throw new KafkaSourceException("Cannot use checkpoint " + checkpoint + ": it belongs to topic "
                        + start.topic() + " (" + start.topicId() + "), not to " + settings.topic() + " (" + topic.id()
                        + "); name another with --checkpoint");
            }
            TopicHoles holes = new TopicHoles(source, topic, start, checkpoint, hadoop);
            return new KafkaReading(settings, topic, start, holes);
        } catch (IOException e) {
            throw new KafkaSourceException("Cannot use checkpoint " + checkpoint + ": " + e.getMessage(), e);
        }
    }

    private static TopicStart begin(KafkaSettings settings, KafkaTopic topic, Path checkpoint, Configuration hadoop)
            throws IOException {
        FileSystem files = checkpoint.getFileSystem(hadoop);
        if (files.exists(new Path(checkpoint, "offsets"))) {
            throw new KafkaSourceException("Cannot use checkpoint " + checkpoint
                    + ": it belongs to another source; name another with" + " --checkpoint");
        }
        SortedMap<Integer, Long> offsets =
                settings.from() == KafkaSettings.From.EARLIEST ? topic.beginnings() : topic.ends();
        TopicStart start = new TopicStart(settings.topic(), topic.id(), offsets);
        start.write(checkpoint, hadoop);
        return start;
    }

    /** The records, as rows of {@link dev.weir.model.RawRecords#SCHEMA}. */
    public Dataset<Row> records(SparkSession spark) {
        Dataset<Row> records = spark.readStream()
                .format("kafka")
                .options(settings.sparkOptions())
                .option("subscribe", settings.topic())
                .option("startingOffsets", startingOffsets())
                .option("maxOffsetsPerTrigger", settings.maxRecords())
                // What is lost must not stop what is there: the ledger says what is lost.
                .option("failOnDataLoss", false)
                .load();
        return KafkaRecords.raw(records, holes.source(), topic.id());
    }

    /** Heeded by Spark only where it has no progress; all partitions must be named. */
    private String startingOffsets() {
        ObjectNode offsets = new JsonMapper().createObjectNode();
        ObjectNode partitions = offsets.putObject(settings.topic());
        topic.beginnings().keySet().forEach(number -> partitions.put(number.toString(), start.of(number)));
        return offsets.toString();
    }

    /**
     * What was lost before it was read.
     *
     * @param batch the micro-batch's number
     * @param landed its records in the archive
     * @param ledger as it was before it
     * @throws KafkaSourceException if the topic was created anew, so that what landed may be of either
     */
    public List<Hole> holes(long batch, Dataset<Row> landed, Ledger ledger) {
        return holes.in(batch, landed, ledger);
    }
}
