package dev.weir.rollup;

import java.util.Arrays;

/** The sums of one grouping's cells so far: a hash table from four numbers to some sums, which may be null. */
final class CellTable {
    /** Numbers of a key. */
    static final int KEY = 4;

    private static final int FIRST_CELLS = 1 << 8;

    /** After the key, a bit for each sum that is not null, and the sums. */
    private static final int PRESENT = KEY;

    private static final int SUMS = PRESENT + 1;

    private final int stride;
    private int[] index = new int[4 * FIRST_CELLS];
    private long[] cells;
    private int size;

    CellTable(int sums) {
        this.stride = SUMS + sums;
        this.cells = new long[FIRST_CELLS * stride];
    }

    /** Where the cell of a key begins, made if it is new. */
    int cell(long k0, long k1, long k2, long k3) {
        int mask = index.length - 1;
        int at = hash(k0, k1, k2, k3) & mask;
        while (index[at] != 0) {
            int cell = (index[at] - 1) * stride;
            if (cells[cell + 3] == k3 && cells[cell + 2] == k2 && cells[cell + 1] == k1 && cells[cell] == k0) {
                return cell;
            }
            at = at + 1 & mask;
        }
        if ((size + 1) * stride > cells.length) {
            cells = Arrays.copyOf(cells, 2 * cells.length);
        }
        int cell = size * stride;
        cells[cell] = k0;
        cells[cell + 1] = k1;
        cells[cell + 2] = k2;
        cells[cell + 3] = k3;
        index[at] = ++size;
        if (2 * size > index.length) {
            grow();
        }
        return cell;
    }

    private void grow() {
        int[] larger = new int[2 * index.length];
        int mask = larger.length - 1;
        for (int number = 0; number < size; number++) {
            int cell = number * stride;
            int at = hash(cells[cell], cells[cell + 1], cells[cell + 2], cells[cell + 3]) & mask;
            while (larger[at] != 0) {
                at = at + 1 & mask;
            }
            larger[at] = number + 1;
        }
        index = larger;
    }

    /** Adds to a cell's sum. */
    void add(int cell, int sum, long value) {
        cells[cell + PRESENT] |= 1L << sum;
        cells[cell + SUMS + sum] += value;
    }

    int size() {
        return size;
    }

    long key(int number, int index) {
        return cells[number * stride + index];
    }

    /** A cell's sum, or null if nothing was added to it. */
    Long sum(int number, int sum) {
        int cell = number * stride;
        return (cells[cell + PRESENT] >>> sum & 1) == 0 ? null : cells[cell + SUMS + sum];
    }

    /** About how much memory it holds, in bytes. */
    long footprint() {
        return 8L * cells.length + 4L * index.length;
    }

    private static int hash(long k0, long k1, long k2, long k3) {
        // Each step multiplies by an odd constant and folds the high half in, as in wyhash and fxhash.
        long h = (k0 ^ k0 >>> 32) * 0x9E3779B97F4A7C15L;
        h = (h ^ h >>> 29 ^ k1) * 0xBF58476D1CE4E5B9L;
        h = (h ^ h >>> 32 ^ k2) * 0x94D049BB133111EBL;
        h = (h ^ h >>> 29 ^ k3) * 0x9E3779B97F4A7C15L;
        return (int) (h ^ h >>> 32);
    }
}
