package dev.weir.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.format.Explanation;
import dev.weir.format.LineExplainer;
import dev.weir.format.ParsedLine;
import dev.weir.format.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of dead letters of a file: the first line of each is explained. */
final class FailedKinds {
    private static final int MOST_SHOWN = 5;

    private final LineExplainer explainer;
    private final Map<Kind, Seen> kinds = new LinkedHashMap<>();

    private record Kind(Reason reason, String format) {}

    private record Seen(long line, Explanation explanation, long count) {
        Seen again() {
            return new Seen(line, explanation, count + 1);
        }
    }

    FailedKinds(LineExplainer explainer) {
        this.explainer = explainer;
    }

    void add(ParsedLine parsed, TextLines line, String header) {
        kinds.compute(new Kind(parsed.reason(), parsed.format()), (kind, seen) -> {
            if (seen != null) {
                return seen.again();
            }
            byte[] bytes = Arrays.copyOfRange(line.bytes(), line.from(), line.to());
            return new Seen(line.number(), explainer.explain(bytes, header), 1);
        });
    }

    /** The most frequent kinds that something can be said of. */
    private List<Map.Entry<Kind, Seen>> shown() {
        return kinds.entrySet().stream()
                .filter(kind -> kind.getValue().explanation().parting() != null)
                .sorted(Comparator.comparingLong(kind -> -kind.getValue().count()))
                .limit(MOST_SHOWN)
                .toList();
    }

    /** Some lines a kind. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Kind, Seen> kind : shown()) {
            Seen seen = kind.getValue();
            String format = kind.getKey().format();
            text.append("  " + kind.getKey().reason().code() + (format == null ? "" : " (" + format + ")") + " "
                    + seen.count() + ", first in line " + seen.line() + "\n");
            text.append(Explanations.text(seen.explanation().parting(), "    "));
            seen.explanation().otherwise().forEach(name -> text.append("    It can be read: --format " + name + "\n"));
        }
        return text.toString();
    }

    /** A member of the object that is being written; none if there is nothing to say. */
    void write(JsonGenerator json) throws IOException {
        List<Map.Entry<Kind, Seen>> shown = shown();
        if (shown.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("failures");
        for (Map.Entry<Kind, Seen> kind : shown) {
            json.writeStartObject();
            json.writeNumberField("count", kind.getValue().count());
            json.writeNumberField("first_line", kind.getValue().line());
            json.writeFieldName("explanation");
            Explanations.write(json, kind.getValue().explanation());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
