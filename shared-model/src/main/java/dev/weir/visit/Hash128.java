package dev.weir.visit;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** 16 bytes of a cryptographic hash, ordered as bytes are in SQL: by the first that differs, unsigned. */
public record Hash128(long high, long low) implements Comparable<Hash128> {
    /** How many bytes it has. */
    public static final int BYTES = 2 * Long.BYTES;

    /**
     * Of 16 bytes.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static Hash128 of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("Invalid hash of " + bytes.length + " bytes, must be of " + BYTES);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Hash128(buffer.getLong(), buffer.getLong());
    }

    /** Its bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(Hash128 other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** In hexadecimal, in lower case. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
