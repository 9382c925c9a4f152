package dev.weir.rollup;

import java.util.Arrays;

/**
 * How often values occurred, each by the middle of its log-linear bucket, in integer arithmetic, so that every machine and order gives
 * the same. Values under 128 have a bucket each; above, each power of two is cut into 64 buckets, so a bucket's middle is
 * within 1/128 of any value in it (the layout of <a href="https://hdrhistogram.github.io/HdrHistogram/">HdrHistogram</a>).
 * Equal middles add up.
 */
final class CountedValues {
    private static final int EXACT = 128;
    private static final int SUB_BITS = 6;
    private static final int FIRST = 8;

    private long[] values = new long[FIRST];
    private long[] counts = new long[FIRST];
    private int size;

    /** The middle of a value's bucket; a negative value counts as 0. */
    static long middle(long value) {
        if (value < EXACT) {
            return Math.max(value, 0);
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - SUB_BITS;
        return (value >> shift << shift) + (1L << shift - 1);
    }

    /** Adds a middle, so often. */
    void add(long middle, long count) {
        int at = Arrays.binarySearch(values, 0, size, middle);
        if (at >= 0) {
            counts[at] += count;
            return;
        }
        int place = -at - 1;
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(values, place, values, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        values[place] = middle;
        counts[place] = count;
        size++;
    }

    void addAll(CountedValues others) {
        for (int i = 0; i < others.size; i++) {
            add(others.values[i], others.counts[i]);
        }
    }

    int size() {
        return size;
    }

    long value(int place) {
        return values[place];
    }

    long count(int place) {
        return counts[place];
    }

    /** How many values. */
    long total() {
        long total = 0;
        for (int i = 0; i < size; i++) {
            total += counts[i];
        }
        return total;
    }

    /** The nearest rank: the first middle by which so many percent of the values have been seen; null of none. */
    Long percentile(int percent) {
        long total = total();
        long seen = 0;
        for (int i = 0; i < size; i++) {
            seen += counts[i];
            if (seen * 100 >= total * percent) {
                return values[i];
            }
        }
        return null;
    }

    long footprint() {
        return 48 + 16L * values.length;
    }
}
