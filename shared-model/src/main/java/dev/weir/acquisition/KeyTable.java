package dev.weir.acquisition;

import dev.weir.text.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Finds keys, or the longest of them that a host ends in, in ranges of bytes, without regard to the case of ASCII letters. One
 * pass from the right, and no objects: who sends the bytes cannot choose the keys, so there is nothing to aim collisions at.
 */
final class KeyTable<V> {
    private final byte[][] keys;
    private final Object[] values;
    private final int mask;

    /** Keys are lower case. */
    KeyTable(Map<String, V> entries) {
        int size = Integer.highestOneBit(Math.max(4, entries.size()) * 4 - 1);
        this.keys = new byte[size][];
        this.values = new Object[size];
        this.mask = size - 1;
        entries.forEach((key, value) -> {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            int slot = slot(hash(bytes, 0, bytes.length));
            while (keys[slot] != null) {
                slot = slot + 1 & mask;
            }
            keys[slot] = bytes;
            values[slot] = value;
        });
    }

    /** The value of the key that fills the range; null if none does. */
    V whole(byte[] b, int from, int to) {
        return probe(hash(b, from, to), b, from, to);
    }

    /** The value of the longest key that the range ends in, from one of its points on; null if there is none. */
    V suffix(byte[] b, int from, int to) {
        V longest = null;
        int hash = 0;
        for (int i = to - 1; i >= from; i--) {
            hash = next(hash, b[i]);
            if (i == from || b[i - 1] == '.') {
                V value = probe(hash, b, i, to);
                longest = value == null ? longest : value;
            }
        }
        return longest;
    }

    @SuppressWarnings("unchecked")
    private V probe(int hash, byte[] b, int from, int to) {
        int slot = slot(hash);
        while (keys[slot] != null) {
            if (equal(keys[slot], b, from, to)) {
                return (V) values[slot];
            }
            slot = slot + 1 & mask;
        }
        return null;
    }

    private static boolean equal(byte[] key, byte[] b, int from, int to) {
        if (key.length != to - from) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (key[i] != Ascii.lower(b[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static int hash(byte[] b, int from, int to) {
        int hash = 0;
        for (int i = to - 1; i >= from; i--) {
            hash = next(hash, b[i]);
        }
        return hash;
    }

    private static int next(int hash, byte b) {
        return hash * 31 + Ascii.lower(b);
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) * 0x9e3779b1 >>> 12 & mask;
    }
}
