package dev.weir.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds where the fields of a template end in a line. One per matcher: not thread-safe. */
final class FieldScanner {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long BACKSLASHES = ONES * '\\';

    private final Timestamps times;
    private boolean lenient;
    private boolean stoppedAtQuote;
    private boolean escaped;
    private int timeKnownAt = -1;

    FieldScanner(Timestamps times) {
        this.times = times;
    }

    /** Whether quotes may occur in quoted fields without being escaped. */
    void allowQuotesInside(boolean allowed) {
        lenient = allowed;
        stoppedAtQuote = false;
    }

    /** Whether a quote ended a search, which would have gone on if quotes were allowed inside. */
    boolean stoppedAtQuote() {
        return stoppedAtQuote;
    }

    /** Whether the field that was scanned last has backslashes. */
    boolean escaped() {
        return escaped;
    }

    /** Forgets a time that was read ahead; another line, or another template, comes next. */
    void forgetTime() {
        timeKnownAt = -1;
    }

    /** Whether a time and the literal after it stand here; it is left in {@link Timestamps}. */
    boolean readsTime(Kind kind, byte[] literal, byte[] b, int at, int to) {
        boolean known = timeKnownAt == at;
        timeKnownAt = -1;
        return known || timeAt(kind, literal, b, at, to);
    }

    /** Where the value that starts at {@code at} ends: at the literal after it. Negative if that does not occur. */
    int end(CompiledTemplate c, int i, byte[] literal, byte[] b, int at, int to) {
        escaped = false;
        if (literal.length == 0) {
            return to;
        }
        byte first = literal[0];
        boolean quoted = first == '"';
        Kind kind = c.tokens[i].kind();
        boolean listed = first == ' ' && kind.isList();
        boolean doubled = quoted && kind.isDoubled();
        Token next = i + 1 < c.tokens.length ? c.tokens[i + 1] : null;
        int last = to - literal.length;
        int almost = -1;
        for (int p = seek(b, at, to, first, quoted); p <= last; p = seek(b, p + 1, to, first, quoted)) {
            byte x = b[p];
            if (x == first && literalAt(literal, b, p, to) && !(listed && inList(b, at, p, to))) {
                int after = p + literal.length;
                if (next == null
                        ? after == to || c.open
                        : after < to && next.kind().mayBegin(b[after])) {
                    // A client chooses its user name: one that looks like the start of a time must not hide the
                    // request.
                    if (next == null || !next.kind().isTime()) {
                        if (i != c.lastQuoted || isLastQuote(b, p, to)) {
                            return p;
                        }
                        // Behind the last field in quotes are none: what has one more has quotes inside.
                        almost = almost < 0 ? p : almost;
                        continue;
                    }
                    if (timeAt(next.kind(), c.literals[i + 2], b, after, to)) {
                        timeKnownAt = after;
                        return p;
                    }
                    almost = almost < 0 ? p : almost;
                }
                if (quoted && !lenient) {
                    stoppedAtQuote = true;
                    return almost;
                }
            } else if (doubled) {
                p += x == '"' && p + 1 < to && b[p + 1] == '"' ? 1 : 0;
            } else if (x == '"' && quoted && !lenient) {
                stoppedAtQuote = true;
                return almost;
            } else if (x == '\\' && quoted) {
                escaped = true;
                p++;
            }
        }
        return almost;
    }

    /** The first byte that can end a field, or in quotes hide its end: eight bytes at a time, most belong to neither. */
    static int seek(byte[] b, int from, int to, byte first, boolean quoted) {
        long firsts = ONES * (first & 0xff);
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORD.get(b, at);
            long found = zeros(word ^ firsts) | (quoted ? zeros(word ^ BACKSLASHES) : 0);
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && b[at] != first && !(quoted && b[at] == '\\')) {
            at++;
        }
        return at;
    }

    /** Sets the top bit of each byte that is zero, and perhaps of higher ones, so that the lowest is right. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & TOPS;
    }

    private static boolean isLastQuote(byte[] b, int quote, int to) {
        return seek(b, quote + 1, to, (byte) '"', false) == to;
    }

    private boolean timeAt(Kind kind, byte[] literal, byte[] b, int at, int to) {
        return times.parse(b, at, to, kind.order()) && literalAt(literal, b, times.end(), to);
    }

    /** Whether the space is one of {@code a, b : c}. */
    private static boolean inList(byte[] b, int at, int space, int to) {
        byte before = space > at ? b[space - 1] : 0;
        boolean colonBefore = before == ':' && space - 1 > at && b[space - 2] == ' ';
        boolean colonAfter = space + 2 < to && b[space + 1] == ':' && b[space + 2] == ' ';
        return before == ',' || colonBefore || colonAfter;
    }

    static boolean literalAt(byte[] literal, byte[] b, int at, int to) {
        int length = literal.length;
        if (to - at < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (literal[i] != b[at + i]) {
                return false;
            }
        }
        return true;
    }
}
