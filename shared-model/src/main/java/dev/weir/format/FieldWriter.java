package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns the text of a format's field into the event's value. One per parser: not thread-safe. */
class FieldWriter {
    private static final byte[] NO_SERVER = {'<', 'N', 'O', 'S', 'R', 'V', '>'};

    /** The attribute that keeps a user's name of several words. */
    private static final String USER_WORDS = "user";

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
                || (kind == Kind.CLOSED && !isClosed(b, from, to))
                || (kind == Kind.BALANCED && !isBalanced(b, from, to))) {
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
            case WORD -> indexOf(b, from, to, ' ') < 0 && (known || TextValues.text(field, b, from, to, out));
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
                return is(Field.NETWORK_PEER_ADDRESS, b, from, to, out) || TextValues.text(field, b, from, to, out);
            }
            case FORWARDED_AGAIN -> {
                return is(Field.CLIENT_ADDRESS, b, from, to, out)
                        || (isListOfAddresses(b, from, to) && TextValues.text(field, b, from, to, out));
            }
            case FORWARDED_ADDRESSES -> {
                return isListOfAddresses(b, from, to) && TextValues.text(field, b, from, to, out);
            }
            case FORWARDED -> TextValues.text(field, b, from, to, out);
            case FORWARDED_OR_OTHER -> {
                // Others log other things in this place, such as the gzip ratio or the host.
                return hasAddress(b, from, to) && TextValues.text(field, b, from, to, out);
            }
            case HOST, HOST_AND_PORT -> host(kind, b, from, to, out);
            case VHOST -> {
                return vhost(b, from, to, out);
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
        for (int at = from; at < to; at = elementEnd(b, at, to) + 1) {
            if (!isAddress(b, at, elementEnd(b, at, to))) {
                return false;
            }
        }
        return true;
    }

    private boolean hasAddress(byte[] b, int from, int to) {
        for (int at = from; at < to; at = elementEnd(b, at, to) + 1) {
            if (isAddress(b, at, elementEnd(b, at, to))) {
                return true;
            }
        }
        return false;
    }

    private static int elementEnd(byte[] b, int from, int to) {
        int end = from;
        while (end < to && b[end] != ',') {
            end++;
        }
        return end;
    }

    private boolean isAddress(byte[] b, int from, int to) {
        hosts.split(b, from < to && b[from] == ' ' ? from + 1 : from, to);
        return IpAddress.parse(b, hosts.hostFrom(), hosts.hostTo()) != null;
    }

    private static boolean is(Field field, byte[] b, int from, int to, ParsedLine out) {
        int start = out.offset(field);
        return out.has(field) && Arrays.equals(b, from, to, out.bytes(field), start, start + out.length(field));
    }

    private boolean setTime(ParsedLine out) {
        time(out);
        return true;
    }

    /**
     * One word, or quoted. Several that are not quoted are kept as an attribute, for whoever chooses his name must not hide
     * the request with it; but if one of them is what is a field elsewhere (an address, a list, nothing), or the client
     * before them is none of an address, then the line is of another format.
     */
    private static boolean user(Field field, byte[] b, int from, int to, boolean known, ParsedLine out) {
        boolean quoted = to - from > 2 && b[from] == '"' && b[to - 1] == '"';
        int start = quoted ? from + 1 : from;
        int end = quoted ? to - 1 : to;
        if (IpAddress.parse(b, start, end) != null) {
            // Whatever was put in this place, it is nobody's name.
            return true;
        }
        if (quoted || indexOf(b, start, end, ' ') < 0) {
            return known || TextValues.text(field, b, start, end, out);
        }
        if (!isName(b, start, end) || isNamed(out)) {
            return false;
        }
        out.attribute(USER_WORDS, new String(b, start, end - start, StandardCharsets.UTF_8));
        return true;
    }

    private static boolean isNamed(ParsedLine out) {
        Field client = Field.CLIENT_ADDRESS;
        int from = out.offset(client);
        return out.has(client) && IpAddress.parse(out.bytes(client), from, from + out.length(client)) == null;
    }

    private static boolean isName(byte[] b, int from, int to) {
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
        if (indexOf(b, from, to, '.') < 0 && indexOf(b, from, to, ':') < 0) {
            return true;
        }
        if (IpAddress.parse(b, from, to) != null) {
            // Behind a name, it is the client of a virtual host.
            return !isNamed(out);
        }
        if (Hosts.isHost(b, from, to)) {
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

    private boolean vhost(byte[] b, int from, int to, ParsedLine out) {
        hosts.split(b, from, to);
        boolean host = hosts.hostFrom() == hosts.hostTo() || Hosts.isHost(b, hosts.hostFrom(), hosts.hostTo());
        if (host) {
            hosts.add(b, from, to, out);
        }
        return host;
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
        if (kind != Kind.STRICT_ADDRESS && Hosts.isDotted(b, from, to)) {
            out.set(field, b, from, to);
            return true;
        }
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

    private static boolean isBalanced(byte[] b, int from, int to) {
        boolean balanced = true;
        for (int i = from; i < to; i++) {
            balanced ^= b[i] == '"';
        }
        return balanced;
    }

    private static boolean isClosed(byte[] b, int from, int to) {
        // Two blanks: the field before is empty, and what seems to be left of the line is that field.
        boolean empty = b[from - 2] == ' ';
        int quote = indexOf(b, from + 1, to, '"');
        return !empty && (b[from] != '"' || quote == to - 1);
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
