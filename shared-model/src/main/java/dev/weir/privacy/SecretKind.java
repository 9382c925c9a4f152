package dev.weir.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What kind of secret or personal value was taken out. The order is the one of columns and must not change. */
public enum SecretKind {
    /** A bearer token, reset token, CSRF token and the like. */
    TOKEN,
    /** A password or client secret, and what stands before the {@code @} of a URL's authority. */
    PASSWORD,
    /** An e-mail address. */
    EMAIL,
    /** A signed or encrypted JSON token (<a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>). */
    JWT,
    /** A session's identifier. */
    SESSION_ID,
    /** The number or the security code of a payment card. */
    CARD_NUMBER,
    /** A key of a service's interface. */
    API_KEY,
    /** A signature, which makes a URL valid for whoever has it. */
    SIGNATURE,
    /** An authorization code (<a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749</a>). */
    AUTHORIZATION_CODE,
    /** A one-time password or a PIN. */
    ONE_TIME_CODE,
    /** A key in PEM's form (<a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>). */
    PRIVATE_KEY,
    /** An international bank account number. */
    IBAN,
    /** A telephone number. */
    PHONE,
    /** A number by which a state knows a person. */
    NATIONAL_ID,
    /** The value of a parameter that the settings name. */
    CONFIGURED,
    /** All that follows after more secrets than any honest line has. */
    REMAINDER;

    private static final SecretKind[] ALL = values();
    private static final byte[] PREFIX = "~redacted.".getBytes(StandardCharsets.US_ASCII);

    private final String label = name().toLowerCase(Locale.ROOT);
    private final byte[] mark = ("~redacted." + label.replace('_', '-') + "~").getBytes(StandardCharsets.US_ASCII);

    /** The name that a column of events has for it. */
    public String label() {
        return label;
    }

    /** What stands in its place: only characters that URLs leave as they are (RFC 3986, unreserved). */
    public byte[] mark() {
        return mark.clone();
    }

    int markLength() {
        return mark.length;
    }

    int copyMark(byte[] target, int at) {
        System.arraycopy(mark, 0, target, at, mark.length);
        return at + mark.length;
    }

    /** Where the mark ends that begins there; {@code from} if none does. */
    static int markEnd(byte[] b, int from, int to) {
        if (!begins(b, from, to, PREFIX)) {
            return from;
        }
        for (SecretKind kind : ALL) {
            if (begins(b, from, to, kind.mark)) {
                return from + kind.mark.length;
            }
        }
        return from;
    }

    /** Whether a mark ends there. */
    static boolean endsWithMark(byte[] b, int from, int to) {
        if (to - from < PREFIX.length || b[to - 1] != '~') {
            return false;
        }
        for (SecretKind kind : ALL) {
            int start = to - kind.mark.length;
            if (start >= from && begins(b, start, to, kind.mark)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] b, int from, int to, byte[] text) {
        if (to - from < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (b[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
