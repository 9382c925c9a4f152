package dev.weir.visit;

import dev.weir.catalogue.VisitColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fragment as the values of {@link VisitColumns#FRAGMENT}, in their order, and back: BINARY and STRING as {@code byte[]}, TIMESTAMP as a
 * {@code Long} of microseconds since the epoch, BIGINT as a {@code Long}, and null.
 */
public final class FragmentValues {
    private static final int WIDTH = VisitColumns.FRAGMENT.size();

    private FragmentValues() {}

    /** A fragment's values. */
    public static Object[] of(Fragment fragment) {
        Object[] values = new Object[WIDTH];
        int at = 0;
        VisitorIdentity visitor = fragment.visitor();
        values[at++] = visitor.key().bytes();
        values[at++] = bytes(visitor.site());
        values[at++] = bytes(visitor.client());
        values[at++] = bytes(visitor.user());
        values[at++] = fragment.first();
        values[at++] = fragment.last();
        VisitCounts counts = fragment.counts();
        values[at++] = counts.requests();
        values[at++] = counts.pageViews();
        values[at++] = counts.clientErrors();
        values[at++] = counts.serverErrors();
        values[at++] = counts.bytes();
        Entrance entrance = fragment.entrance();
        values[at++] = entrance.at().time();
        values[at++] = entrance.at().event().bytes();
        values[at++] = bytes(entrance.page());
        for (ByteText text : entrance.origin().texts()) {
            values[at++] = bytes(text);
        }
        Exit exit = fragment.exit();
        if (exit != null) {
            values[at++] = exit.at().time();
            values[at++] = exit.at().event().bytes();
            values[at] = bytes(exit.page());
        }
        return values;
    }

    private static byte[] bytes(ByteText text) {
        return text == null ? null : text.bytes();
    }

    /**
     * The fragment of such values.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static Fragment fragment(Object[] values) {
        if (values.length != WIDTH) {
            throw new IllegalArgumentException("Invalid fragment of " + values.length + " values, must be of " + WIDTH);
        }
        Reader reader = new Reader(Arrays.asList(values));
        VisitorIdentity visitor = new VisitorIdentity(reader.hash(), reader.text(), reader.text(), reader.text());
        long first = reader.number();
        long last = reader.number();
        VisitCounts counts =
                new VisitCounts(reader.number(), reader.number(), reader.number(), reader.number(), reader.number());
        Moment entered = new Moment(reader.number(), reader.hash());
        Entrance entrance = new Entrance(entered, reader.text(), reader.origin());
        return new Fragment(visitor, first, last, counts, entrance, reader.exit());
    }

    /** Reads one value after another. */
    private static final class Reader {
        private final List<Object> values;
        private int at;

        Reader(List<Object> values) {
            this.values = values;
        }

        private Object next() {
            return values.get(at++);
        }

        Hash128 hash() {
            return Hash128.of((byte[]) next());
        }

        ByteText text() {
            return ByteText.of((byte[]) next());
        }

        long number() {
            return (Long) next();
        }

        Origin origin() {
            List<ByteText> texts = new ArrayList<>(Origin.SIZE);
            for (int i = 0; i < Origin.SIZE; i++) {
                texts.add(text());
            }
            return Origin.of(texts);
        }

        Exit exit() {
            return values.get(at) == null ? null : new Exit(new Moment(number(), hash()), text());
        }
    }
}
