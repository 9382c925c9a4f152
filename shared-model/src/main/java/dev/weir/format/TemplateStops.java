package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds where lines part from a template, with the very matcher that parses them. */
final class TemplateStops {
    /** Quotes inside fields are believed only where they take a line further by more than the field that they are in. */
    private static final int FAR = 2;

    private final String format;
    private final Template template;
    private final FieldWriter writer;
    private final TemplateMatcher matcher;
    private final byte[][] literals;
    private final ParsedLine scratch = new ParsedLine();

    TemplateStops(String format, Template template, FieldWriter writer) {
        this.format = format;
        this.template = template;
        this.writer = writer;
        this.literals = template.literalBytes();
        this.matcher = new TemplateMatcher(Candidates.of(List.of(new Candidates.Named(format, template))), writer);
    }

    static Stop.Finder of(String format, List<Template> templates, FieldWriter writer) {
        List<TemplateStops> all = templates.stream()
                .map(one -> new TemplateStops(format, one, writer))
                .toList();
        return (b, from, to, header) ->
                all.stream().flatMap(one -> one.stop(b, from, to).stream()).toList();
    }

    /** Where the line stops to fit; empty if it fits. */
    Optional<Stop> stop(byte[] b, int from, int end) {
        int to = end;
        while (to > from && b[to - 1] == ' ') {
            to--;
        }
        TemplateMatcher.Reached strict = matcher.reach(b, from, to, false, scratch);
        TemplateMatcher.Reached lenient = matcher.reach(b, from, to, true, scratch);
        if (strict.whole() || lenient.whole()) {
            return Optional.empty();
        }
        boolean quotesInside = lenient.fields() - strict.fields() >= FAR;
        TemplateMatcher.Reached reached = quotesInside ? lenient : strict;
        if (reached.fields() < 0) {
            return Optional.of(literal(literals[0], b, from, from, to));
        }
        boolean timed = template.tokens().subList(0, reached.fields()).stream()
                .anyMatch(token -> token.field() == Field.TIMESTAMP);
        Stop stop = reached.fields() == literals.length - 1
                ? new Stop(format, reached.at(), reached.at(), Expected.END)
                : in(reached.fields(), b, reached.at(), to, quotesInside);
        return Optional.of(timed ? stop.behindTime() : stop);
    }

    /** In a field, or behind it. */
    private Stop in(int field, byte[] b, int at, int to, boolean quotesInside) {
        Token token = template.tokens().get(field);
        byte[] literal = literals[field + 1];
        if (token.kind().isTime()) {
            return time(token, literal, b, at, to);
        }
        int end = literal.length == 0 ? to : ends(literal, b, at, to, quotesInside);
        if (at == to || !isValue(token, b, at, end)) {
            int near = at;
            while (literal.length > 0 && near < end && b[near] != literal[0]) {
                near++;
            }
            if (at < near && near < end && isValue(token, b, at, near)) {
                // The value is right, but for what follows it up to a literal that is somebody else's.
                return literal(literal, b, at, near, to);
            }
            return new Stop(format, at, at, Expected.value(token));
        }
        if (literal.length == 0) {
            return new Stop(format, at, at, Expected.value(token));
        }
        int after = end + literal.length;
        if (!FieldScanner.literalAt(literal, b, end, to)) {
            return literal(literal, b, at, end, to);
        }
        if (field + 1 == template.tokens().size()) {
            return new Stop(format, after, after, Expected.END);
        }
        Token next = template.tokens().get(field + 1);
        return next.kind().isTime()
                ? time(next, literals[field + 2], b, after, to)
                : new Stop(format, after, after, Expected.value(next));
    }

    private Stop time(Token token, byte[] literal, byte[] b, int at, int to) {
        return at < to && writer.times().parse(b, at, to, token.kind().order())
                ? literal(literal, b, at, writer.times().end(), to)
                : new Stop(format, at, at, Expected.value(token));
    }

    private boolean isValue(Token token, byte[] b, int from, int to) {
        scratch.reset();
        boolean mayBegin = from == to || token.kind().mayBegin(b[from]);
        return mayBegin && writer.write(token, b, from, to, false, scratch);
    }

    /** Where the literal stands, else where something like it does. */
    private static int ends(byte[] literal, byte[] b, int from, int to, boolean quotesInside) {
        boolean quoted = literal[0] == '"';
        int like = -1;
        for (int at = from; at < to; at++) {
            if (quoted && b[at] == '\\') {
                at++;
            } else if (b[at] == literal[0]) {
                if (FieldScanner.literalAt(literal, b, at, to) || (quoted && !quotesInside)) {
                    return at;
                }
                like = like < 0 ? at : like;
            }
        }
        return like < 0 ? to : like;
    }

    /** Where a literal that should stand there departs. */
    private Stop literal(byte[] literal, byte[] b, int field, int from, int to) {
        int same = 0;
        while (same < literal.length && from + same < to && literal[same] == b[from + same]) {
            same++;
        }
        String rest = new String(literal, same, literal.length - same, StandardCharsets.UTF_8);
        return new Stop(format, field, from + same, rest.isEmpty() ? Expected.END : Expected.literal(rest));
    }
}
