package dev.weir.bigquery;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.math.BigInt;

/**
 * How many streams an append to BigQuery opens. The connector opens one for each partition of the rows, and a table's many
 * small files make as many partitions as a cluster has cores; each costs some seconds, and
 * <a href="https://cloud.google.com/bigquery/quotas#write-api-limits">creating streams is limited</a>. So there are as many as the
 * rows are worth.
 *
 * @param bytes of a table's files that one stream takes
 */
record WriteStreams(long bytes) {
    /** Some 50,000 lines, which go in within seconds. */
    static final WriteStreams DEFAULT = new WriteStreams(16L << 20);

    /**
     * The same rows in no more partitions than their size needs.
     *
     * @param rows read from files, whose sizes Spark knows without opening them
     */
    Dataset<Row> few(Dataset<Row> rows) {
        BigInt size = rows.queryExecution().optimizedPlan().stats().sizeInBytes();
        BigInt streams = size.$div(BigInt.apply(bytes)).$plus(BigInt.apply(1));
        // More than there are changes nothing.
        return streams.isValidInt() ? rows.coalesce(streams.toInt()) : rows;
    }
}
