package dev.weir.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON lines of one or several formats in a single pass: it collects the values that any of them wants, then the
 * first format whose required keys are there takes its own. One per parser: not thread-safe.
 */
final class JsonMatcher {
    private final JsonTree tree = new JsonTree();
    private final List<Candidate> candidates = new ArrayList<>();
    private final JsonValues values;

    private record Value(int slot, JsonValues.Wanted wanted) {}

    private record Condition(int slot, String value) {}

    private record Candidate(String name, List<Value> values, List<List<Condition>> required) {}

    /** A format under its name. */
    record Named(String name, JsonFormat format) {}

    JsonMatcher(List<Named> formats, FieldWriter writer) {
        values = new JsonValues(writer);
        for (Named named : formats) {
            List<Value> wanted = named.format().entries().stream()
                    .map(entry -> new Value(tree.want(entry.path()), values.wanted(named.name(), entry)))
                    .toList();
            List<List<Condition>> required = named.format().required().stream()
                    .map(group -> group.stream()
                            .map(each -> new Condition(tree.want(each.path()), each.value()))
                            .toList())
                    .toList();
            candidates.add(new Candidate(named.name(), wanted, required));
        }
    }

    /** Reads the line; null if it became an event's fields, else why not. */
    Reason match(byte[] b, int from, int to, ParsedLine out) {
        int start = JsonRecords.start(b, from, to);
        String line = new String(b, start, to - start, StandardCharsets.UTF_8);
        String more;
        try {
            int end = tree.read(line);
            more = end < 0 ? null : JsonRecords.rest(line, end);
        } catch (IOException e) {
            // The message says where, but a dead letter keeps the line itself.
            return Reason.MALFORMED;
        }
        if (more == null) {
            return Reason.MALFORMED;
        }
        for (Candidate candidate : candidates) {
            if (fits(candidate)) {
                out.event(candidate.name());
                Reason reason = write(candidate, out);
                if (reason == null && !more.isEmpty()) {
                    out.attribute(JsonRecords.ATTRIBUTE, more);
                }
                return reason;
            }
        }
        return Reason.UNRECOGNISED_FORMAT;
    }

    private boolean fits(Candidate candidate) {
        for (List<Condition> group : candidate.required()) {
            boolean holds = false;
            for (Condition condition : group) {
                String value = tree.value(condition.slot());
                holds |= value != null
                        && (condition.value() == null || condition.value().equals(value));
            }
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private Reason write(Candidate candidate, ParsedLine out) {
        values.begin();
        for (Value value : candidate.values()) {
            String text = tree.value(value.slot());
            if (text != null && !values.write(value.wanted(), text, out)) {
                return Reason.MALFORMED;
            }
        }
        return out.has(Field.TIMESTAMP) ? null : Reason.BAD_TIMESTAMP;
    }
}
