package dev.weir.format;

import dev.weir.format.Attempts.Attempt;
import dev.weir.format.Explanation.Parting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds which formats a line fits furthest, and where it parts from them. */
final class Partings {
    private final ParserSettings settings;
    private final boolean auto;
    private final W3cExplainer w3c;
    private final List<Stop.Finder> text = new ArrayList<>();
    private final List<Stop.Finder> objects = new ArrayList<>();

    Partings(LogFormat format, ParserSettings settings, FieldWriter writer) {
        this.settings = settings;
        this.w3c = new W3cExplainer(writer);
        this.auto = format.shape() instanceof Shape.Auto;
        List<LogFormat> formats = auto ? LogFormat.builtIns() : List.of(format);
        formats.forEach(one -> add(one, writer));
        if (auto) {
            text.add(w3c);
        }
    }

    private void add(LogFormat format, FieldWriter writer) {
        Shape shape = format.shape();
        if (shape instanceof Shape.Text templates) {
            List<Template> all = templates.all();
            text.add(TemplateStops.of(
                    format.name(), auto ? all.stream().map(Template::telling).toList() : all, writer));
        } else if (shape instanceof Shape.Json json) {
            json.formats().forEach(one -> objects.add(new JsonExplainer(format.name(), one, writer)));
            if (json.fallback() != null) {
                text.add(TemplateStops.of(format.name(), List.of(json.fallback()), writer));
            }
        } else if (shape instanceof Shape.Console console) {
            JsonExplainer json = new JsonExplainer(format.name(), console.format(), writer);
            text.add((b, from, to, header) -> {
                int object = ConsoleMatcher.object(b, from, to);
                return object < 0
                        ? List.of(new Stop(format.name(), from, from, "a time, a tab and an object behind a tab"))
                        : json.stops(b, object, to, header);
            });
        } else if (shape instanceof Shape.W3c && !auto) {
            text.add(w3c);
        }
    }

    /** How lines are built of which the event's format is known. */
    static Shape shape(LogFormat format, String name) {
        return format.shape() instanceof Shape.Auto ? LogFormat.parse(name).shape() : format.shape();
    }

    /**
     * Where the line proper parts from what it fits furthest; null if nothing was tried, nothing stops it, or it has nothing of
     * any format.
     */
    Parting furthest(List<Attempt> attempts, ParsedLine parsed) {
        String guess = parsed.format();
        boolean header = parsed.reason() == Reason.MISSING_HEADER;
        Attempt line = null;
        List<Stop> best = new ArrayList<>();
        for (Attempt attempt : attempts) {
            byte[] b = attempt.line();
            int from = attempt.from();
            boolean object = JsonRecords.start(b, from, attempt.to()) > from || b[from] == '{';
            boolean asText = objects.isEmpty() || (!object && !text.isEmpty());
            List<Stop.Finder> finders = header ? List.of(w3c) : asText ? text : objects;
            for (Stop stop : finders.stream()
                    .flatMap(one -> one.stops(b, from, attempt.to(), attempt.header()).stream())
                    .toList()) {
                boolean further = best.isEmpty() || stop.isFurtherThan(best.get(0), guess);
                // What an envelope holds says more than the envelope.
                boolean inner = line != null && line.line() != b;
                if (further || inner) {
                    best.clear();
                    line = attempt;
                }
                boolean said = best.stream().anyMatch(other -> other.format().equals(stop.format()));
                if (best.isEmpty() || !(said || best.get(0).isFurtherThan(stop, guess))) {
                    best.add(stop);
                }
            }
        }
        boolean nothing = line == null || (auto && !header && best.get(0).field() == line.from());
        return nothing ? null : parting(line, attempts, best);
    }

    private static Parting parting(Attempt attempt, List<Attempt> attempts, List<Stop> best) {
        byte[] b = attempt.line();
        int start = attempts.stream()
                .filter(one -> one.line() == b)
                .mapToInt(Attempt::from)
                .min()
                .orElse(attempt.from());
        int at = Math.min(best.get(0).at(), attempt.to());
        return new Parting(
                best.stream().map(Stop::format).distinct().toList(),
                new String(b, start, attempt.to() - start, StandardCharsets.UTF_8),
                new String(b, start, at - start, StandardCharsets.UTF_8).length(),
                String.join(" or ", best.stream().map(Stop::expected).distinct().toList()));
    }

    /** Built-in formats that read the line if they are named. */
    List<String> otherwise(byte[] line, String header) {
        Stream<LogFormat> all = auto ? LogFormat.builtIns().stream() : Stream.of(LogFormat.AUTO);
        return all.flatMap(one -> {
                    ParsedLine parsed = new ParsedLine();
                    new LineParser(one, settings).parse(line, 0, line.length, header, parsed);
                    return parsed.isEvent() ? Stream.of(parsed.format()) : Stream.empty();
                })
                .distinct()
                .toList();
    }
}
