package dev.weir.model;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of a raw record: what every source yields and the archive keeps. */
public final class RawRecords {
    /**
     * Where it came from, for people and for pins: a file's path, {@code kafka:TOPIC}, {@code pubsub:SUBSCRIPTION},
     * {@code pubsublite:SUBSCRIPTION}.
     */
    public static final String SOURCE = "source";
    /** What positions count in: a file's identity, a topic's id and partition, a subscription, also with a partition. */
    public static final String PARTITION = "partition";
    /**
     * The record's place in its partition: a byte offset in the (decompressed) file, an offset of Kafka or Pub/Sub Lite; of
     * a Pub/Sub message, which has no place, a number that is the same on each delivery.
     */
    public static final String POSITION = "position";
    /** When the source first saw it, UTC; the same on every replay. Of a Kafka record: its timestamp, if that can be true. */
    public static final String ARRIVED = "arrived";
    /** The W3C {@code #Fields} in force for the line, without that prefix; null in other formats. */
    public static final String HEADER = "header";
    /** The line's bytes as they came, without line end. */
    public static final String VALUE = "value";

    public static final StructType SCHEMA = new StructType()
            .add(SOURCE, DataTypes.StringType, false)
            .add(PARTITION, DataTypes.StringType, false)
            .add(POSITION, DataTypes.LongType, false)
            .add(ARRIVED, DataTypes.TimestampType, false)
            .add(HEADER, DataTypes.StringType, true)
            .add(VALUE, DataTypes.BinaryType, false);

    private static final List<String> TOPICS = List.of("kafka:", "pubsub:", "pubsublite:");

    private RawRecords() {}

    /** Whether a source is a file, by its name. */
    static boolean isFile(String source) {
        return TOPICS.stream().noneMatch(source::startsWith);
    }
}
