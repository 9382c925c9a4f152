package dev.weir.pubsub;

import java.time.Clock;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.StructType;

/** One reading of a subscription. */
record PubSubScan(PubSubOptions options, Configuration conf) implements Scan {
    @Override
    public StructType readSchema() {
        return PubSubSource.SCHEMA;
    }

    @Override
    public String description() {
        return PubSubSource.NAME + " " + options.subscription();
    }

    @Override
    public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
        return new PubSubStream(options, new Path(checkpointLocation, "messages"), conf, Clock.systemUTC());
    }
}
