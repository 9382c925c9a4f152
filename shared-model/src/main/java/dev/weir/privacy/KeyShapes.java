package dev.weir.privacy;

import dev.weir.text.Ascii;
import dev.weir.text.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keys that are known by how they begin: {@code value-shapes.txt}. */
final class KeyShapes {
    static final KeyShapes ALL = new KeyShapes();

    private final List<List<Shape>> byFirst = new ArrayList<>();
    private final boolean[] firsts = new boolean[256];
    private final boolean[] triggers = new boolean[256];
    private final long[] triples = new long[64];

    private KeyShapes() {
        for (int i = 0; i < 256; i++) {
            byFirst.add(new ArrayList<>());
        }
        for (List<String> line :
                RuleFile.beside(Redaction.class, "value-shapes.txt").words()) {
            byte[] beginning = line.get(1).getBytes(StandardCharsets.US_ASCII);
            boolean points = line.size() > 3;
            add(new Shape(SecretKind.valueOf(line.get(0)), beginning, Integer.parseInt(line.get(2)), points));
        }
    }

    private void add(Shape shape) {
        byte[] b = shape.beginning;
        byFirst.get(b[0]).add(shape);
        firsts[b[0]] = true;
        int trigger = b.length - 1;
        while (trigger >= 2 && Ascii.isAlphanumeric(b[trigger])) {
            trigger--;
        }
        trigger = trigger < 2 ? 2 : trigger;
        triggers[b[trigger]] = true;
        int triple = triple(b, trigger);
        triples[triple >>> 6] |= 1L << triple;
    }

    /** The last three characters up to a rare one, in twelve bits. */
    private static int triple(byte[] b, int at) {
        int hash = (b[at - 2] * 31 + b[at - 1]) * 31 + b[at];
        return (hash ^ hash >>> 12) & 0xfff;
    }

    /** The rare characters of beginnings, by which {@link #mayEnd} is asked. */
    boolean isTrigger(int b) {
        return triggers[b];
    }

    /** Whether a beginning may reach to this character; seldom yes where there is none. */
    boolean mayEnd(byte[] b, int at) {
        if (at < 2) {
            return false;
        }
        int triple = triple(b, at);
        return (triples[triple >>> 6] >>> triple & 1) != 0;
    }

    /** The kind of key that begins there; null if none does. */
    SecretKind kind(byte[] b, int from, int to) {
        Shape shape = shape(b, from, to);
        return shape == null ? null : shape.kind;
    }

    /** Where the key ends that begins there; {@code from} if none does. */
    int end(byte[] b, int from, int to) {
        Shape shape = shape(b, from, to);
        return shape == null ? from : shape.end(b, from, to);
    }

    private Shape shape(byte[] b, int from, int to) {
        if (b[from] < 0 || !firsts[b[from]]) {
            return null;
        }
        for (Shape shape : byFirst.get(b[from])) {
            if (shape.begins(b, from, to) && shape.end(b, from, to) > from) {
                return shape;
            }
        }
        return null;
    }

    private static final class Shape {
        private final SecretKind kind;
        private final byte[] beginning;
        private final int least;
        private final boolean points;

        Shape(SecretKind kind, byte[] beginning, int least, boolean points) {
            this.kind = kind;
            this.beginning = beginning;
            this.least = least;
            this.points = points;
        }

        boolean begins(byte[] b, int from, int to) {
            for (int i = 0; i < beginning.length; i++) {
                if (from + i >= to || b[from + i] != beginning[i]) {
                    return false;
                }
            }
            return true;
        }

        int end(byte[] b, int from, int to) {
            int start = from + beginning.length;
            int at = start;
            while (at < to && (Ascii.isBase64Url(b[at]) || points && b[at] == '.')) {
                at++;
            }
            return at - start < least ? from : at;
        }
    }
}
