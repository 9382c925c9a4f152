package dev.weir.rollup;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * SipHash-2-4 (<a href="https://www.aumasson.jp/siphash/siphash.pdf">Aumasson and Bernstein, SipHash: a fast short-input
 * PRF</a>) by a warehouse's secret key: whoever does not know it cannot choose values by their hashes. It prints nothing of
 * the key.
 */
public final class KeyedHash implements Serializable {
    private static final long serialVersionUID = 1;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int KEY_BYTES = 16;

    private final long k0;
    private final long k1;

    private KeyedHash(long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    /**
     * By a key as {@link #newKey} makes it.
     *
     * @throws IllegalArgumentException if it is none; the message does not tell it
     */
    public static KeyedHash by(String key) {
        if (key.length() != 2 * KEY_BYTES || !key.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException(
                    "Invalid key of " + key.length() + " characters, must be " + 2 * KEY_BYTES + " hexadecimal digits");
        }
        byte[] bytes = HexFormat.of().parseHex(key);
        return new KeyedHash((long) LONGS.get(bytes, 0), (long) LONGS.get(bytes, Long.BYTES));
    }

    /** A new key, in hexadecimal. */
    public static String newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** The hash's lower 63 bits, so that hashes are ordered alike wherever integers are. */
    public long of(byte[] bytes, int length) {
        return siphash(bytes, length) & Long.MAX_VALUE;
    }

    /** All 64 bits. */
    long siphash(byte[] bytes, int length) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        int whole = length & -Long.BYTES;
        for (int at = 0; at <= whole + Long.BYTES; at += Long.BYTES) {
            boolean ends = at > whole;
            long word = ends ? 0 : at < whole ? (long) LONGS.get(bytes, at) : last(bytes, whole, length);
            v2 ^= ends ? 0xff : 0;
            v3 ^= word;
            for (int round = 0; round < (ends ? 4 : 2); round++) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    @Override
    public String toString() {
        return "a keyed hash";
    }

    private static long last(byte[] bytes, int from, int length) {
        long word = (long) length << 56;
        for (int i = from; i < length; i++) {
            word |= (bytes[i] & 0xFFL) << Byte.SIZE * (i - from);
        }
        return word;
    }
}
