package dev.weir.streaming;

import dev.weir.ledger.Ledger;
import dev.weir.source.files.KnownFile;
import java.time.Duration;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;

/**
 * Log files that land or grow in a directory.
 *
 * @param path a directory, a glob or a file
 * @param idle how long a file must be unchanged for its last line to be taken without line end
 * @param maxBytes the most bytes of a micro-batch
 * @param maxRecords the most records of a micro-batch; empty for no limit
 */
public record FilesSource(String path, Duration idle, long maxBytes, OptionalLong maxRecords) implements Source {
    @Override
    public String description() {
        return path;
    }

    @Override
    public String pinned() {
        return Pins.sourcesOf(path);
    }

    @Override
    public String checkpointName() {
        return "files-" + HexFormat.of().toHexDigits(pinned().hashCode());
    }

    @Override
    public Feed open(SparkSession spark, Checkpoint checkpoint, Ledger ledger) {
        DataStreamReader reader = spark.readStream()
                .format("weir-files")
                .option("path", path)
                .option("known", KnownFile.toJson(FilesRead.according(ledger)))
                .option("idle", idle.toMillis() + "ms")
                .option("maxBytesPerTrigger", maxBytes);
        maxRecords.ifPresent(most -> reader.option("maxRecordsPerTrigger", most));
        return new Feed(reader.load(), Losses.NONE);
    }
}
