package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes the values of a JSON object. Keys are chosen by people, so a value need not be what its key promises: what says
 * nothing leaves its field to the next in the ranking, and what cannot be of its kind is kept as an attribute. Not
 * thread-safe.
 */
final class JsonValues {
    /** A number with less digits than this is no time since the epoch, but a duration or a counter. */
    private static final int EPOCH_DIGITS = 9;

    private static final Set<Field> SERVERS_OWN =
            EnumSet.of(Field.UPSTREAM_ADDRESS, Field.CACHE_STATUS, Field.TLS_VERSION, Field.TLS_CIPHER);

    private final FieldWriter writer;
    private final Hosts hosts = new Hosts();
    private String date;

    /**
     * What a value is.
     *
     * @param name its key, for attributes
     * @param token its meaning; null if it has parts
     * @param parts its parts; null if it is one
     */
    record Wanted(String name, Token token, TemplateMatcher parts) {}

    JsonValues(FieldWriter writer) {
        this.writer = writer;
    }

    Wanted wanted(String format, JsonFormat.Entry entry) {
        TemplateMatcher parts = entry.template() == null
                ? null
                : new TemplateMatcher(Candidates.of(List.of(new Candidates.Named(format, entry.template()))), writer);
        return new Wanted(entry.path().get(entry.path().size() - 1), entry.token(), parts);
    }

    /** Forgets the object before. */
    void begin() {
        date = null;
    }

    /** Writes a value; false if the line cannot be of this format. */
    boolean write(Wanted wanted, String text, ParsedLine out) {
        if (wanted.parts() != null) {
            parts(wanted, text, out);
            return true;
        }
        Token token = wanted.token();
        if (isNothing(token.field(), text)) {
            return true;
        }
        switch (token.kind()) {
            case STATUS -> {
                if (token.field() == Field.UPSTREAM_STATUS_CODE && text.equals("0")) {
                    // Nobody was asked.
                    return true;
                }
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                return writer.write(token, bytes, 0, bytes.length, false, out);
            }
            case TIME, DAY_FIRST_TIME, MONTH_FIRST_TIME -> time(token, text, out);
            case DATE -> date = text;
            case TIME_OF_DAY -> time(Token.of(Kind.TIME, token.field()), date + "T" + text + "Z", out);
            case ADDRESS -> address(wanted, text, out);
            case HOST -> {
                if (!text.equals("_")) {
                    one(wanted, token, text, out);
                }
            }
            case PROTOCOL -> protocol(wanted, text, out);
            case NONZERO_MILLIS, NONZERO_NANOS -> {
                if (!text.equals("0")) {
                    Kind unit = token.kind() == Kind.NONZERO_MILLIS ? Kind.MILLIS : Kind.NANOS;
                    one(wanted, Token.of(unit, token.field()), text, out);
                }
            }
            case MILLIS_PART -> part(wanted, text, out);
            case URL_TEXT -> one(wanted, Token.of(Kind.PERCENT_TEXT, token.field()), spaced(text), out);
            case REQUEST -> request(wanted, text, out);
            case ROUTE -> {
                if (text.indexOf('/') < 0) {
                    out.attribute(wanted.name(), text);
                } else {
                    one(wanted, token, text, out);
                }
            }
            case ROOTED_TARGET -> {
                boolean rooted = text.startsWith("/") || text.contains("://");
                one(wanted, Token.of(Kind.TARGET, token.field()), rooted ? text : "/" + text, out);
            }
            default -> one(wanted, token, text, out);
        }
        return true;
    }

    /** What Fastly and Akamai write for nothing, and Azure and Cloudflare where no client has a say. */
    private static boolean isNothing(Field field, String text) {
        return switch (text.length()) {
            case 1 -> text.equals("^");
            case 3 -> text.equals("\"-\"") || (SERVERS_OWN.contains(field) && text.equalsIgnoreCase("n/a"));
            case 4 -> SERVERS_OWN.contains(field) && text.equalsIgnoreCase("none");
            case 6 -> text.equals("(null)");
            default -> false;
        };
    }

    private static String spaced(String text) {
        return text.contains("%20") ? text : text.replace('+', ' ');
    }

    private static void part(Wanted wanted, String text, ParsedLine out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long micros = Durations.micros(bytes, 0, bytes.length, 3);
        Field field = wanted.token().field();
        if (micros >= 0) {
            out.set(field, micros + (out.has(field) ? out.number(field) : 0));
        }
    }

    private void one(Wanted wanted, Token token, String text, ParsedLine out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!writer.write(token, bytes, 0, bytes.length, false, out)) {
            // The other keys of the line are worth having.
            out.attribute(wanted.name(), text);
        }
    }

    private void parts(Wanted wanted, String text, ParsedLine out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String format = out.format();
        if (wanted.parts().match(bytes, 0, bytes.length, out, out.mark()) != null) {
            out.attribute(wanted.name(), text);
        }
        out.event(format);
    }

    private void time(Token token, String text, ParsedLine out) {
        if (out.has(Field.TIMESTAMP)) {
            return;
        }
        if (text.endsWith("UTC") && text.length() > 4 && Digits.is((byte) text.charAt(text.length() - 4))) {
            time(token, text.substring(0, text.length() - 3) + "Z", out);
            return;
        }
        // Apache and those who imitate it put brackets around the time.
        boolean bracketed = text.length() > 2 && text.charAt(0) == '[' && text.endsWith("]");
        byte[] bytes = (bracketed ? text.substring(1, text.length() - 1) : text).getBytes(StandardCharsets.UTF_8);
        int digits = 0;
        while (digits < bytes.length && Digits.is(bytes[digits])) {
            digits++;
        }
        boolean number = digits == bytes.length || bytes[digits] == '.';
        if (!number || digits >= EPOCH_DIGITS) {
            writer.write(token, bytes, 0, bytes.length, false, out);
        }
    }

    /** A client is an address or a name: a list is what proxies forward, and anything else is for people to read. */
    private void address(Wanted wanted, String text, ParsedLine out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (isNoName(text)) {
            out.attribute(wanted.name(), text);
            return;
        }
        if (Hosts.isHost(bytes, 0, bytes.length)) {
            host(wanted.token(), bytes, out);
            return;
        }
        int comma = text.indexOf(',');
        hosts.split(bytes, 0, comma < 0 ? bytes.length : comma);
        boolean none = hosts.hostFrom() == hosts.hostTo() || text.equals("-");
        boolean host = Hosts.isHost(bytes, hosts.hostFrom(), hosts.hostTo());
        if (comma > 0 && IpAddress.parse(bytes, hosts.hostFrom(), hosts.hostTo()) != null) {
            one(wanted, Token.of(Kind.FORWARDED, Field.HTTP_REQUEST_HEADER_X_FORWARDED_FOR), text, out);
        } else if (none || comma < 0 && host || Hosts.isSocket(bytes, 0, bytes.length)) {
            one(wanted, wanted.token(), text, out);
        } else {
            out.attribute(wanted.name(), text);
        }
    }

    private static void host(Token token, byte[] bytes, ParsedLine out) {
        boolean none = bytes.length == 1 && bytes[0] == '-';
        out.rank(token.rank());
        if (!none && !out.isSettled(token.field())) {
            out.set(token.field(), bytes, 0, bytes.length);
        }
    }

    /** JSON's own values, which nobody's name is. */
    private static boolean isNoName(String text) {
        return text.equals("true") || text.equals("false") || isNumber(text);
    }

    private static boolean isNumber(String text) {
        boolean signed = text.startsWith("-");
        boolean point = false;
        for (int i = signed ? 1 : 0; i < text.length(); i++) {
            boolean first = text.charAt(i) == '.' && !point;
            if (!first && !Digits.is((byte) text.charAt(i))) {
                return false;
            }
            point |= first;
        }
        return text.length() > (signed ? 1 : 0);
    }

    /** {@code HTTP/1.1}, {@code 1.1.0.0}, {@code h2}; {@code HTTPS} is a scheme. */
    private void protocol(Wanted wanted, String text, ParsedLine out) {
        if (text.indexOf('/') > 0) {
            one(wanted, wanted.token(), text, out);
        } else if (text.equalsIgnoreCase("http") || text.equalsIgnoreCase("https")) {
            one(wanted, Token.of(Kind.TEXT, Field.URL_SCHEME), text.toLowerCase(Locale.ROOT), out);
        } else if (text.length() == 2 && (text.charAt(0) | 0x20) == 'h') {
            one(wanted, wanted.token(), text.substring(1), out);
        } else {
            one(wanted, wanted.token(), text.endsWith(".0.0") ? text.substring(0, text.length() - 4) : text, out);
        }
    }

    /** A request line; some give its key to the target or the method alone, or to the route that was found for it. */
    private void request(Wanted wanted, String text, ParsedLine out) {
        if (text.indexOf(' ') < 0 && text.startsWith("/")) {
            one(wanted, Token.of(Kind.TARGET, Field.URL_PATH), text, out);
        } else if (text.indexOf(' ') < 0 && isMethod(text)) {
            one(wanted, Token.of(Kind.METHOD, Field.HTTP_REQUEST_METHOD), text, out);
        } else if (!out.has(Field.URL_PATH) || text.contains(" HTTP/")) {
            one(wanted, wanted.token(), text, out);
        }
    }

    private static boolean isMethod(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return RequestLine.methodEnd(bytes, 0, bytes.length) == bytes.length;
    }
}
