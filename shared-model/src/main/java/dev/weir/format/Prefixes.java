package dev.weir.format;

/**
 * Finds what transports put in front of a line:
 * <a href="https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md">CRI</a>
 * ({@code 2025-12-31T17:37:40.493Z stdout F}) and syslog by
 * <a href="https://www.rfc-editor.org/rfc/rfc3164">RFC 3164</a> and
 * <a href="https://www.rfc-editor.org/rfc/rfc5424">RFC 5424</a>.
 */
final class Prefixes {
    private Prefixes() {}

    /** Where the line proper starts; {@code from} if nothing stands in front of it. */
    static int skip(byte[] b, int from, int to) {
        int inner = skipOne(b, from, to);
        return inner == from ? from : skipOne(b, inner, to);
    }

    /** How many prefixes there may be that nothing tells from a line's own beginning. */
    static final int MOST_RARE = 3;

    /**
     * Where the line proper starts behind a prefix that is only worth a try where the line fits nothing otherwise: a time
     * alone, as <a href="https://docs.docker.com/reference/cli/docker/container/logs/">container and CloudWatch logs</a> are
     * exported ({@code 2018-02-16T12:00:00.000Z }), the name that Docker Compose prints ({@code web_1  | }), a tag alone
     * ({@code nginx: }), and syslog's without a colon behind the tag, or without a tag.
     *
     * @param which the number of the try, below {@link #MOST_RARE}
     * @return {@code from} if there is no such prefix
     */
    static int skipRare(byte[] b, int from, int to, int which) {
        int time = from;
        if (to - from < 16) {
            return from;
        }
        if (b[from] == '<') {
            while (time < to && time - from < 5 && b[time] != '>') {
                time++;
            }
            time++;
        }
        if (to - time > 11 && isDate(b, time, to) && b[time + 10] == 'T') {
            return words(b, from, Bytes.end(b, time, to, ' '), to, which == 0 ? 0 : MOST_RARE - which);
        }
        if (isDated(b, time, to)) {
            // A host always stands behind this time; a virtual host would be taken for it, and it for one.
            return words(b, from, time + 15, to, MOST_RARE - 1 - which);
        }
        return which == 0 ? composed(b, from, to) : from;
    }

    /** Behind the spaces after some words. */
    private static int words(byte[] b, int from, int at, int to, int count) {
        int end = at;
        for (int i = 0; i < count; i++) {
            end = Bytes.end(b, spaces(b, end, to), to, ' ');
        }
        int start = spaces(b, end, to);
        return start < to ? start : from;
    }

    private static int composed(byte[] b, int from, int to) {
        int name = Bytes.end(b, from, to, ' ');
        int bar = spaces(b, name, to);
        boolean tag = name - from > 1 && b[name - 1] == ':' && isLabel(b, from, name - 1);
        if (tag) {
            return bar;
        }
        boolean shape = bar > name && bar + 1 < to && b[bar] == '|' && b[bar + 1] == ' ' && Hosts.isHost(b, from, name);
        return shape ? bar + 2 : from;
    }

    /** Whether it is a name without a point, perhaps with a process: with one it might be the line's virtual host. */
    private static boolean isLabel(byte[] b, int from, int to) {
        int end = Bytes.end(b, from, to, '[');
        boolean process = end < to && b[to - 1] == ']' && Digits.number(b, end + 1, to - 1) >= 0;
        boolean label = Hosts.isHost(b, from, end) && (end == to || process);
        for (int i = from; i < end && label; i++) {
            label = b[i] != '.' && b[i] != ':';
        }
        return label;
    }

    private static int spaces(byte[] b, int from, int to) {
        int at = from;
        while (at < to && b[at] == ' ') {
            at++;
        }
        return at;
    }

    private static int skipOne(byte[] b, int from, int to) {
        if (to - from < 16) {
            return from;
        }
        byte first = b[from];
        if (first == '<') {
            return priority(b, from, to);
        }
        if (isDate(b, from, to)) {
            return stamped(b, from, to);
        }
        return first >= 'A' && first <= 'S' ? dated(b, from, from, to) : from;
    }

    /** Whether the range begins with {@code yyyy-mm-dd}. */
    static boolean isDate(byte[] b, int from, int to) {
        return to - from >= 11
                && b[from + 4] == '-'
                && b[from + 7] == '-'
                && Digits.two(b, from) >= 0
                && Digits.two(b, from + 2) >= 0
                && Digits.two(b, from + 5) >= 0;
    }

    private static int priority(byte[] b, int from, int to) {
        int close = from + 1;
        while (close < to && close - from < 4 && Digits.is(b[close])) {
            close++;
        }
        if (close == from + 1 || close >= to || b[close] != '>') {
            return from;
        }
        int start = close + 1;
        if (start + 1 < to && b[start] == '1' && b[start + 1] == ' ') {
            return structured(b, from, start + 2, to);
        }
        if (isDate(b, start, to)) {
            int inner = stamped(b, start, to);
            return inner == start ? from : inner;
        }
        return dated(b, from, start, to);
    }

    /** After {@code <n>1}: time, host, application, process, message id, structured data, message. */
    private static int structured(byte[] b, int from, int start, int to) {
        int at = start;
        for (int i = 0; i < 5; i++) {
            at = Bytes.end(b, at, to, ' ') + 1;
            if (at >= to) {
                return from;
            }
        }
        if (b[at] == '-') {
            at++;
        } else {
            while (at < to && b[at] == '[') {
                while (at < to && b[at] != ']') {
                    at += b[at] == '\\' ? 2 : 1;
                }
                at++;
            }
        }
        if (at >= to || b[at] != ' ') {
            return from;
        }
        boolean bom = to - at > 3 && (b[at + 1] & 0xff) == 0xef && (b[at + 2] & 0xff) == 0xbb;
        return bom ? at + 4 : at + 1;
    }

    /** CRI's prefix, or syslog's with an ISO time. */
    private static int stamped(byte[] b, int from, int to) {
        if (b[from + 10] != 'T') {
            return from;
        }
        int word = Bytes.end(b, from, to, ' ') + 1;
        int end = Bytes.end(b, word, to, ' ');
        boolean stream = end - word == 6
                && b[word] == 's'
                && b[word + 1] == 't'
                && b[word + 2] == 'd'
                && (b[word + 3] == 'o' || b[word + 3] == 'e');
        if (stream && end + 3 < to && b[end + 2] == ' ' && (b[end + 1] == 'F' || b[end + 1] == 'P')) {
            return end + 3;
        }
        return tag(b, from, word, to);
    }

    /** {@code Sep 25 06:05:27 host tag[1]:}. */
    private static int dated(byte[] b, int from, int start, int to) {
        return isDated(b, start, to) ? tag(b, from, start + 16, to) : from;
    }

    private static boolean isDated(byte[] b, int start, int to) {
        return to - start > 16
                && b[start + 3] == ' '
                && b[start + 6] == ' '
                && b[start + 9] == ':'
                && b[start + 12] == ':'
                && b[start + 15] == ' '
                && Months.parse(b, start, start + 3) > 0;
    }

    /** After the time: a host, which may be missing, and a tag that ends in a colon. */
    private static int tag(byte[] b, int from, int start, int to) {
        int at = start;
        for (int i = 0; i < 2 && at < to; i++) {
            int end = Bytes.end(b, at, to, ' ');
            if (end > at && end + 1 < to && b[end - 1] == ':') {
                return end + 1;
            }
            at = end + 1;
        }
        return from;
    }
}
