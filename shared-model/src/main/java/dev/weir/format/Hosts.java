package dev.weir.format;

import java.util.Arrays;

/**
 * Splits {@code host:port}, {@code [v6]:port} and bare addresses, and knows what may be a host at all. Not thread-safe: it
 * holds the last result.
 */
final class Hosts {
    /** What stands for the other end of a Unix socket. */
    static final byte[] UNIX = {'u', 'n', 'i', 'x', ':'};

    private static final int LONGEST_NAME = 253;

    private int hostFrom;
    private int hostTo;
    private long port;

    /** Splits the range; a port that is no number stays part of the host. */
    void split(byte[] b, int from, int to) {
        hostFrom = from;
        hostTo = to;
        port = -1;
        if (from < to && b[from] == '[') {
            int close = Bytes.indexOf(b, from, to, ']');
            if (close > 0 && (close + 1 == to || b[close + 1] == ':')) {
                hostFrom = from + 1;
                hostTo = close;
                port = close + 1 == to ? -1 : port(b, close + 2, to);
            }
            return;
        }
        int colon = Bytes.indexOf(b, from, to, ':');
        if (colon >= 0 && Bytes.indexOf(b, colon + 1, to, ':') < 0) {
            long number = port(b, colon + 1, to);
            if (number >= 0) {
                hostTo = colon;
                port = number;
            }
        }
    }

    /**
     * Splits what its format always writes with a port: {@code 2001:db8::7:50718}, {@code unix:1}, {@code host:81:443}. What has
     * none all the same is split as elsewhere.
     */
    void splitLast(byte[] b, int from, int to) {
        int colon = to;
        while (colon > from && b[colon - 1] != ':') {
            colon--;
        }
        long last = colon - 1 > from && b[to - 1] != ']' ? port(b, colon, to) : -1;
        if (last < 0) {
            split(b, from, to);
            return;
        }
        split(b, from, colon - 1);
        port = last;
    }

    int hostFrom() {
        return hostFrom;
    }

    int hostTo() {
        return hostTo;
    }

    /** The port; -1 if there was none. */
    long port() {
        return port;
    }

    /**
     * Whether the range is an address or could be a host's name: letters, digits, points, hyphens and, as in
     * <a href="https://www.rfc-editor.org/rfc/rfc2181#section-11">what DNS lets through</a>, underscores. Digits alone are an
     * address or <a href="https://www.rfc-editor.org/rfc/rfc3696#section-2">no host</a>.
     */
    static boolean isHost(byte[] b, int from, int to) {
        if (to - from > LONGEST_NAME || from == to) {
            return false;
        }
        if (isDotted(b, from, to)) {
            return true;
        }
        boolean named = false;
        for (int i = from; i < to; i++) {
            byte c = b[i];
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            if (!letter && !Digits.is(c) && c != '.' && c != '-' && c != '_') {
                return c == ':' && IpAddress.isV6(b, from, to);
            }
            named |= letter;
        }
        return named;
    }

    /** Whether the range is four numbers, as an IPv4 address is: what most clients are, told without another look. */
    static boolean isDotted(byte[] b, int from, int to) {
        int points = 0;
        for (int i = from; i < to; i++) {
            if (b[i] == '.') {
                points++;
            } else if (!Digits.is(b[i])) {
                return false;
            }
        }
        return points == 3 && b[from] != '.' && b[to - 1] != '.';
    }

    /** Whether the range begins as nginx and HAProxy write the other end of a Unix socket. */
    static boolean isSocket(byte[] b, int from, int to) {
        return to - from >= UNIX.length && Arrays.equals(b, from, from + UNIX.length, UNIX, 0, UNIX.length);
    }

    /** Sets the server's name and port, unless they are known. */
    void add(byte[] b, int from, int to, ParsedLine out) {
        if (!out.isSettled(Field.SERVER_ADDRESS)) {
            boolean portKnown = out.has(Field.SERVER_PORT);
            long known = out.number(Field.SERVER_PORT);
            replace(b, from, to, out);
            if (portKnown) {
                out.set(Field.SERVER_PORT, known);
            }
        }
    }

    /** Sets the server's name, lower case and without final dot, and its port. */
    void replace(byte[] b, int from, int to, ParsedLine out) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (b[i] == '@') {
                // Credentials in front of the host are none of a log's business.
                start = i + 1;
            }
        }
        split(b, start, to);
        int end = hostTo > hostFrom && b[hostTo - 1] == '.' ? hostTo - 1 : hostTo;
        if (end == hostFrom) {
            return;
        }
        lower(b, hostFrom, end, out);
        if (port >= 0) {
            out.set(Field.SERVER_PORT, port);
        } else {
            out.clear(Field.SERVER_PORT);
        }
    }

    /** The same, of a host that may bring a port of its own, and the port that always follows it. */
    void replaceBeforePort(byte[] b, int from, int to, ParsedLine out) {
        splitLast(b, from, to);
        long last = port;
        int end = to;
        while (last >= 0 && b[--end] != ':') {
            // The port's digits.
        }
        replace(b, from, end, out);
        if (last >= 0) {
            out.set(Field.SERVER_PORT, last);
        }
    }

    private static void lower(byte[] b, int from, int to, ParsedLine out) {
        int upper = from;
        while (upper < to && !isUpper(b[upper])) {
            upper++;
        }
        if (upper == to) {
            out.set(Field.SERVER_ADDRESS, b, from, to);
            return;
        }
        byte[] target = out.scratch(to - from);
        int at = out.scratchFrom();
        for (int i = from; i < to; i++) {
            target[at + i - from] = isUpper(b[i]) ? (byte) (b[i] + 32) : b[i];
        }
        out.keepScratch(at + to - from);
        out.set(Field.SERVER_ADDRESS, target, at, at + to - from);
    }

    private static boolean isUpper(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private static long port(byte[] b, int from, int to) {
        long number = to - from > 5 ? -1 : Digits.number(b, from, to);
        return number > 65_535 ? -1 : number;
    }
}
