package dev.weir.model;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.weir.catalogue.LineColumns;
import dev.weir.catalogue.Outcome;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What became of each raw record: exactly one row, accepted, duplicate or rejected. This is the function that both layers
 * apply, the speed layer to one raw segment, the batch layer to many.
 */
public final class Lines {
    /** The raw segment that a record lies in, a column beside {@link RawRecords#SCHEMA}. */
    public static final String RAW_SEGMENT = "raw_segment";

    /** Rows of the lines table. */
    public static final StructType SCHEMA = SparkSchema.of(LineColumns.TABLE);

    private Lines() {}

    /**
     * Parses raw records.
     *
     * @param raw rows of {@link RawRecords#SCHEMA} and {@link #RAW_SEGMENT}
     * @return the raw columns, the event's, its id and its day: the event day in UTC, or the arrival day where there is no
     *     event time
     */
    public static Dataset<Row> parsed(Dataset<Row> raw, ModelSettings settings) {
        return fields(raw, settings)
                .withColumn("event_id", expr("weir.event_id(request_id, partition, position, value)"))
                // Whatever the session's zone: a cast to date would take the day there.
                .withColumn(
                        "day",
                        expr(
                                "DATE_FROM_UNIX_DATE(CAST(unix_micros(COALESCE(timestamp, arrived)) DIV 86400000000 AS INT))"));
    }

    /** Parses raw records and does nothing else: the raw columns and {@link ParseLine#RESULT}'s. */
    public static Dataset<Row> fields(Dataset<Row> raw, ModelSettings settings) {
        ModelFunctions.register(raw.sparkSession());
        Column parse = call_function(
                "weir.parse_line",
                col(RawRecords.VALUE),
                col(RawRecords.HEADER),
                col(RawRecords.SOURCE),
                col(RawRecords.ARRIVED),
                lit(SettingsJson.write(settings)));
        return raw.withColumn("parsed", parse)
                .selectExpr("raw_segment", "source", "partition", "position", "arrived", "value", "parsed.*");
    }

    /**
     * Turns parsed records into rows of the lines table.
     *
     * @param parsed as {@link #parsed} gives them, perhaps fewer days
     * @param copies which of them are copies of one another
     * @param segment the id of the segment that each row belongs to
     */
    public static Dataset<Row> of(Dataset<Row> parsed, Copies copies, Column segment) {
        Dataset<Row> lines = copies.mark(Enrichment.of(parsed))
                .withColumn("segment", segment)
                .withColumn(
                        Outcome.COLUMN,
                        when(col("reason").isNotNull(), Outcome.REJECTED.text())
                                .when(col(Copies.SURPLUS), Outcome.DUPLICATE.text())
                                .otherwise(Outcome.ACCEPTED.text()))
                .withColumn("raw", expr("weir.redact(IF(reason IS NULL, NULL, value))"));
        return lines.withColumn("digest", digest())
                .select(Arrays.stream(SCHEMA.fieldNames())
                        .map(org.apache.spark.sql.functions::col)
                        .toArray(Column[]::new));
    }

    /**
     * The row hash of everything but the segment that wrote the row: both layers give the same record the same digest.
     * Computable from the stored columns again.
     */
    public static Column digest() {
        return expr(RowHash.sql(LineColumns.TABLE));
    }
}
