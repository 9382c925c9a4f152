package dev.weir.privacy;

import java.util.Arrays;

/** How many secrets of each kind were taken out of an event's fields. For one thread; it is cleared and used again. */
public final class SecretCounts {
    private static final SecretKind[] KINDS = SecretKind.values();
    private static final String[] NONE = {};

    private final int[] counts = new int[KINDS.length];
    private int kinds;

    /** Forgets all. */
    public void clear() {
        if (kinds != 0) {
            Arrays.fill(counts, 0);
            kinds = 0;
        }
    }

    void add(SecretKind kind) {
        counts[kind.ordinal()]++;
        kinds |= 1 << kind.ordinal();
    }

    /** How many there were of a kind. */
    public int of(SecretKind kind) {
        return counts[kind.ordinal()];
    }

    /** How many there were of all kinds. */
    public int total() {
        int total = 0;
        for (int count : counts) {
            total += count;
        }
        return total;
    }

    /** Whether there was none. */
    public boolean isEmpty() {
        return kinds == 0;
    }

    /** The labels of the kinds that there were, in the order of the enum. */
    public String[] labels() {
        if (kinds == 0) {
            return NONE;
        }
        String[] labels = new String[Integer.bitCount(kinds)];
        int length = 0;
        for (SecretKind kind : KINDS) {
            if (of(kind) > 0) {
                labels[length++] = kind.label();
            }
        }
        return labels;
    }
}
