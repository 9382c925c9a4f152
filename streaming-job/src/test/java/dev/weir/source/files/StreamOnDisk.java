package dev.weir.source.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.model.RawRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;

/** A stream of the files in {@code logs}, with its checkpoint beside them, as whoever starts it finds it. */
record StreamOnDisk(Path directory, TestingClock clock) {
    private static final RecordReaderFactory READERS =
            new RecordReaderFactory(RawRecords.SCHEMA, new SerializableConfiguration(new Configuration()));

    FileStream open() throws IOException {
        FileOptions options = FileOptions.of(new CaseInsensitiveStringMap(
                Map.of("path", directory.resolve("logs").toString())));
        return new FileStream(
                options,
                directory.resolve("checkpoint").toString(),
                new Configuration(),
                READERS,
                clock,
                clock::nanoTime);
    }

    /** The lines of a micro-batch. */
    static List<String> read(FileStream stream, Offset start, Offset end) throws IOException {
        List<String> lines = new ArrayList<>();
        for (InputPartition partition : stream.planInputPartitions(start, end)) {
            try (PartitionReader<InternalRow> reader = READERS.createReader(partition)) {
                while (reader.next()) {
                    lines.add(new String(reader.get().getBinary(5), ISO_8859_1));
                }
            }
        }
        return lines;
    }
}
