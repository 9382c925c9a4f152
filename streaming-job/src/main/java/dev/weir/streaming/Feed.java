package dev.weir.streaming;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An opened source.
 *
 * @param records a streaming data set of {@link dev.weir.model.RawRecords#SCHEMA}, the same for each replay of a micro-batch
 * @param losses what is missing from them
 * @param plans which contents they are of
 */
public record Feed(Dataset<Row> records, SourceLosses losses, Planned.Plans plans) {
    /** Records of which nothing is known before they are read. */
    Feed(Dataset<Row> records, SourceLosses losses) {
        this(records, losses, Planned.Plans.NONE);
    }
}
