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
        if (escaped && token.kind() != Kind.SKIP) {
            byte[] target = out.scratch(to - from);
            int at = out.scratchFrom();
            int end = Escapes.unescape(b, from, to, target, at);
            out.keepScratch(end);
            return write(token, target, at, end, false, out);
        }
        Field field = token.field();
        if (field == null) {
            if (token.name() != null) {
                out.attribute(token.name(), new String(b, from, to - from, StandardCharsets.UTF_8));
            }
            return true;
        }
        boolean known = out.has(field);
        return switch (token.kind()) {
            case SKIP -> true;
            case TEXT, LIST_TEXT -> known || TextValues.text(field, b, from, to, out);
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
            case TARGET -> requests.target(b, from, to, out);
            case QUERY -> TextValues.text(field, b, b[from] == '?' ? from + 1 : from, to, out);
            case PROTOCOL -> RequestLine.version(b, from, to, out);
            case METHOD ->
                TextValues.text(
                        RequestLine.methodEnd(b, from, to) == to ? field : Field.HTTP_REQUEST_LINE, b, from, to, out);
            case FORWARDED_OR_PEER -> {
                return isPeer(b, from, to, out) || TextValues.text(field, b, from, to, out);
            }
            case FORWARDED -> TextValues.text(field, b, from, to, out);
            case FORWARDED_OR_OTHER -> {
                // nginx users log other things in this place, of which the gzip ratio is the likeliest.
                boolean number = Durations.micros(b, from, to, 0) >= 0 && IpAddress.parse(b, from, to) == null;
                return !number && TextValues.text(field, b, from, to, out);
            }
            case HOST -> hosts.add(b, from, to, out);
            case VHOST -> {
                if (indexOf(b, from, to, ',') >= 0) {
                    return false;
                }
                hosts.add(b, from, to, out);
            }
            case ADDRESS, STRICT_ADDRESS -> {
                return peer(kind, field, b, from, to, out);
            }
            default -> throw new IllegalStateException("No rule for " + kind);
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

    private boolean peer(Kind kind, Field field, byte[] b, int from, int to, ParsedLine out) {
        hosts.split(b, from, to);
        if (kind == Kind.STRICT_ADDRESS && IpAddress.parse(b, hosts.hostFrom(), hosts.hostTo()) == null) {
            return false;
        }
        if (hosts.hostFrom() == hosts.hostTo()) {
            // A port, or brackets, around nothing.
            return true;
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
