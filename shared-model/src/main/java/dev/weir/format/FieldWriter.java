package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns the text of a format's field into the event's value. One per parser: not thread-safe. */
final class FieldWriter {
    private static final byte[] NO_SERVER = {'<', 'N', 'O', 'S', 'R', 'V', '>'};

    private final Timestamps times;
    private final Hosts hosts = new Hosts();
    private final RequestLine requests = new RequestLine(hosts);

    FieldWriter(Timestamps times) {
        this.times = times;
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

    /** Writes a value, of which the first one of a field counts; false if it cannot be one of its kind. */
    boolean write(Token token, byte[] b, int from, int to, boolean escaped, ParsedLine out) {
        if (from == to || (to - from == 1 && b[from] == '-') || isNoServer(b, from, to)) {
            return true;
        }
        if (escaped || token.kind().isJudged()) {
            return judged(token, b, from, to, escaped, out);
        }
        return value(token, b, from, to, out);
    }

    /** Writes a value that something must be undone to, or that may be none of its kind. */
    private boolean judged(Token token, byte[] b, int from, int to, boolean escaped, ParsedLine out) {
        Kind kind = token.kind();
        if (kind == Kind.BARE || kind == Kind.UNQUOTED && b[from] == '"') {
            return false;
        }
        Kind plain = kind.unescaped();
        if (plain != kind) {
            return kind.isDoubled()
                    ? undoubled(token.as(plain), b, from, to, out)
                    : unhashed(token.as(plain), b, from, to, escaped, out);
        }
        if (!escaped || kind == Kind.SKIP) {
            return value(token, b, from, to, out);
        }
        byte[] target = out.scratch(to - from);
        int at = out.scratchFrom();
        int end = Escapes.unescape(b, from, to, target, at);
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
            case USER -> user(field, b, from, to, known, out);
            case IDENT -> ident(b, from, to, out);
            case SCHEME -> scheme(field, b, from, to, known, out);
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
                NumberValues.duration(field, b, from, to, indexOf(b, from, to, '.') < 0 ? 3 : 6, out);
            case FRACTIONAL_SECONDS ->
                indexOf(b, from, to, '.') < 0 || NumberValues.duration(field, b, from, to, 6, out);
            case CACHE_HIT -> TextValues.cacheHit(field, b[from] == 't' || b[from] == '1', out);
            default -> known || address(token.kind(), field, b, from, to, out);
        };
    }

    private boolean address(Kind kind, Field field, byte[] b, int from, int to, ParsedLine out) {
        switch (kind) {
            case TIME -> {
                return times.parse(b, from, to) && times.end() == to && setTime(out);
            }
            case REQUEST -> requests.write(b, from, to, out);
            case ROUTED_REQUEST -> {
                return requests.routed(b, from, to, out);
            }
            case ROUTE -> requests.route(b, from, to, out);
            case TARGET -> requests.target(b, from, to, out);
            case QUERY -> TextValues.text(field, b, b[from] == '?' ? from + 1 : from, to, out);
            case PROTOCOL -> RequestLine.version(b, from, to, out);
            case METHOD ->
                TextValues.text(
                        RequestLine.methodEnd(b, from, to) == to ? field : Field.HTTP_REQUEST_LINE, b, from, to, out);
            case FORWARDED_OR_PEER -> {
                return isPeer(b, from, to, out) || TextValues.text(field, b, from, to, out);
            }
            case FORWARDED_ADDRESSES -> {
                return isListOfAddresses(b, from, to) && TextValues.text(field, b, from, to, out);
            }
            case FORWARDED -> TextValues.text(field, b, from, to, out);
            case FORWARDED_OR_OTHER -> {
                // nginx users log other things in this place, of which the gzip ratio is the likeliest.
                boolean number = Durations.micros(b, from, to, 0) >= 0 && IpAddress.parse(b, from, to) == null;
                return !number && TextValues.text(field, b, from, to, out);
            }
            case HOST, HOST_AND_PORT -> host(kind, b, from, to, out);
            case VHOST -> {
                if (indexOf(b, from, to, ',') >= 0) {
                    return false;
                }
                hosts.add(b, from, to, out);
            }
            case ADDRESS, ADDRESS_AND_PORT, STRICT_ADDRESS -> {
                return peer(kind, field, b, from, to, out);
            }
            default -> throw new IllegalStateException("No rule for " + kind);
        }
        return true;
    }

    private boolean undoubled(Token plain, byte[] b, int from, int to, ParsedLine out) {
        if (indexOf(b, from, to, '"') < 0) {
            return write(plain, b, from, to, false, out);
        }
        byte[] target = out.scratch(to - from);
        int at = out.scratchFrom();
        int end = Escapes.undouble(b, from, to, target, at);
        out.keepScratch(end);
        return write(plain, target, at, end, false, out);
    }

    private boolean unhashed(Token plain, byte[] b, int from, int to, boolean escaped, ParsedLine out) {
        if (indexOf(b, from, to, '#') < 0) {
            return write(plain, b, from, to, escaped, out);
        }
        byte[] target = out.scratch(to - from);
        int at = out.scratchFrom();
        int end = Escapes.unhash(b, from, to, target, at);
        out.keepScratch(end);
        return write(plain, target, at, end, false, out);
    }

    private boolean isListOfAddresses(byte[] b, int from, int to) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && b[end] != ',') {
                end++;
            }
            int start = b[at] == ' ' ? at + 1 : at;
            hosts.split(b, start, end);
            if (IpAddress.parse(b, hosts.hostFrom(), hosts.hostTo()) == null) {
                return false;
            }
            at = end + 1;
        }
        return true;
    }

    private static boolean isPeer(byte[] b, int from, int to, ParsedLine out) {
        Field peer = Field.NETWORK_PEER_ADDRESS;
        int start = out.offset(peer);
        return out.has(peer) && Arrays.equals(b, from, to, out.bytes(peer), start, start + out.length(peer));
    }

    private boolean setTime(ParsedLine out) {
        time(out);
        return true;
    }

    /**
     * One word, or quoted, or several of which none is a field's that the format does not know: an address, a list, or
     * nothing. Whoever chooses his name must not hide the request in it, nor may fields hide in a name.
     */
    private static boolean user(Field field, byte[] b, int from, int to, boolean known, ParsedLine out) {
        boolean quoted = to - from > 2 && b[from] == '"' && b[to - 1] == '"';
        int start = quoted ? from + 1 : from;
        int end = quoted ? to - 1 : to;
        if (IpAddress.parse(b, start, end) != null) {
            // Whatever was put in this place, it is nobody's name.
            return true;
        }
        return (quoted || isName(b, start, end)) && (known || TextValues.text(field, b, start, end, out));
    }

    private static boolean isName(byte[] b, int from, int to) {
        if (indexOf(b, from, to, ' ') < 0) {
            return true;
        }
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && b[end] != ' ') {
                end++;
            }
            boolean nothing = end - at <= 1 && (end == at || b[at] == '-' || b[at] == '|');
            boolean listed = end > at && b[end - 1] == ',';
            if (nothing || listed || IpAddress.parse(b, at, end) != null) {
                return false;
            }
            at = end + 1;
        }
        return true;
    }

    /** The place that nobody fills as RFC 1413 meant it: some write the virtual host there. */
    private boolean ident(byte[] b, int from, int to, ParsedLine out) {
        if (indexOf(b, from, to, '.') >= 0 && Hosts.isHost(b, from, to) && IpAddress.parse(b, from, to) == null) {
            hosts.add(b, from, to, out);
        }
        return true;
    }

    /** A scheme, in whose place some servers write the version. */
    private static boolean scheme(Field field, byte[] b, int from, int to, boolean known, ParsedLine out) {
        if (indexOf(b, from, to, '/') < 0) {
            return known || TextValues.text(field, b, from, to, out);
        }
        RequestLine.version(b, from, to, out);
        return true;
    }

    private void host(Kind kind, byte[] b, int from, int to, ParsedLine out) {
        boolean none = to - from == 1 && b[from] == '_';
        if (none || out.isSettled(Field.SERVER_ADDRESS)) {
            return;
        }
        if (kind == Kind.HOST) {
            hosts.add(b, from, to, out);
            return;
        }
        hosts.replaceBeforePort(b, from, to, out);
    }

    private boolean peer(Kind kind, Field field, byte[] b, int from, int to, ParsedLine out) {
        if (Hosts.isSocket(b, from, to)) {
            out.set(field, b, from, from + Hosts.UNIX.length);
            return true;
        }
        if (kind == Kind.ADDRESS_AND_PORT) {
            hosts.splitLast(b, from, to);
        } else {
            hosts.split(b, from, to);
        }
        if (kind == Kind.STRICT_ADDRESS && IpAddress.parse(b, hosts.hostFrom(), hosts.hostTo()) == null) {
            return false;
        }
        if (hosts.hostFrom() == hosts.hostTo()) {
            // A port, or brackets, around nothing.
            return true;
        }
        if (!Hosts.isHost(b, hosts.hostFrom(), hosts.hostTo())) {
            return false;
        }
        out.set(field, b, hosts.hostFrom(), hosts.hostTo());
        if (hosts.port() >= 0 && !out.has(Field.CLIENT_PORT)) {
            out.set(Field.CLIENT_PORT, hosts.port());
        }
        return true;
    }

    /** What HAProxy writes where it chose no server. */
    private static boolean isNoServer(byte[] b, int from, int to) {
        return b[from] == '<' && Arrays.equals(b, from, to, NO_SERVER, 0, NO_SERVER.length);
    }

    private static int indexOf(byte[] b, int from, int to, char wanted) {
        for (int i = from; i < to; i++) {
            if (b[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
