package dev.weir.format;

import dev.weir.format.Attempts.Attempt;
import dev.weir.format.Explanation.Parting;
import dev.weir.format.Explanation.Piece;
import dev.weir.format.Explanation.Role;
import dev.weir.format.Explanation.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how lines are read: lets a {@link LineParser} parse them and listens to what it does, so that it cannot say anything
 * else. Slow. Make one per thread.
 */
public final class LineExplainer {
    private final LogFormat format;
    private final ParserSettings settings;
    private final FieldWriter plain;
    private final ListeningWriter listening;
    private final Attempts attempts;
    private final LineParser parser;
    private final ParsedLine parsed = new ParsedLine();
    private Partings partings;

    /**
     * An explainer of one format.
     *
     * @param format the format, or {@link LogFormat#AUTO}
     * @param settings what lines do not say
     */
    public LineExplainer(LogFormat format, ParserSettings settings) {
        this.format = format;
        this.settings = settings;
        plain = new FieldWriter(new Timestamps(settings.zone()));
        listening = new ListeningWriter(new Timestamps(settings.zone()));
        attempts = new Attempts(LineParser.Recogniser.of(format, listening), listening);
        parser = new LineParser(format, settings, attempts);
    }

    /**
     * Explains a line without its line end.
     *
     * @param header the W3C {@code #Fields} in force, without that word; null if there is none
     */
    public Explanation explain(byte[] line, String header) {
        attempts.forget();
        parser.parse(line, 0, line.length, header, parsed);
        List<Attempt> all = attempts.all();
        if (!parsed.isEvent()) {
            if (partings == null) {
                partings = new Partings(format, settings, plain);
            }
            Parting parting = partings.furthest(all, parsed);
            List<String> otherwise = all.isEmpty() ? List.of() : partings.otherwise(line, header);
            return new Explanation(parsed.format(), parsed.reason(), List.of(), List.of(), parting, otherwise);
        }
        Attempt attempt = all.get(all.size() - 1);
        List<Piece> pieces = new ArrayList<>(around(line, all, attempt));
        pieces.addAll(inside(attempt));
        String more = parsed.attributes().get(JsonRecords.ATTRIBUTE);
        if (more != null && attempt.line() != all.get(0).line()) {
            pieces.add(JsonExplainer.more(more));
        }
        return new Explanation(parsed.format(), null, pieces, Values.of(parsed), null, List.of());
    }

    /** What stands in front of the line proper, and around it. */
    private List<Piece> around(byte[] line, List<Attempt> all, Attempt attempt) {
        List<Piece> pieces = new ArrayList<>();
        String torn = parsed.attributes().get(LineParser.TORN);
        if (torn != null) {
            pieces.add(new Piece(Role.TORN, text(line, 0, Integer.parseInt(torn)), null, List.of()));
        }
        byte[] outer = all.get(0).line();
        int start = torn == null || outer != line ? 0 : Integer.parseInt(torn);
        if (attempt.line() != outer) {
            pieces.add(
                    new Piece(Role.ENVELOPE, text(outer, start, all.get(0).to()).strip(), null, List.of()));
            start = 0;
        }
        String prefix = text(attempt.line(), start, attempt.from()).strip();
        if (!prefix.isEmpty() && !prefix.equals("\ufeff")) {
            pieces.add(new Piece(Role.PREFIX, prefix, null, List.of()));
        }
        return pieces;
    }

    private List<Piece> inside(Attempt attempt) {
        byte[] b = attempt.line();
        Shape shape = Partings.shape(format, parsed.format());
        if (shape instanceof Shape.W3c) {
            return new W3cExplainer(plain).pieces(b, attempt.from(), attempt.to(), attempt.header(), parsed);
        }
        List<Piece> pieces = new ArrayList<>(heard(attempt));
        if (shape instanceof Shape.Json json && pieces.isEmpty()) {
            pieces.addAll(json(alternative(json, attempt), b, attempt.from(), attempt.to()));
        } else if (shape instanceof Shape.Console console) {
            int object = ConsoleMatcher.object(b, attempt.from(), attempt.to());
            pieces.addAll(json(console.format(), b, object, attempt.to()));
        }
        return pieces;
    }

    /** Which of a format's alternatives the line was read by. */
    private JsonFormat alternative(Shape.Json json, Attempt attempt) {
        return json.formats().stream()
                .filter(one -> new JsonMatcher(List.of(new JsonMatcher.Named(parsed.format(), one)), plain)
                                .match(attempt.line(), attempt.from(), attempt.to(), new ParsedLine())
                        == null)
                .findFirst()
                .orElseThrow();
    }

    private List<Piece> json(JsonFormat json, byte[] b, int from, int to) {
        try {
            return new JsonExplainer(parsed.format(), json, plain).pieces(b, from, to, parsed);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read JSON that was read before", e);
        }
    }

    private List<Piece> heard(Attempt attempt) {
        byte[] b = attempt.line();
        List<Piece> pieces = new ArrayList<>();
        int end = attempt.to();
        for (ListeningWriter.Heard heard : listening.of(b)) {
            Token token = heard.token();
            List<Value> values = Values.of(
                    out -> plain.write(token, b, heard.from(), heard.to(), heard.escaped(), out), token, parsed);
            String column = token.field() == null ? null : token.field().column();
            String own = token.kind() == Kind.IDENT ? "ident" : token.name();
            String name = own == null ? column : own;
            boolean ignored = token.field() == null && token.name() == null;
            String text = text(b, heard.from(), heard.to());
            pieces.add(new Piece(ignored ? Role.IGNORED : Role.FIELD, text, name, values));
            end = heard.to();
        }
        String rest = text(b, end, attempt.to());
        if (rest.startsWith(" ") && !rest.isBlank()) {
            pieces.add(new Piece(Role.IGNORED, rest.strip(), null, List.of()));
        }
        return pieces;
    }

    private static String text(byte[] b, int from, int to) {
        return new String(b, from, Math.max(0, to - from), StandardCharsets.UTF_8);
    }
}
