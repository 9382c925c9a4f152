package dev.weir.streaming;

import dev.weir.ledger.Ledger;
import dev.weir.model.ModelSettings;
import dev.weir.source.files.FileRange;
import dev.weir.source.files.KnownFile;
import dev.weir.source.files.PlannedRanges;
import dev.weir.source.files.SourcePath;
import dev.weir.warehouse.HadoopSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
 * @param maxRatio how many times as many bytes as are stored a compressed file may hold; empty for the default
 */
public record FilesSource(String path, Duration idle, long maxBytes, OptionalLong maxRecords, OptionalLong maxRatio)
        implements Source {
    /** With the default ratio. */
    public FilesSource(String path, Duration idle, long maxBytes, OptionalLong maxRecords) {
        this(path, idle, maxBytes, maxRecords, OptionalLong.empty());
    }

    @Override
    public String description() {
        return path;
    }

    @Override
    public String pinned() {
        return Pins.sourcesOf(named());
    }

    @Override
    public String checkpointName() {
        return CheckpointName.of("files", named().name());
    }

    /** Older versions took a path for one file only where it was one then. */
    @Override
    public List<String> formerCheckpointNames() {
        boolean remote = path.contains("://");
        String absolute =
                remote ? path : Path.of(path).toAbsolutePath().normalize().toString();
        int glob = absolute.indexOf('*');
        return List.of(
                CheckpointName.formerly("files", absolute),
                CheckpointName.formerly("files", glob < 0 ? absolute + "/*" : absolute.substring(0, glob) + "*"));
    }

    /** Whether all files of which the checkpoint knows are this source's. */
    @Override
    public boolean mayOwn(org.apache.hadoop.fs.Path checkpoint) {
        ModelSettings.Pin mine = new ModelSettings.Pin(ModelSettings.Pin.GLOB + named().glob(), "auto", "UTC");
        try {
            return new PlannedRanges(checkpoint, HadoopSettings.ofProcess())
                    .paths().stream().allMatch(mine::matches);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read checkpoint " + checkpoint + ": " + e.getMessage(), e);
        }
    }

    private SourcePath named() {
        return SourcePath.of(path, HadoopSettings.ofProcess());
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
        maxRatio.ifPresent(most -> reader.option("maxRatio", most));
        PlannedRanges planned =
                new PlannedRanges(checkpoint.path(), spark.sparkContext().hadoopConfiguration());
        return new Feed(reader.load(), SourceLosses.NONE, batch -> Planned.of(ranges(planned, batch)));
    }

    private static List<FileRange> ranges(PlannedRanges planned, long batch) {
        try {
            return planned.of(batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
