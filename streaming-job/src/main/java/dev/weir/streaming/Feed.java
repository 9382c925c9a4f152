package dev.weir.streaming;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An opened source.
 *
 * @param records a streaming data set of {@link dev.weir.model.RawRecords#SCHEMA}, the same for each replay of a micro-batch
 * @param losses what is missing from them
 */
public record Feed(Dataset<Row> records, Losses losses) {}
