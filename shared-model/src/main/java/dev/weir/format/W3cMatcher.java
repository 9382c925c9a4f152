package dev.weir.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the <a href="https://www.w3.org/TR/WD-logfile.html">W3C extended format</a> by its {@code #Fields}, as
 * <a href="https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging">IIS</a> and
 * <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html">CloudFront</a>
 * write it. One per parser: not thread-safe.
 */
final class W3cMatcher {
    static final String IIS = "iis";
    static final String CLOUDFRONT = "cloudfront";
    /** What CloudFront has always written, in an order that only grew; for lines whose header got lost. */
    static final String CLOUDFRONT_FIELDS =
            "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent)"
                    + " cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes"
                    + " time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type"
                    + " cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte"
                    + " x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end";

    private static final int CLOUDFRONT_LEAST = 12;

    /** By their names in lower case, for whoever adds a column to IIS writes its name as he likes. */
    private static final Map<String, Token> COLUMNS = Vocabularies.W3C.tokens().entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(
                    column -> column.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (first, second) -> first));

    private final FieldWriter writer;
    private final byte[] clock = new byte[80];
    private String header;
    private Token[] columns = new Token[0];
    private String name = IIS;
    private boolean timed;
    private boolean unclosed;

    W3cMatcher(FieldWriter writer) {
        this.writer = writer;
    }

    /** Reads a record by the fields in force, or by CloudFront's usual ones if those are null and it looks like that. */
    Reason match(byte[] b, int from, int to, String fields, ParsedLine out) {
        boolean tabs = false;
        for (int i = from; i < to && !tabs; i++) {
            tabs = b[i] == '\t';
        }
        boolean guessed = fields == null;
        if (guessed && !tabs) {
            return Reason.MISSING_HEADER;
        }
        use(guessed ? CLOUDFRONT_FIELDS : fields);
        if (!timed) {
            return Reason.BAD_TIMESTAMP;
        }
        Reason reason = columns(b, from, to, tabs ? '\t' : ' ', guessed, out);
        if (reason != null) {
            out.rewind(0);
            return reason;
        }
        out.event(name);
        return null;
    }

    private void use(String fields) {
        if (fields.equals(header)) {
            return;
        }
        header = fields;
        List<String> names = Arrays.stream(fields.strip().split("[ \t]+", -1)).toList();
        boolean cloudFront = names.contains("x-edge-location") || names.contains("x-edge-request-id");
        boolean viewersHost = names.contains("x-host-header");
        name = cloudFront ? CLOUDFRONT : IIS;
        columns = names.stream()
                .map(column -> token(column, cloudFront, viewersHost))
                .toArray(Token[]::new);
        timed = Arrays.stream(columns).anyMatch(token -> token.field() == Field.TIMESTAMP);
    }

    private static Token token(String column, boolean cloudFront, boolean viewersHost) {
        Token token = COLUMNS.get(column.toLowerCase(Locale.ROOT));
        if (token == null || (viewersHost && column.equals("cs(Host)"))) {
            return Token.skip(null);
        }
        if (cloudFront && (token.kind() == Kind.PLUS_TEXT || token.kind() == Kind.FORWARDED)) {
            return token.as(Kind.PERCENT_TEXT);
        }
        if (token.kind() == Kind.FORWARDED) {
            return token.as(Kind.PLUS_TEXT);
        }
        return cloudFront && token.kind() == Kind.SECONDS_OR_MILLIS ? token.as(Kind.SECONDS) : token;
    }

    private Reason columns(byte[] b, int from, int to, char separator, boolean guessed, ParsedLine out) {
        int at = from;
        int column = 0;
        int clockLength = 0;
        unclosed = false;
        for (; column < columns.length && at <= to; column++) {
            int end = end(b, at, to, separator);
            boolean quoted = separator == ' ' && end - at >= 2 && b[at] == '"';
            Token token = columns[column];
            if (token.kind() == Kind.DATE || token.kind() == Kind.TIME_OF_DAY) {
                if (clockLength + end - at + 2 > clock.length) {
                    return Reason.BAD_TIMESTAMP;
                }
                // The date comes first in all logs that have been seen; the standard does not say so.
                System.arraycopy(b, at, clock, clockLength, end - at);
                clockLength += end - at;
                clock[clockLength++] = token.kind() == Kind.DATE ? (byte) 'T' : (byte) 'Z';
            } else if (!writer.write(token, b, quoted ? at + 1 : at, quoted ? end - 1 : end, false, out)) {
                return token.kind() == Kind.TIME ? Reason.BAD_TIMESTAMP : Reason.MALFORMED;
            }
            at = end + 1;
        }
        boolean complete = guessed ? column >= CLOUDFRONT_LEAST : column == columns.length && at > to;
        if (!complete) {
            return Reason.MALFORMED;
        }
        if (clockLength > 0) {
            if (!writer.times().parse(clock, 0, clockLength) || writer.times().end() != clockLength) {
                return Reason.BAD_TIMESTAMP;
            }
            writer.time(out);
        }
        return null;
    }

    private int end(byte[] b, int from, int to, char separator) {
        if (separator == ' ' && !unclosed && from < to && b[from] == '"') {
            for (int i = from + 1; i < to; i++) {
                if (b[i] == '"' && (i + 1 == to || b[i + 1] == ' ')) {
                    return i + 1;
                }
            }
            // Nor does any later quote: to look again for each of them would be quadratic.
            unclosed = true;
        }
        int end = from;
        while (end < to && b[end] != separator) {
            end++;
        }
        return end;
    }
}
