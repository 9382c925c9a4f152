package dev.weir.pubsub;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;

/** Makes the readers, on the executors. */
record SegmentReaderFactory(SerializableConfiguration conf) implements PartitionReaderFactory {
    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        SegmentPart part = (SegmentPart) partition;
        List<SegmentFile> files = part.segments().stream()
                .map(number ->
                        new SegmentFile(new Path(part.directory(), MessageLog.segmentName(number)), conf.value()))
                .toList();
        return new SegmentReader(files);
    }
}
