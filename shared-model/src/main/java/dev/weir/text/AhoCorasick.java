package dev.weir.text;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds all of many literals in one pass over a text, in time linear in it whatever it is
 * (<a href="https://doi.org/10.1145/360825.360855">Aho and Corasick 1975</a>). A deterministic automaton over classes of
 * bytes: 4 bytes a state and class. Immutable.
 */
public final class AhoCorasick {
    private static final int[] NOTHING = {};

    private final int[] lengths;
    private final char[] classes;
    private final int classCount;
    private final int[] next;
    private final int[][] endings;

    private AhoCorasick(List<byte[]> literals, char[] classes, int classCount) {
        this.classes = classes;
        this.classCount = classCount;
        lengths = literals.stream().mapToInt(literal -> literal.length).toArray();
        int most = 1 + Arrays.stream(lengths).sum();
        int[] tree = new int[most * classCount];
        int[][] ends = new int[most][];
        Arrays.fill(ends, NOTHING);
        int states = grow(literals, tree, ends);
        next = Arrays.copyOf(tree, states * classCount);
        endings = Arrays.copyOf(ends, states);
        link();
    }

    /**
     * An automaton for these literals, byte by byte.
     *
     * @throws IllegalArgumentException if one is empty
     */
    public static AhoCorasick exact(List<byte[]> literals) {
        return of(literals, false);
    }

    /**
     * An automaton for these literals that takes letters of ASCII for the same, large or small, and all other bytes as they
     * are.
     *
     * @throws IllegalArgumentException if one is empty
     */
    public static AhoCorasick ignoringCase(List<byte[]> literals) {
        return of(literals, true);
    }

    private static AhoCorasick of(List<byte[]> literals, boolean ignoreCase) {
        char[] classes = new char[256];
        int count = 1;
        for (byte[] literal : literals) {
            if (literal.length == 0) {
                throw new IllegalArgumentException("Invalid literal: none, must be at least one byte");
            }
            for (byte b : literal) {
                int folded = ignoreCase ? fold(b & 0xff) : b & 0xff;
                if (classes[folded] == 0) {
                    classes[folded] = (char) count++;
                }
            }
        }
        for (int upper = 'A'; upper <= 'Z' && ignoreCase; upper++) {
            classes[upper] = classes[fold(upper)];
        }
        return new AhoCorasick(literals, classes, count);
    }

    /** How many literals there are; they are numbered from 0 in the order that they were given in. */
    public int size() {
        return lengths.length;
    }

    /** Tells of each occurrence of each literal in the range, overlapping ones too, in the order in which they end. */
    public void find(byte[] text, int from, int to, Occurrence occurrence) {
        int state = 0;
        for (int i = from; i < to; i++) {
            state = next[state * classCount + classes[text[i] & 0xff]];
            for (int literal : endings[state]) {
                occurrence.at(literal, i + 1 - lengths[literal], i + 1);
            }
        }
    }

    /** The numbers of the literals that occur in the range. */
    public BitSet occurring(byte[] text, int from, int to) {
        BitSet found = new BitSet(lengths.length);
        find(text, from, to, (literal, start, end) -> found.set(literal));
        return found;
    }

    private int grow(List<byte[]> literals, int[] tree, int[][] ends) {
        int states = 1;
        for (int literal = 0; literal < lengths.length; literal++) {
            int state = 0;
            for (byte b : literals.get(literal)) {
                int edge = state * classCount + classes[b & 0xff];
                if (tree[edge] == 0) {
                    tree[edge] = states++;
                }
                state = tree[edge];
            }
            ends[state] = joined(ends[state], new int[] {literal});
        }
        return states;
    }

    /** Breadth first: where a state has no edge of its own it gets that of its longest proper suffix. */
    private void link() {
        int[] suffix = new int[endings.length];
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(0);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int c = 0; c < classCount; c++) {
                int edge = state * classCount + c;
                int fallback = state == 0 ? 0 : next[suffix[state] * classCount + c];
                int child = next[edge];
                if (child == 0) {
                    next[edge] = fallback;
                } else {
                    suffix[child] = fallback;
                    endings[child] = joined(endings[child], endings[fallback]);
                    queue.add(child);
                }
            }
        }
    }

    private static int[] joined(int[] a, int[] b) {
        if (a.length == 0) {
            return b;
        }
        int[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static int fold(int b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }

    /** What is told of an occurrence. */
    @FunctionalInterface
    public interface Occurrence {
        /**
         * A literal fills the range.
         *
         * @param literal its number
         * @param from where it begins in the text
         * @param to where it ends, exclusive
         */
        void at(int literal, int from, int to);
    }
}
