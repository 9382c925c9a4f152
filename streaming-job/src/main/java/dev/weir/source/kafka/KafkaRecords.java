package dev.weir.source.kafka;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.weir.model.RawRecords;
import dev.weir.source.RecordValue;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a Kafka record is to Weir: one line, whatever is in it; a line end at its end is left out, a record without value
 * is an empty line.
 */
final class KafkaRecords {
    private KafkaRecords() {}

    /**
     * Turns rows of Spark's Kafka source into rows of {@link RawRecords#SCHEMA}. A record arrived at its own timestamp, which
     * is the same however often it is read: when the broker appended it (topics with
     * {@code message.timestamp.type=LogAppendTime}), or else when its producer says that it made it, which may be anything.
     *
     * @param topicId see {@link KafkaTopic#id}: a topic created anew counts its offsets anew
     */
    static Dataset<Row> raw(Dataset<Row> records, String source, String topicId) {
        return records.select(
                lit(source).as(RawRecords.SOURCE),
                expr("concat('" + topicId + "/', partition)").as(RawRecords.PARTITION),
                expr("offset").as(RawRecords.POSITION),
                expr("timestamp").as(RawRecords.ARRIVED),
                noHeader().as(RawRecords.HEADER),
                RecordValue.line("value").as(RawRecords.VALUE));
    }

    private static Column noHeader() {
        return lit(null).cast(DataTypes.StringType);
    }
}
