package dev.weir.source.pubsub;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.udf;

import dev.weir.model.RawRecords;
import dev.weir.pubsub.PubSubSource;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a Pub/Sub message is to Weir: its lines, see {@link Payload}.
 *
 * <p>A line's place is the subscription and a number made from the message's id, when it was published, and the line's
 * number in it. It is not the place in the source's log: that would differ where the same message comes again, later than
 * the log remembers or to another stream on the same subscription. So, such copies have one event id, and the batch layer
 * counts one of them. A message has no partition of its own, because the ledger has an entry for each; the positions of a
 * micro-batch are one range, of which only the count says much.
 */
public final class PubSubRecords {
    private static final String POSITION =
            "xxhash64(" + PubSubSource.MESSAGE_ID + ", " + PubSubSource.PUBLISHED + ", line) & " + Long.MAX_VALUE + "L";

    private static final String IS_GZIP = "size(map_filter(" + PubSubSource.ATTRIBUTES
            + ", (name, value) -> lower(name) = 'content-encoding' AND lower(value) IN ('gzip', 'x-gzip'))) > 0";

    private PubSubRecords() {}

    /**
     * Turns rows of {@link PubSubSource#SCHEMA} into rows of {@link RawRecords#SCHEMA}.
     *
     * @param source the source's name
     * @param partition the subscription's
     */
    public static Dataset<Row> raw(Dataset<Row> messages, String source, String partition) {
        UDF2<byte[], Boolean, byte[][]> lines = Payload::lines;
        UserDefinedFunction split = udf(lines, DataTypes.createArrayType(DataTypes.BinaryType, false));
        return messages.select(
                        col(PubSubSource.MESSAGE_ID),
                        col(PubSubSource.PUBLISHED),
                        posexplode(split.apply(col(PubSubSource.PAYLOAD), expr(IS_GZIP)))
                                .as(new String[] {"line", "content"}))
                .select(
                        lit(source).as(RawRecords.SOURCE),
                        lit(partition).as(RawRecords.PARTITION),
                        expr(POSITION).as(RawRecords.POSITION),
                        expr("timestamp_millis(" + PubSubSource.PUBLISHED + ")").as(RawRecords.ARRIVED),
                        noHeader().as(RawRecords.HEADER),
                        col("content").as(RawRecords.VALUE));
    }

    private static Column noHeader() {
        return lit(null).cast(DataTypes.StringType);
    }
}
