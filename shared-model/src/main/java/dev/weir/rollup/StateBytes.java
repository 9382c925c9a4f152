package dev.weir.rollup;

import dev.weir.catalogue.Rollup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of states as bytes, for tasks to leave to others. */
final class StateBytes {
    /** About as many are made at a time. */
    private static final int MOST = 4 << 20;

    private StateBytes() {}

    /** Some of the rows, one at least. */
    static byte[] take(Iterator<Row> states) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            do {
                write(states.next(), out);
            } while (bytes.size() < MOST && states.hasNext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Row state, DataOutputStream out) throws IOException {
        write((byte[]) state.get(CellShape.SEGMENT), out);
        out.writeInt(state.getInt(CellShape.DAY));
        out.writeUTF(state.getString(CellShape.GROUP));
        out.writeLong(state.getLong(CellShape.TIME));
        for (int i = 0; i < Rollup.MAX_DIMENSIONS; i++) {
            write((byte[]) state.get(CellShape.FIRST_DIMENSION + i), out);
        }
        write((byte[]) state.get(CellShape.STATE), out);
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The rows. */
    static List<Row> read(byte[] bytes) {
        List<Row> states = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                states.add(readRow(in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return states;
    }

    private static Row readRow(DataInputStream in) throws IOException {
        Object[] state = new Object[CellShape.STATE + 1];
        state[CellShape.SEGMENT] = readBytes(in);
        state[CellShape.DAY] = in.readInt();
        state[CellShape.GROUP] = in.readUTF();
        state[CellShape.TIME] = in.readLong();
        for (int i = 0; i < Rollup.MAX_DIMENSIONS; i++) {
            state[CellShape.FIRST_DIMENSION + i] = readBytes(in);
        }
        state[CellShape.STATE] = readBytes(in);
        return RowFactory.create(state);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
