package dev.weir.launcher;

import dev.weir.model.RawRecords;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A line at its place in a source.
 *
 * @param source see {@link RawRecords#SOURCE}
 * @param partition see {@link RawRecords#PARTITION}
 * @param position see {@link RawRecords#POSITION}
 * @param text without line end
 */
record RawLine(String source, String partition, long position, String text) {
    Row row(Instant arrived) {
        return RowFactory.create(
                source, partition, position, Timestamp.from(arrived), null, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
