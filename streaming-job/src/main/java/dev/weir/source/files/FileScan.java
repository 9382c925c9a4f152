package dev.weir.source.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** One reading of files, as a batch or a stream. */
final class FileScan implements Scan, Batch {
    private final FileOptions options;
    private final StructType columns;
    private final Configuration conf;
    private final Clock clock;

    FileScan(FileOptions options, StructType columns, Configuration conf, Clock clock) {
        this.options = options;
        this.columns = columns;
        this.conf = conf;
        this.clock = clock;
    }

    @Override
    public StructType readSchema() {
        return columns;
    }

    @Override
    public String description() {
        return "weir-files "
                + options.ranges()
                        .map(r -> r.size() + " ranges")
                        .orElse(options.paths().toString());
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        return ranges().stream()
                .flatMap(range -> FilePart.split(range, options.splitBytes()).stream())
                .toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new RecordReaderFactory(columns, new SerializableConfiguration(conf));
    }

    @Override
    public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
        try {
            return new FileStream(options, checkpointLocation, conf, createReaderFactory(), clock, System::nanoTime);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the source log under " + checkpointLocation, e);
        }
    }

    private List<FileRange> ranges() {
        if (options.ranges().isPresent()) {
            return options.ranges().get();
        }
        try {
            return new FilePlanner(conf, options.inflation())
                    .plan(options.paths(), List.of(), clock, options.idle().orElse(Duration.ZERO));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
