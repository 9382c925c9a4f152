package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns the text of a format's field into the event's value. One per parser: not thread-safe. */
class FieldWriter {
    private static final byte[] NO_SERVER = {'<', 'N', 'O', 'S', 'R', 'V', '>'};

    private final Timestamps times;
    private final AddressValues addresses;
    private final RequestLine requests;

    FieldWriter(Timestamps times) {
        this.times = times;
        Hosts hosts = new Hosts();
        this.addresses = new AddressValues(hosts);
        this.requests = new RequestLine(hosts);
    }

    Timestamps times() {
        return times;
    }

    /** Sets the time that was read last. */
    void time(ParsedLine out) {
        if (!out.has(Field.TIMESTAMP)) {
            out.set(Field.TIMESTAMP, times.micros());
            out.set(Field.TIMESTAMP_ZONE_ASSUMED, times.zoneAssumed() ? 1 : 0);
        }
    }

    /** Sets the time that was read last if it is a field's: it stands at {@code from}. */
    void time(Token token, byte[] b, int from, ParsedLine out) {
        if (token.field() != null) {
            time(out);
        }
    }

    /** Writes a value, of which the first one of a field counts; false if it cannot be one of its kind. */
    boolean write(Token token, byte[] b, int from, int to, boolean escaped, ParsedLine out) {
        if (from == to || (to - from == 1 && b[from] == '-') || isNoServer(b, from, to)) {
            return token.kind() != Kind.BARE || from < to;
        }
        if (escaped || token.kind().isJudged()) {
            return judged(token, b, from, to, escaped, out);
        }
        return value(token, b, from, to, out);
    }

    /** Writes a value that something must be undone to, or that may be none of its kind. */
    private boolean judged(Token token, byte[] b, int from, int to, boolean escaped, ParsedLine out) {
        Kind kind = token.kind();
        if (kind == Kind.BARE
                || (kind == Kind.UNQUOTED && b[from] == '"')
                || (kind == Kind.CLOSED && !TextValues.isClosed(b, from, to))
                || (kind == Kind.BALANCED && !TextValues.isBalanced(b, from, to))) {
            return false;
        }
        Kind plain = kind.unescaped();
        if (plain != kind) {
            return kind.isDoubled()
                    ? doubled(token.as(plain), b, from, to, out)
                    : hashed(token.as(plain), b, from, to, escaped, out);
        }
        return escaped && kind != Kind.SKIP
                ? undone(Escapes::unescape, token, b, from, to, out)
                : value(token, b, from, to, out);
    }

    /** Writes a value in which quotes are doubled. */
    boolean doubled(Token plain, byte[] b, int from, int to, ParsedLine out) {
        return Bytes.indexOf(b, from, to, '"') < 0
                ? write(plain, b, from, to, false, out)
                : undone(Escapes::undouble, plain, b, from, to, out);
    }

    private boolean hashed(Token plain, byte[] b, int from, int to, boolean escaped, ParsedLine out) {
        return Bytes.indexOf(b, from, to, '#') < 0
                ? write(plain, b, from, to, escaped, out)
                : undone(Escapes::unhash, plain, b, from, to, out);
    }

    private boolean undone(Escapes.Undo escapes, Token token, byte[] b, int from, int to, ParsedLine out) {
        byte[] target = out.scratch(to - from);
        int at = out.scratchFrom();
        int end = escapes.undo(b, from, to, target, at);
        out.keepScratch(end);
        return write(token, target, at, end, false, out);
    }

    private boolean value(Token token, byte[] b, int from, int to, ParsedLine out) {
        Field field = token.field();
        if (field == null) {
            if (token.name() != null) {
                out.attribute(token.name(), new String(b, from, to - from, StandardCharsets.UTF_8));
            }
            return true;
        }
        out.rank(token.rank());
        boolean known = out.isSettled(field);
        return switch (token.kind()) {
            case SKIP -> true;
            case USER -> UserValues.user(field, b, from, to, known, out);
            case IDENT -> addresses.ident(b, from, to, out);
            case SCHEME -> scheme(field, b, from, to, known, out);
            case WORD -> Bytes.indexOf(b, from, to, ' ') < 0 && (known || TextValues.text(field, b, from, to, out));
            case TEXT, LIST_TEXT, UNQUOTED -> known || TextValues.text(field, b, from, to, out);
            case PLUS_TEXT -> known || TextValues.plus(field, b, from, to, out);
            case PERCENT_TEXT -> known || TextValues.percent(field, b, from, to, out);
            case NUMBER -> NumberValues.number(field, b, from, to, out);
            case STATUS -> NumberValues.status(field, b, from, to, out);
            case SECONDS -> NumberValues.duration(field, b, from, to, 6, out);
            case MILLIS -> NumberValues.duration(field, b, from, to, 3, out);
            case MICROS -> NumberValues.duration(field, b, from, to, 0, out);
            case NANOS -> NumberValues.duration(field, b, from, to, -3, out);
            case SECONDS_PART -> NumberValues.part(b, from, to, out);
            case SECONDS_UPSTREAM_PART ->
                NumberValues.duration(field, b, from, to, 6, out) && NumberValues.part(b, from, to, out);
            case SECONDS_OR_MILLIS ->
                NumberValues.duration(field, b, from, to, Bytes.indexOf(b, from, to, '.') < 0 ? 3 : 6, out);
            case FRACTIONAL_SECONDS ->
                Bytes.indexOf(b, from, to, '.') < 0 || NumberValues.duration(field, b, from, to, 6, out);
            case CACHE_HIT -> TextValues.cacheHit(field, b[from] == 't' || b[from] == '1', out);
            default -> known || address(token.kind(), field, b, from, to, out);
        };
    }

    private boolean address(Kind kind, Field field, byte[] b, int from, int to, ParsedLine out) {
        switch (kind) {
            case TIME, DAY_FIRST_TIME, MONTH_FIRST_TIME -> {
                return times.parse(b, from, to, kind.order()) && times.end() == to && setTime(out);
            }
            case REQUEST -> requests.write(b, from, to, out);
            case BARE_REQUEST -> {
                int method = RequestLine.methodEnd(b, from, to);
                boolean path = method > 0 && method + 1 < to && b[method + 1] == '/';
                requests.write(b, from, to, out);
                return path;
            }
            case ROUTED_REQUEST -> {
                return requests.routed(b, from, to, out);
            }
            case ROUTE -> requests.route(b, from, to, out);
            case TARGET -> requests.target(b, from, to, out);
            case URL -> requests.url(b, from, to, out);
            case QUERY -> TextValues.text(field, b, b[from] == '?' ? from + 1 : from, to, out);
            case PROTOCOL -> RequestLine.version(b, from, to, out);
            case METHOD ->
                TextValues.text(
                        RequestLine.methodEnd(b, from, to) == to ? field : Field.HTTP_REQUEST_LINE, b, from, to, out);
            case FORWARDED_OR_PEER -> {
                return AddressValues.is(Field.NETWORK_PEER_ADDRESS, b, from, to, out)
                        || TextValues.text(field, b, from, to, out);
            }
            case FORWARDED_AGAIN -> {
                return AddressValues.is(Field.CLIENT_ADDRESS, b, from, to, out)
                        || (addresses.isListOfAddresses(b, from, to) && TextValues.text(field, b, from, to, out));
            }
            case FORWARDED_ADDRESSES -> {
                return addresses.isListOfAddresses(b, from, to) && TextValues.text(field, b, from, to, out);
            }
            case FORWARDED -> TextValues.text(field, b, from, to, out);
            case FORWARDED_OR_OTHER -> {
                // Others log other things in this place, such as the gzip ratio or the host.
                return addresses.hasAddress(b, from, to) && TextValues.text(field, b, from, to, out);
            }
            case HOST, HOST_AND_PORT -> addresses.host(kind, b, from, to, out);
            case VHOST -> {
                return addresses.vhost(b, from, to, out);
            }
            case ADDRESS, ADDRESS_AND_PORT, STRICT_ADDRESS -> {
                return addresses.peer(kind, field, b, from, to, out);
            }
            default -> throw new IllegalStateException("No rule for " + kind);
        }
        return true;
    }

    private boolean setTime(ParsedLine out) {
        time(out);
        return true;
    }

    /** A scheme, in whose place some servers write the version. */
    private static boolean scheme(Field field, byte[] b, int from, int to, boolean known, ParsedLine out) {
        if (Bytes.indexOf(b, from, to, '/') < 0) {
            return known || TextValues.text(field, b, from, to, out);
        }
        RequestLine.version(b, from, to, out);
        return true;
    }

    /** What HAProxy writes where it chose no server. */
    private static boolean isNoServer(byte[] b, int from, int to) {
        return b[from] == '<' && Arrays.equals(b, from, to, NO_SERVER, 0, NO_SERVER.length);
    }
}
