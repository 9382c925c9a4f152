package dev.weir.visit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text as the bytes that it is stored as, UTF-8 or not, so that nothing that a stranger wrote changes on its way. Immutable. */
public final class ByteText {
    private final byte[] bytes;
    private final int hash;

    private ByteText(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** A text of bytes, which are copied; null of null. */
    public static ByteText of(byte[] bytes) {
        return bytes == null ? null : new ByteText(bytes.clone());
    }

    /** A text in UTF-8; null of null. */
    public static ByteText of(String text) {
        return text == null ? null : new ByteText(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes it has. */
    public int length() {
        return bytes.length;
    }

    /** Its bytes themselves, which must not be changed. */
    byte[] shared() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteText text && hash == text.hash && Arrays.equals(bytes, text.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As UTF-8; what is none is replaced. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
