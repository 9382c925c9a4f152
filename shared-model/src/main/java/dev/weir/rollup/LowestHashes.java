package dev.weir.rollup;

import java.util.Arrays;

/** The lowest of the hashes that were added, each once. The lowest of a union are the lowest of the parts' lowest. */
final class LowestHashes {
    private static final int FIRST = 8;
    private static final double RANGE = 0x1p63;

    private final int most;
    private long[] hashes = new long[FIRST];
    private int size;

    /** Up to here they are in order, each once. */
    private int sorted;

    /** Higher ones are not among the lowest. */
    private long bound = Long.MAX_VALUE;

    LowestHashes(int most) {
        this.most = most;
    }

    void add(long hash) {
        if (hash > bound) {
            return;
        }
        if (size == hashes.length) {
            settle();
            if (2 * size > hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * hashes.length);
            }
        }
        hashes[size++] = hash;
    }

    void addAll(LowestHashes others) {
        for (int i = 0; i < others.size; i++) {
            add(others.hashes[i]);
        }
    }

    /** Them in order. */
    long[] ascending() {
        settle();
        return Arrays.copyOf(hashes, size);
    }

    /** How many values have been added: exact below the limit; at it, the highest hash tells how densely hashes lie. */
    long estimate() {
        settle();
        return size < most ? size : (long) Math.floor((most - 1) / (hashes[most - 1] / RANGE) + 0.5);
    }

    private void settle() {
        if (sorted == size) {
            return;
        }
        Arrays.sort(hashes, 0, size);
        int kept = 0;
        for (int i = 0; i < size && kept < most; i++) {
            if (kept == 0 || hashes[i] != hashes[kept - 1]) {
                hashes[kept++] = hashes[i];
            }
        }
        size = kept;
        sorted = kept;
        if (size == most) {
            bound = hashes[most - 1];
        }
    }

    long footprint() {
        return 40 + 8L * hashes.length;
    }
}
