package dev.weir.rollup;

import dev.weir.catalogue.Dimension;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;

/**
 * Numbers byte strings in the order in which they first come, so that keys made of them are compared as numbers, and ranks
 * them by a warehouse's key.
 */
final class StringPool {
    private static final int FIRST_INDEX = 1 << 10;
    private static final byte[] OTHER = Dimension.OTHER.getBytes(StandardCharsets.UTF_8);

    /** No value has this rank but {@link Dimension#OTHER}, which comes last. */
    static final long LAST = Long.MAX_VALUE;

    private int[] index = new int[FIRST_INDEX];
    private byte[][] strings = new byte[FIRST_INDEX][];
    private long[] hashes = new long[FIRST_INDEX];
    private final KeyedHash keyed;
    private long[] ranks = new long[0];
    private int ranked;
    private int size;
    private long bytes;

    StringPool(KeyedHash keyed) {
        this.keyed = keyed;
    }

    /** The string's number; the array is kept and must not change. */
    int number(byte[] string) {
        long hash = XXH64.hashUnsafeBytes(string, Platform.BYTE_ARRAY_OFFSET, string.length, 0);
        int mask = index.length - 1;
        int at = (int) hash & mask;
        while (index[at] != 0) {
            int number = index[at] - 1;
            if (hashes[number] == hash && Arrays.equals(strings[number], string)) {
                return number;
            }
            at = at + 1 & mask;
        }
        return add(string, hash, at);
    }

    private int add(byte[] string, long hash, int at) {
        if (size == strings.length) {
            strings = Arrays.copyOf(strings, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        strings[size] = string;
        hashes[size] = hash;
        index[at] = ++size;
        bytes += string.length;
        if (2 * size > index.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        int[] larger = new int[2 * index.length];
        int mask = larger.length - 1;
        for (int number = 0; number < size; number++) {
            int at = (int) hashes[number] & mask;
            while (larger[at] != 0) {
                at = at + 1 & mask;
            }
            larger[at] = number + 1;
        }
        index = larger;
    }

    /** The number of {@link Dimension#OTHER}. */
    int other() {
        return number(OTHER);
    }

    /** By which limits choose: a hash that nobody can choose, in the order of which values are kept. */
    long rank(int number) {
        if (number >= ranked) {
            ranks = Arrays.copyOf(ranks, strings.length);
            for (; ranked < size; ranked++) {
                byte[] string = strings[ranked];
                ranks[ranked] =
                        Arrays.equals(string, OTHER) ? LAST : Math.min(keyed.of(string, string.length), LAST - 1);
            }
        }
        return ranks[number];
    }

    byte[] string(int number) {
        return strings[number];
    }

    /** About how much memory it holds, in bytes. */
    long footprint() {
        return bytes + 48L * strings.length;
    }
}
