package dev.weir.format;

import java.util.List;

/**
 * Reads lines of columns separated by tabs, of which the first is the time and the last an object, as
 * <a href="https://pkg.go.dev/go.uber.org/zap/zapcore#NewConsoleEncoder">zap's console encoder</a> writes them. One per
 * parser: not thread-safe.
 */
final class ConsoleMatcher {
    /** What stands in front of the object is written by the server alone, and short. */
    private static final int LONGEST_HEAD = 256;

    private static final int SHORTEST_TIME = 12;

    private static final Token TIME = Token.of(Kind.TIME, Field.TIMESTAMP);

    private final FieldWriter writer;
    private final JsonMatcher json;

    ConsoleMatcher(LogFormat format, FieldWriter writer) {
        this.writer = writer;
        this.json = new JsonMatcher(
                List.of(new JsonMatcher.Named(format.name(), ((Shape.Console) format.shape()).format())), writer);
    }

    /** Whether the line begins as a date or a number of seconds does, and has an object behind a tab. */
    static boolean begins(byte[] b, int from, int to) {
        if (to - from <= SHORTEST_TIME || !Digits.is(b[from])) {
            return false;
        }
        byte afterYear = b[from + 4];
        boolean date = afterYear == '/' || afterYear == '-';
        boolean seconds = b[from + 10] == '.' && Digits.number(b, from, from + 10) >= 0;
        return (date || seconds) && object(b, from, to) > 0;
    }

    /** Reads the line; null if it became an event's fields, else why not. */
    Reason match(byte[] b, int from, int to, ParsedLine out) {
        int object = object(b, from, to);
        if (object < 0) {
            return Reason.MALFORMED;
        }
        int tab = from;
        while (b[tab] != '\t') {
            tab++;
        }
        if (!writer.times().parse(b, from, tab) || writer.times().end() != tab) {
            return Reason.BAD_TIMESTAMP;
        }
        writer.time(TIME, b, from, out);
        return json.match(b, object, to, out);
    }

    static int object(byte[] b, int from, int to) {
        int last = Math.min(to - 1, from + LONGEST_HEAD);
        for (int at = from; at < last; at++) {
            if (b[at] == '\t' && b[at + 1] == '{') {
                return at + 1;
            }
        }
        return -1;
    }
}
