package dev.weir.streaming;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.weir.model.EventTimes;
import dev.weir.model.RawRecords;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** When records arrived, as far as sources can be believed: a Kafka record's timestamp is what its producer says. */
final class Arrivals {
    private Arrivals() {}

    /** The records, with the time at which they land in place of one that is after it, or before there were any. */
    static Dataset<Row> credible(Dataset<Row> raw, Instant now) {
        return raw.withColumn(
                RawRecords.ARRIVED,
                when(col(RawRecords.ARRIVED).between(lit(EventTimes.FIRST_ARRIVAL), lit(now)), col(RawRecords.ARRIVED))
                        .otherwise(lit(now)));
    }
}
