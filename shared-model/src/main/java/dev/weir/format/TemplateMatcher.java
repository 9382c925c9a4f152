package dev.weir.format;

/**
 * Applies templates in order, the first that fits the whole line winning. A template that begins like one that failed
 * goes on where that one stopped, so that similar formats cost little more than one. One per parser: not thread-safe.
 */
final class TemplateMatcher {
    /** How far a line must fit a template before it counts as that format, damaged. */
    private static final int DEEP = 4;

    private final CompiledTemplate[] candidates;
    private final int usual;
    private final FieldWriter writer;
    private final FieldScanner scanner;
    private final int[] positions;
    private final long[] marks;
    private int done;
    private int attributes;
    private boolean badTime;
    private boolean timeRead;
    private int deepest;
    private int nearest;
    private boolean timeBegun;

    TemplateMatcher(Candidates candidates, FieldWriter writer) {
        this.candidates = candidates.all;
        this.usual = candidates.usual;
        this.writer = writer;
        this.scanner = new FieldScanner(writer.times());
        this.positions = new int[candidates.mostFields + 1];
        this.marks = new long[candidates.mostFields + 1];
    }

    /** Tries all templates; the event's fields are set when one fits (null), else why none did. */
    Reason match(byte[] b, int from, int to, ParsedLine out) {
        return match(b, from, to, out, 0);
    }

    /** The same, on top of fields that are set already: {@code base} is what {@link ParsedLine#mark} said of them. */
    Reason match(byte[] b, int from, int end, ParsedLine out, long base) {
        int to = end;
        while (to > from && b[to - 1] == ' ') {
            // What captured nothing prints nothing, but for the space in front of it.
            to--;
        }
        attributes = out.attributeCount();
        badTime = false;
        timeRead = false;
        deepest = 0;
        timeBegun = false;
        nearest = 0;
        // Servers escape the quotes inside quoted fields, but not all do: only lines that fit nothing get the benefit.
        if (firstFitting(b, from, to, out, base, false)
                || (scanner.stoppedAtQuote() && firstFitting(b, from, to, out, base, true))) {
            return null;
        }
        out.rewind(base);
        out.keepAttributes(attributes);
        boolean fitted = isFitted();
        if (fitted) {
            out.event(candidates[nearest].name);
        }
        if (badTime) {
            return Reason.BAD_TIMESTAMP;
        }
        return fitted || deepest >= DEEP ? Reason.MALFORMED : Reason.UNRECOGNISED_FORMAT;
    }

    private boolean firstFitting(byte[] b, int from, int to, ParsedLine out, long base, boolean quotesInside) {
        scanner.allowQuotesInside(quotesInside);
        out.keepAttributes(attributes);
        int previous = -1;
        for (int i = 0; i < candidates.length && (i < usual || timeRead); i++) {
            CompiledTemplate candidate = candidates[i];
            int resume = 0;
            if (previous >= 0) {
                if (candidate.shared[previous] > done) {
                    // It would fail where that one did.
                    continue;
                }
                boolean described = out.attributeCount() > attributes;
                resume = described ? 0 : Math.min(candidate.shared[previous], done);
                out.keepAttributes(attributes);
            }
            if (matches(candidate, b, from, to, resume, out, base)) {
                out.event(candidate.name);
                return true;
            }
            if (done > deepest) {
                deepest = done;
                nearest = i;
            }
            previous = i;
        }
        return false;
    }

    private boolean matches(CompiledTemplate c, byte[] b, int from, int to, int resume, ParsedLine out, long base) {
        int at;
        scanner.forgetTime();
        if (resume > 0) {
            out.rewind(marks[resume]);
            at = positions[resume];
        } else {
            out.rewind(base);
            done = 0;
            if (!FieldScanner.literalAt(c.literals[0], b, from, to)) {
                return false;
            }
            at = from + c.literals[0].length;
            positions[0] = at;
            marks[0] = base;
        }
        int count = c.tokens.length;
        for (int i = resume; i < count; i++) {
            done = i;
            Token token = c.tokens[i];
            byte[] literal = c.literals[i + 1];
            if (token.kind().isTime()) {
                at = time(token, literal, b, at, to, out);
                if (at < 0) {
                    return false;
                }
            } else {
                int end = scanner.end(c, i, literal, b, at, to);
                boolean early = false;
                if (end < 0) {
                    early = i + 1 >= c.required && i + 1 < count;
                    if (!early) {
                        return false;
                    }
                    end = to;
                    // A line that ends within a quoted field was cut off; one that ends after it has less fields.
                    if (literal[0] == '"') {
                        if (end == at || b[end - 1] != '"') {
                            return false;
                        }
                        end--;
                    }
                }
                if (!writer.write(
                        token, b, at, end, scanner.escaped() && literal.length > 0 && literal[0] == '"', out)) {
                    return false;
                }
                if (early) {
                    done = i + 1;
                    return true;
                }
                at = end + literal.length;
            }
            positions[i + 1] = at;
            marks[i + 1] = out.mark();
        }
        done = count;
        return at == to || (c.open && (b[at] == ' ' || b[at - 1] == ' '));
    }

    private int time(Token token, byte[] literal, byte[] b, int at, int to, ParsedLine out) {
        if (at < to && b[at] == '-' && FieldScanner.literalAt(literal, b, at + 1, to)) {
            timeRead = true;
            return at + 1 + literal.length;
        }
        if (scanner.readsTime(token.kind(), literal, b, at, to)) {
            timeRead = true;
            writer.time(token, b, at, out);
            return writer.times().end() + literal.length;
        }
        if (at < to && Digits.is(b[at])) {
            boolean time = writer.times().parse(b, at, to, token.kind().order());
            timeRead |= time;
            timeBegun |= token.field() != null;
            badTime |= token.field() != null && !time;
        }
        return -1;
    }

    /**
     * Whether the line has something of the format that it came furthest in: the time, or its beginning, at its place, and
     * a column's value beside it. A time alone begins all logs, and words alone any line.
     */
    private boolean isFitted() {
        CompiledTemplate c = candidates[nearest];
        boolean time = false;
        boolean value = false;
        for (int i = 0; i < deepest; i++) {
            time |= c.tokens[i].field() == Field.TIMESTAMP;
            value |= c.tokens[i].field() != null && c.tokens[i].field() != Field.TIMESTAMP;
        }
        boolean begun = timeBegun && deepest < c.tokens.length && c.tokens[deepest].field() == Field.TIMESTAMP;
        return value && (time || begun);
    }

    /**
     * How many fields of the only template fit the line, and where the next one starts: for explanations, which can wait.
     *
     * @param quotesInside whether quoted fields may have quotes inside that are not escaped
     */
    Reached reach(byte[] b, int from, int to, boolean quotesInside, ParsedLine out) {
        scanner.allowQuotesInside(quotesInside);
        out.reset();
        if (!FieldScanner.literalAt(candidates[0].literals[0], b, from, to)) {
            return new Reached(-1, from, false);
        }
        boolean whole = matches(candidates[0], b, from, to, 0, out, 0);
        return new Reached(done, positions[done], whole);
    }

    /**
     * How far a line fits a template.
     *
     * @param fields how many fields were read; negative if not even what stands in front of the first is there
     * @param at where the next field starts
     * @param whole whether the line fits
     */
    record Reached(int fields, int at, boolean whole) {}
}
