package dev.weir.pubsub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;

/** Yields the messages of segments as rows of {@link PubSubSource#SCHEMA}, in the log's order. */
final class SegmentReader implements PartitionReader<InternalRow> {
    private final Iterator<SegmentFile> files;
    private ByteBuffer body = ByteBuffer.allocate(0);
    private InternalRow row;

    SegmentReader(List<SegmentFile> files) {
        this.files = files.iterator();
    }

    @Override
    public boolean next() throws IOException {
        while (!body.hasRemaining()) {
            if (!files.hasNext()) {
                return false;
            }
            body = files.next().body();
        }
        UTF8String id = text();
        long published = body.getLong();
        UTF8String orderingKey = text();
        ArrayBasedMapData attributes = attributes(body.getInt());
        row = new GenericInternalRow(
                new Object[] {id, bytes(), attributes, published, orderingKey.numBytes() == 0 ? null : orderingKey});
        return true;
    }

    private ArrayBasedMapData attributes(int count) {
        Object[] keys = new Object[count];
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            keys[i] = text();
            values[i] = text();
        }
        return new ArrayBasedMapData(new GenericArrayData(keys), new GenericArrayData(values));
    }

    private UTF8String text() {
        return UTF8String.fromBytes(bytes());
    }

    private byte[] bytes() {
        byte[] bytes = new byte[body.getInt()];
        body.get(bytes);
        return bytes;
    }

    @Override
    public InternalRow get() {
        return row;
    }

    @Override
    public void close() {
        // A segment is read whole, and its file closed, before its first row.
    }
}
