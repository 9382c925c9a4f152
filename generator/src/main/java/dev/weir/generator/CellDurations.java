package dev.weir.generator;

import java.util.Arrays;

/** All durations of one cell, for exact percentiles. */
final class CellDurations {
    private static final int MICROS_PER_MILLI = 1000;

    private int[] millis = new int[8];
    private int size;

    void add(int duration) {
        if (size == millis.length) {
            millis = Arrays.copyOf(millis, 2 * size);
        }
        millis[size++] = duration;
    }

    int size() {
        return size;
    }

    /** Brings the durations into order; afterwards percentiles can be asked for. */
    void sort() {
        Arrays.sort(millis, 0, size);
    }

    /** The smallest duration that the given percentage does not exceed (nearest rank), in microseconds. */
    long percentileMicros(int percent) {
        int rank = (int) (((long) percent * size + 99) / 100);
        return (long) millis[rank - 1] * MICROS_PER_MILLI;
    }
}
