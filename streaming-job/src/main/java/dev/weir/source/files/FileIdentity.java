package dev.weir.source.files;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a stretch of content is, whatever the file's name: its length and a digest. Written {@code <length>-<hex>}.
 *
 * @param length in bytes of decompressed content
 * @param hex the first 16 bytes of SHA-256, 32 hexadecimal digits: chained as {@link ContentDigest} says, or of older
 *     versions, of the content as it is
 */
public record FileIdentity(long length, String hex) implements Serializable {
    private static final int DIGEST_BYTES = 16;

    public FileIdentity {
        if (length < 0 || hex.length() != 2 * DIGEST_BYTES) {
            throw new IllegalArgumentException("Invalid file identity: " + length + "-" + hex);
        }
    }

    /** The inverse of {@link #toString}. */
    @JsonCreator
    public static FileIdentity parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1) {
            throw new IllegalArgumentException("Invalid file identity: " + text + ", must be <length>-<hex>");
        }
        try {
            return new FileIdentity(Long.parseLong(text.substring(0, dash)), text.substring(dash + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Invalid file identity: " + text + ", must be <length>-<hex>", e);
        }
    }

    static FileIdentity of(byte... content) {
        return of(ByteBuffer.wrap(content));
    }

    static FileIdentity of(ByteBuffer content) {
        MessageDigest digest = newDigest();
        digest.update(content.duplicate());
        return of(content.remaining(), digest);
    }

    /** Of what the digest has seen so far, which may go on: the digest's state is copied. */
    static FileIdentity of(long length, MessageDigest running) {
        try {
            byte[] sum = ((MessageDigest) running.clone()).digest();
            return new FileIdentity(length, HexFormat.of().formatHex(sum, 0, DIGEST_BYTES));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Cannot copy a running SHA-256", e);
        }
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return length + "-" + hex;
    }
}
