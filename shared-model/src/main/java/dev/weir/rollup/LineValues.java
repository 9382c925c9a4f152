package dev.weir.rollup;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;

/** What one line gives, computed once however many groupings ask for it. */
final class LineValues {
    private static final int[] NONE = {};

    private final LineInputs inputs;
    private final KeyedHash keyed;
    private final StringPool strings;
    private final int[][] texts;
    private final int[][] single;
    private final long[] numbers;
    private final boolean[] has;
    private ByteBuffer hashed = ByteBuffer.allocate(1 << 10);

    LineValues(LineInputs inputs, KeyedHash keyed, StringPool strings) {
        this.inputs = inputs;
        this.keyed = keyed;
        this.strings = strings;
        this.texts = new int[inputs.texts().size()][];
        this.single = new int[texts.length][1];
        this.numbers = new long[inputs.numbers().size()];
        this.has = new boolean[numbers.length];
    }

    void read(Row line) {
        for (int i = 0; i < texts.length; i++) {
            LineInputs.Text text = inputs.texts().get(i);
            Object value = line.get(text.column());
            if (value == null) {
                texts[i] = NONE;
            } else if (text.many()) {
                texts[i] = numbered(line.getList(text.column()));
            } else {
                single[i][0] = strings.number((byte[]) value);
                texts[i] = single[i];
            }
        }
        for (int i = 0; i < numbers.length; i++) {
            read(line, inputs.numbers().get(i), i);
        }
    }

    /** Each value once. */
    private int[] numbered(List<byte[]> values) {
        return values.stream()
                .filter(value -> value != null)
                .mapToInt(strings::number)
                .distinct()
                .toArray();
    }

    private void read(Row line, LineInputs.Addend number, int place) {
        if (number instanceof LineInputs.Hash hash) {
            has[place] = true;
            numbers[place] = hash(line, hash.columns());
            return;
        }
        int column = number instanceof LineInputs.Plain plain ? plain.column() : ((LineInputs.Middle) number).column();
        Object value = line.get(column);
        has[place] = value != null;
        if (value != null) {
            numbers[place] = number instanceof LineInputs.Plain ? (long) value : CountedValues.middle((long) value);
        }
    }

    /** Of each text whether there is one, its length and its bytes, so that no two rows of texts are hashed alike. */
    private long hash(Row line, List<Integer> columns) {
        hashed.clear();
        for (int column : columns) {
            byte[] text = (byte[]) line.get(column);
            int length = text == null ? -1 : text.length;
            room(Integer.BYTES + Math.max(length, 0));
            hashed.putInt(length);
            if (text != null) {
                hashed.put(text);
            }
        }
        return keyed.of(hashed.array(), hashed.position());
    }

    private void room(int bytes) {
        if (hashed.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.wrap(Arrays.copyOf(hashed.array(), 2 * hashed.capacity() + bytes));
            larger.position(hashed.position());
            hashed = larger;
        }
    }

    /** The numbers of a dimension's values; none where the line has none. */
    int[] texts(int place) {
        return texts[place];
    }

    boolean has(int place) {
        return has[place];
    }

    long number(int place) {
        return numbers[place];
    }
}
