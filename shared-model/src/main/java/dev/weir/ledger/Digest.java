package dev.weir.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An order-independent digest of a set of rows, made of their 64-bit row hashes: equal contents have equal digests however
 * they were split, ordered or merged. Sums, unlike exclusive or, do not hide a row that is there twice.
 *
 * @param rows how many
 * @param high the sum of the hashes' high 32 bits, modulo 2^64
 * @param low the sum of the hashes' low 32 bits, modulo 2^64
 */
public record Digest(long rows, long high, long low) {
    public static final Digest NONE = new Digest(0, 0, 0);

    public Digest plus(Digest other) {
        return new Digest(rows + other.rows, high + other.high, low + other.low);
    }

    /** Reads what {@link #toString} writes. */
    @JsonCreator
    public static Digest parse(String text) {
        String[] parts = text.split("-", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Invalid digest: " + text);
        }
        try {
            return new Digest(
                    Long.parseLong(parts[0]),
                    Long.parseUnsignedLong(parts[1], 16),
                    Long.parseUnsignedLong(parts[2], 16));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Invalid digest: " + text, e);
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return rows + "-" + Long.toHexString(high) + "-" + Long.toHexString(low);
    }
}
