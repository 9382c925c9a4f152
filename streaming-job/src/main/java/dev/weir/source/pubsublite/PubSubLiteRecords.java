package dev.weir.source.pubsublite;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.weir.model.RawRecords;
import dev.weir.source.RecordValue;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a message of Pub/Sub Lite is to Weir: one line. Its place is the subscription, which always belongs to one topic,
 * partition and offset; its arrival is when the service got it. Both are the same however often it is read.
 */
public final class PubSubLiteRecords {
    private PubSubLiteRecords() {}

    /**
     * Turns the connector's rows into rows of {@link RawRecords#SCHEMA}.
     *
     * @param source the source's name
     */
    public static Dataset<Row> raw(Dataset<Row> messages, String source) {
        return messages.select(
                lit(source).as(RawRecords.SOURCE),
                expr("concat(subscription, '/', partition)").as(RawRecords.PARTITION),
                col("offset").as(RawRecords.POSITION),
                col("publish_timestamp").as(RawRecords.ARRIVED),
                lit(null).cast(DataTypes.StringType).as(RawRecords.HEADER),
                RecordValue.line("data").as(RawRecords.VALUE));
    }
}
