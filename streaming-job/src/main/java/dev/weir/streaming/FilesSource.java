package dev.weir.streaming;

import dev.weir.source.files.KnownFile;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/**
 * Log files that land or grow in a directory.
 *
 * @param path a directory, a glob or a file
 * @param idle how long a file must be unchanged for its last line to be taken without line end
 * @param maxBytes the most bytes of a micro-batch
 * @param maxRecords the most records of a micro-batch; empty for no limit
 * @param known what the warehouse holds already: a new checkpoint does not begin before it
 */
public record FilesSource(String path, Duration idle, long maxBytes, OptionalLong maxRecords, List<KnownFile> known)
        implements Source {
    public FilesSource {
        known = List.copyOf(known);
    }

    @Override
    public String description() {
        return path;
    }

    @Override
    public Dataset<Row> open(SparkSession spark) {
        DataStreamReader reader = spark.readStream()
                .format("weir-files")
                .option("path", path)
                .option("idle", idle.toMillis() + "ms")
                .option("maxBytesPerTrigger", maxBytes)
                .option("known", KnownFile.toJson(known));
        maxRecords.ifPresent(most -> reader.option("maxRecordsPerTrigger", most));
        return reader.load();
    }
}
