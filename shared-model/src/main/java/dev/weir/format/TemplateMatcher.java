package dev.weir.format;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
    private String nearest;

    /** A template under the name of its format. */
    record Named(String name, Template template) {}

    TemplateMatcher(List<Named> templates, FieldWriter writer) {
        this(templates, List.of(), writer);
    }

    /** @param rims how some write the same: tried where none of the templates fits a line that has a time where they have it */
    TemplateMatcher(List<Named> usual, List<Named> rims, FieldWriter writer) {
        // Those that begin alike stand together, so that what fails one is not asked of all.
        List<Named> templates = Stream.concat(
                        usual.stream(),
                        rims.stream()
                                .sorted(Comparator.comparing(
                                        rim -> -rim.template().firstBare())))
                .toList();
        this.usual = usual.size();
        this.writer = writer;
        this.scanner = new FieldScanner(writer.times());
        this.candidates = new CompiledTemplate[templates.size()];
        int most = 0;
        for (int i = 0; i < candidates.length; i++) {
            Template template = templates.get(i).template();
            int[] shared = new int[i];
            for (int j = 0; j < i; j++) {
                shared[j] = template.sharedWith(templates.get(j).template());
            }
            candidates[i] = new CompiledTemplate(templates.get(i).name(), template, shared);
            most = Math.max(most, template.tokens().size());
        }
        this.positions = new int[most + 1];
        this.marks = new long[most + 1];
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
        attributes = out.attributes().size();
        badTime = false;
        timeRead = false;
        deepest = 0;
        nearest = candidates[0].name;
        // Servers escape the quotes inside quoted fields, but not all do: only lines that fit nothing get the benefit.
        if (firstFitting(b, from, to, out, base, false)
                || (scanner.stoppedAtQuote() && firstFitting(b, from, to, out, base, true))) {
            return null;
        }
        out.rewind(base);
        out.keepAttributes(attributes);
        if (badTime || deepest >= DEEP) {
            out.event(nearest);
            return badTime ? Reason.BAD_TIMESTAMP : Reason.MALFORMED;
        }
        return Reason.UNRECOGNISED_FORMAT;
    }

    private boolean firstFitting(byte[] b, int from, int to, ParsedLine out, long base, boolean quotesInside) {
        scanner.allowQuotesInside(quotesInside);
        int previous = -1;
        for (int i = 0; i < candidates.length && (i < usual || timeRead); i++) {
            CompiledTemplate candidate = candidates[i];
            if (previous >= 0 && candidate.shared[previous] > done) {
                // It would fail where that one did.
                continue;
            }
            boolean described = out.attributes().size() > attributes;
            int resume = previous < 0 || described ? 0 : Math.min(candidate.shared[previous], done);
            out.keepAttributes(attributes);
            if (matches(candidate, b, from, to, resume, out, base)) {
                out.event(candidate.name);
                return true;
            }
            if (done > deepest) {
                deepest = done;
                nearest = candidate.name;
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
            if (token.field() != null) {
                writer.time(out);
            }
            return writer.times().end() + literal.length;
        }
        if (at < to && Digits.is(b[at])) {
            timeRead |= writer.times().parse(b, at, to, token.kind().order());
            badTime |= token.field() != null;
        }
        return -1;
    }
}
