package dev.weir.generator;

import java.util.Arrays;

/** A set of non-negative numbers that knows its exact size, small enough to have one for every cell. */
final class LongSet {
    private static final long EMPTY = -1;

    private long[] slots = filled(8);
    private int size;

    void add(long value) {
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        if (insert(value)) {
            size++;
        }
    }

    int size() {
        return size;
    }

    private boolean insert(long value) {
        int mask = slots.length - 1;
        long mixed = value * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (slots[slot] != EMPTY) {
            if (slots[slot] == value) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = value;
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = filled(2 * old.length);
        for (long value : old) {
            if (value != EMPTY) {
                insert(value);
            }
        }
    }

    private static long[] filled(int length) {
        long[] slots = new long[length];
        Arrays.fill(slots, EMPTY);
        return slots;
    }
}
