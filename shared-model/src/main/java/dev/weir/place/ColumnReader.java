package dev.weir.place;

import java.nio.charset.StandardCharsets;

/** Reads numbers, texts and sections from the front of a range of bytes; {@link IllegalArgumentException} where they end. */
final class ColumnReader {
    private final byte[] bytes;
    private final int to;
    private int at;

    ColumnReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ColumnReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    int remaining() {
        return to - at;
    }

    int unsignedByte() {
        require(1);
        return bytes[at++] & 0xff;
    }

    /** A number of at most 64 bits, seven a byte, lowest first. */
    long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = unsignedByte();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }

    /** A number from 1 on of things that take a bit or more of a file, so that an array of so many is no risk. */
    int count() {
        long count = varint();
        if (count < 1 || count > bytes.length) {
            throw new IllegalArgumentException("a count is out of range");
        }
        return (int) count;
    }

    String text(int length) {
        require(length);
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** A length, and what is so long. */
    ColumnReader section() {
        int length = length();
        ColumnReader section = new ColumnReader(bytes, at, at + length);
        at += length;
        return section;
    }

    int length() {
        long length = varint();
        if (length < 0 || length > remaining()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return (int) length;
    }

    void requireEnd() {
        if (remaining() > 0) {
            throw new IllegalArgumentException("a column is too long");
        }
    }

    private void require(int length) {
        if (length > remaining()) {
            throw new IllegalArgumentException("it ends too early");
        }
    }
}
