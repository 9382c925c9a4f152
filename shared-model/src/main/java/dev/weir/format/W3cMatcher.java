package dev.weir.format;

import java.util.ArrayList;
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
    static final String CLOUDFRONT_REAL_TIME = "cloudfront-real-time";
    /** What CloudFront has always written, in an order that only grew; for lines whose header got lost. */
    static final String CLOUDFRONT_FIELDS =
            "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent)"
                    + " cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes"
                    + " time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type"
                    + " cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte"
                    + " x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end";

    /** All fields that real-time logs had at first, in the order that they always have. */
    static final String REAL_TIME_FIELDS =
            "timestamp c-ip time-to-first-byte sc-status sc-bytes cs-method cs-protocol cs-host cs-uri-stem cs-bytes"
                    + " x-edge-location x-edge-request-id x-host-header time-taken cs-protocol-version c-ip-version"
                    + " cs-user-agent cs-referer cs-cookie cs-uri-query x-edge-response-result-type x-forwarded-for"
                    + " ssl-protocol ssl-cipher x-edge-result-type fle-encrypted-fields fle-status sc-content-type"
                    + " sc-content-len sc-range-start sc-range-end c-port x-edge-detailed-result-type c-country"
                    + " cs-accept-encoding cs-accept cache-behavior-path-pattern cs-headers cs-header-names"
                    + " cs-headers-count";

    private static final int CLOUDFRONT_LEAST = 12;
    private static final int REAL_TIME_LEAST = 40;

    /** By their names in lower case, for whoever adds a column to IIS writes its name as he likes. */
    private static final Map<String, Token> COLUMNS = Vocabularies.W3C.tokens().entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(
                    column -> column.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (first, second) -> first));

    private final FieldWriter writer;
    private final W3cClock clock = new W3cClock();
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
        boolean tabs = hasTabs(b, from, to);
        boolean guessed = fields == null;
        if (guessed && !tabs) {
            return Reason.MISSING_HEADER;
        }
        boolean realTime = guessed && isRealTime(b, from, to);
        use(realTime ? REAL_TIME_FIELDS : guessed ? CLOUDFRONT_FIELDS : fields);
        if (!timed) {
            return Reason.BAD_TIMESTAMP;
        }
        int least = realTime ? REAL_TIME_LEAST : guessed ? CLOUDFRONT_LEAST : Integer.MAX_VALUE;
        Reason reason = columns(b, from, to, tabs ? '\t' : ' ', least, out);
        if (reason != null) {
            out.rewind(0);
            return reason;
        }
        out.event(name);
        return null;
    }

    /**
     * Whether the line begins as a real-time log with all fields does: those are chosen, and of a choice of them a header
     * must tell.
     */
    static boolean isRealTime(byte[] b, int from, int to) {
        if (to - from < 15 || b[from + 10] != '.' || b[from + 14] != '\t' || !Digits.is(b[from])) {
            return false;
        }
        int at = from;
        for (int column = 1; column <= 16; column++) {
            int end = at;
            while (end < to && b[end] != '\t') {
                end++;
            }
            boolean right = switch (column) {
                case 2 -> IpAddress.parse(b, at, end) != null;
                case 4 -> end - at == 3 && Digits.number(b, at, end) >= 0;
                case 6 -> RequestLine.methodEnd(b, at, end) == end;
                case 16 -> end - at == 4 && b[at] == 'I' && b[at + 1] == 'P' && b[at + 2] == 'v';
                default -> true;
            };
            if (!right || end == to) {
                return false;
            }
            at = end + 1;
        }
        return true;
    }

    private void use(String fields) {
        if (fields.equals(header)) {
            return;
        }
        header = fields;
        List<String> names = Arrays.stream(fields.strip().split("[ \t]+", -1)).toList();
        boolean cloudFront = names.contains("x-edge-location") || names.contains("x-edge-request-id");
        boolean viewersHost = names.contains("x-host-header");
        // A real-time log's x-host-header is the distribution's.
        boolean askedHost = cloudFront && names.contains("cs-host");
        name = fields.equals(REAL_TIME_FIELDS) ? CLOUDFRONT_REAL_TIME : cloudFront ? CLOUDFRONT : IIS;
        // Shoutcast's, who encodes an agent's spaces.
        boolean encoded = cloudFront || names.contains("c-status");
        columns = names.stream()
                .map(column -> askedHost && column.equals("x-host-header")
                        ? Token.skip(null)
                        : token(column, cloudFront, encoded, viewersHost))
                .toArray(Token[]::new);
        timed = Arrays.stream(columns).anyMatch(token -> token.field() == Field.TIMESTAMP);
    }

    private static Token token(String column, boolean cloudFront, boolean encoded, boolean viewersHost) {
        Token token = COLUMNS.get(column.toLowerCase(Locale.ROOT));
        if (token == null || (viewersHost && column.equals("cs(Host)"))) {
            return Token.skip(null);
        }
        if (encoded && (token.kind() == Kind.PLUS_TEXT || token.kind() == Kind.FORWARDED)) {
            return token.as(Kind.PERCENT_TEXT);
        }
        if (token.kind() == Kind.FORWARDED) {
            return token.as(Kind.PLUS_TEXT);
        }
        return cloudFront && token.kind() == Kind.SECONDS_OR_MILLIS ? token.as(Kind.SECONDS) : token;
    }

    private Reason columns(byte[] b, int from, int to, char separator, int least, ParsedLine out) {
        int at = from;
        int column = 0;
        clock.begin();
        unclosed = false;
        for (; column < columns.length && at <= to; column++) {
            int end = end(b, at, to, separator);
            boolean quoted = separator == ' ' && end - at >= 2 && b[at] == '"' && b[end - 1] == '"';
            Token token = columns[column];
            if (W3cClock.isPart(token.kind())) {
                clock.put(token.kind(), b, quoted ? at + 1 : at, quoted ? end - 1 : end);
            } else if (!(quoted
                    ? quoted(token, b, at + 1, end - 1, out)
                    : writer.write(token, b, at, end, false, out))) {
                return token.kind().isTime() ? Reason.BAD_TIMESTAMP : Reason.MALFORMED;
            }
            at = end + 1;
        }
        boolean complete = column >= least || (least == Integer.MAX_VALUE && column == columns.length && at > to);
        if (!complete) {
            return Reason.MALFORMED;
        }
        return clock.write(writer, out) ? null : Reason.BAD_TIMESTAMP;
    }

    /** In quotes a space stands for itself, and a quote is doubled. */
    boolean quoted(Token column, byte[] b, int from, int to, ParsedLine out) {
        Token token = column.kind() == Kind.PLUS_TEXT ? column.as(Kind.TEXT) : column;
        return writer.doubled(token, b, from, to, out);
    }

    /**
     * A column of a line.
     *
     * @param quoted whether its value stands between quotes
     */
    record Column(String name, Token token, int from, int to, boolean quoted) {}

    /** How many columns the line matched last should have. */
    int width() {
        return columns.length;
    }

    /** The columns of the line that was matched last, by the fields that it was matched by; none if there were none. */
    List<Column> cut(byte[] b, int from, int to) {
        List<Column> cut = new ArrayList<>();
        char separator = hasTabs(b, from, to) ? '\t' : ' ';
        String[] names = header == null ? new String[0] : header.strip().split("[ \t]+", -1);
        unclosed = false;
        int at = from;
        for (int i = 0; i < names.length && at <= to; i++) {
            int end = end(b, at, to, separator);
            boolean quoted = separator == ' ' && end - at >= 2 && b[at] == '"' && b[end - 1] == '"';
            cut.add(new Column(names[i], columns[i], at, end, quoted));
            at = end + 1;
        }
        return cut;
    }

    private static boolean hasTabs(byte[] b, int from, int to) {
        boolean tabs = false;
        for (int i = from; i < to && !tabs; i++) {
            tabs = b[i] == '\t';
        }
        return tabs;
    }

    private int end(byte[] b, int from, int to, char separator) {
        if (separator == ' ' && !unclosed && from < to && b[from] == '"') {
            for (int i = from + 1; i < to; i++) {
                if (b[i] == '"' && i + 1 < to && b[i + 1] == '"') {
                    i++;
                } else if (b[i] == '"' && (i + 1 == to || b[i + 1] == ' ')) {
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
