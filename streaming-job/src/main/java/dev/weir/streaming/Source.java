package dev.weir.streaming;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Where a stream's raw records come from. */
public interface Source {
    /** Names the source for people. */
    String description();

    /**
     * The records as a streaming data set.
     *
     * @return rows of {@link dev.weir.model.RawRecords#SCHEMA}, the same for each replay of a micro-batch
     */
    Dataset<Row> open(SparkSession spark);
}
