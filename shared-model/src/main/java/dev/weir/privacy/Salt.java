package dev.weir.privacy;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of which pseudonyms are made: {@value #BYTES} random bytes. It prints nothing of itself. Kept as a line of text
 * with a check sum, {@code weir-salt-1 <64 hexadecimal digits> <12 hexadecimal digits>}, so that damage is seen.
 */
public final class Salt {
    /** How many bytes it has. */
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String FORM = "weir-salt-1 ";
    private static final int SUM_BYTES = 6;
    private static final int LENGTH = FORM.length() + 2 * BYTES + 1 + 2 * SUM_BYTES;
    private static final String REMEDY = "; restore it from a backup, or make a new one, and have the batch layer"
            + " recompute the days whose pseudonyms are to be the same in both layers";

    private final byte[] bytes;

    private Salt(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Of bytes that a cryptographic generator gave.
     *
     * @throws IllegalArgumentException if they are not {@value #BYTES}, or all alike, as no generator makes them; the message
     *     does not tell them
     */
    public static Salt of(byte[] random) {
        if (random.length != BYTES) {
            throw new IllegalArgumentException(
                    "Invalid salt of " + random.length + " bytes, must be " + BYTES + " random bytes");
        }
        boolean alike = true;
        for (byte b : random) {
            alike &= b == random[0];
        }
        if (alike) {
            throw new IllegalArgumentException("Invalid salt of equal bytes, must be " + BYTES + " random bytes");
        }
        return new Salt(random.clone());
    }

    /**
     * Reads what {@link #written} wrote.
     *
     * @param stored null or empty if there is none any more
     * @throws IllegalArgumentException if it is lost or damaged; the message says what to do, and does not tell the salt
     */
    public static Salt read(byte[] stored) {
        if (stored == null || stored.length == 0) {
            throw new IllegalArgumentException("Cannot read the salt of pseudonyms: it is lost" + REMEDY);
        }
        String text = new String(stored, StandardCharsets.ISO_8859_1).strip();
        int gap = FORM.length() + 2 * BYTES;
        if (text.length() != LENGTH || !text.startsWith(FORM) || text.charAt(gap) != ' ') {
            throw damaged(" its form is not weir-salt-1 with its digits and its check sum");
        }
        String digits = text.substring(FORM.length(), gap);
        if (!isHex(digits)) {
            throw damaged(" it has other characters than hexadecimal digits");
        }
        Salt salt = of(HexFormat.of().parseHex(digits));
        if (!salt.sum("check").equals(text.substring(gap + 1))) {
            throw damaged(" its check sum does not fit");
        }
        return salt;
    }

    private static IllegalArgumentException damaged(String why) {
        return new IllegalArgumentException("Cannot read the salt of pseudonyms:" + why + REMEDY);
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(HexFormat::isHexDigit);
    }

    /** The line of text to be kept where nobody else reads it. */
    public byte[] written() {
        String line = FORM + HexFormat.of().formatHex(bytes) + " " + sum("check") + "\n";
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    /** Twelve hexadecimal digits that tell one salt from another, and nothing about it. */
    public String fingerprint() {
        return sum("fingerprint");
    }

    private String sum(String purpose) {
        byte[] full = mac().doFinal(purpose.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(full, 0, SUM_BYTES);
    }

    /** The HMAC by this salt (<a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>, with SHA-256). */
    Mac mac() {
        return mac(bytes);
    }

    static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Cannot hash addresses: this Java has no " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Salt salt && MessageDigest.isEqual(bytes, salt.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(mac().doFinal());
    }

    @Override
    public String toString() {
        return "a salt";
    }
}
