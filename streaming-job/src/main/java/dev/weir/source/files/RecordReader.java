package dev.weir.source.files;

import dev.weir.format.Directives;
import dev.weir.model.RawRecords;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Yields the lines of a part as rows. The row object is the same each time: Spark copies what it keeps. */
final class RecordReader implements PartitionReader<InternalRow> {
    private static final int ABSENT = -1;

    private final FilePart part;
    private final LineReader lines;
    private final Directives directives = new Directives();
    private final Object[] values;
    private final InternalRow row;
    private final int position;
    private final int header;
    private final int value;

    RecordReader(FilePart part, StructType columns, RangeOpener opener) throws IOException {
        this.part = part;
        FileRange range = part.range();
        this.lines = new LineReader(opener.open(part), part.from(), part.to());
        this.values = new Object[columns.size()];
        this.row = new GenericInternalRow(values);
        this.position = index(columns, RawRecords.POSITION);
        this.header = index(columns, RawRecords.HEADER);
        this.value = index(columns, RawRecords.VALUE);
        set(index(columns, RawRecords.SOURCE), UTF8String.fromString(range.path()));
        set(
                index(columns, RawRecords.PARTITION),
                UTF8String.fromString(range.partition().toString()));
        set(index(columns, RawRecords.ARRIVED), ChronoUnit.MICROS.between(Instant.EPOCH, range.arrived()));
        set(header, UTF8String.fromString(range.header()));
    }

    @Override
    public boolean next() throws IOException {
        while (line()) {
            if (!part.range().directives() || !directives.accept(lines.buffer(), lines.from(), lines.to())) {
                set(position, lines.position());
                if (value != ABSENT) {
                    values[value] = Arrays.copyOfRange(lines.buffer(), lines.from(), lines.to());
                }
                return true;
            }
            if (directives.header() != null) {
                set(header, UTF8String.fromString(directives.header()));
            }
        }
        return false;
    }

    @Override
    public InternalRow get() {
        return row;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private boolean line() throws IOException {
        if (lines.next()) {
            return true;
        }
        if (lines.following() == part.to()) {
            return false;
        }
        throw new IOException("Cannot read " + part.range().path() + ": it ends at byte " + lines.following()
                + ", before byte " + part.to()
                + " up to which it was planned. It was cut while it was read: put its content back under any name in"
                + " the same directory, or start with a new checkpoint");
    }

    private void set(int column, Object content) {
        if (column != ABSENT) {
            values[column] = content;
        }
    }

    private static int index(StructType columns, String name) {
        return Arrays.asList(columns.fieldNames()).indexOf(name);
    }
}
