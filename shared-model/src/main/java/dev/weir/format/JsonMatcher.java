package dev.weir.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON lines of one or several formats in a single pass: it collects the values that any of them wants, then the
 * first format whose required keys are there takes its own. One per parser: not thread-safe.
 */
final class JsonMatcher {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Names of headers are the client's to choose: a table of names seen would be theirs to flood.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final Node root = new Node();
    private final List<Candidate> candidates = new ArrayList<>();
    private final FieldWriter writer;
    private final String[] values;
    private int slots;

    /** A key that some format wants, or that leads to one. */
    private static final class Node {
        final Map<String, Node> children = new HashMap<>();
        int slot = -1;
    }

    private record Value(int slot, String name, Token token, TemplateMatcher parts) {}

    private record Candidate(String name, List<Value> values, List<List<Integer>> required) {}

    /** A format under its name. */
    record Named(String name, JsonFormat format) {}

    JsonMatcher(List<Named> formats, FieldWriter writer) {
        this.writer = writer;
        for (Named named : formats) {
            List<Value> wanted = new ArrayList<>();
            for (JsonFormat.Entry entry : named.format().entries()) {
                TemplateMatcher parts = entry.template() == null
                        ? null
                        : new TemplateMatcher(
                                List.of(new TemplateMatcher.Named(named.name(), entry.template())), writer);
                String name = entry.path().get(entry.path().size() - 1);
                wanted.add(new Value(slot(entry.path()), name, entry.token(), parts));
            }
            List<List<Integer>> required = named.format().required().stream()
                    .map(group -> group.stream()
                            .map(path -> slot(JsonFormat.path(path)))
                            .toList())
                    .toList();
            candidates.add(new Candidate(named.name(), wanted, required));
        }
        values = new String[slots];
    }

    private int slot(List<String> path) {
        Node node = root;
        for (String key : path) {
            node = node.children.computeIfAbsent(key, absent -> new Node());
        }
        if (node.slot < 0) {
            node.slot = slots++;
        }
        return node.slot;
    }

    /** Reads the line; null if it became an event's fields, else why not. */
    Reason match(byte[] b, int from, int to, ParsedLine out) {
        Arrays.fill(values, null);
        String line = new String(b, from, to - from, StandardCharsets.UTF_8);
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Reason.MALFORMED;
            }
            object(parser, root);
            if (parser.nextToken() != null) {
                return Reason.MALFORMED;
            }
        } catch (IOException e) {
            // The message says where, but a dead letter keeps the line itself.
            return Reason.MALFORMED;
        }
        for (Candidate candidate : candidates) {
            if (fits(candidate)) {
                out.event(candidate.name());
                return write(candidate, out);
            }
        }
        return Reason.UNRECOGNISED_FORMAT;
    }

    private boolean fits(Candidate candidate) {
        for (List<Integer> group : candidate.required()) {
            boolean present = false;
            for (Integer slot : group) {
                present |= values[slot] != null;
            }
            if (!present) {
                return false;
            }
        }
        return true;
    }

    private Reason write(Candidate candidate, ParsedLine out) {
        for (Value value : candidate.values()) {
            String text = values[value.slot()];
            if (text == null) {
                continue;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (value.parts() != null) {
                String format = out.format();
                // What does not fit is kept whole: the other keys of the line are worth having.
                if (value.parts().match(bytes, 0, bytes.length, out, out.mark()) != null) {
                    out.attribute(value.name(), text);
                }
                out.event(format);
            } else if (!writer.write(value.token(), bytes, 0, bytes.length, false, out)) {
                return value.token().kind() == Kind.TIME ? Reason.BAD_TIMESTAMP : Reason.MALFORMED;
            }
        }
        return null;
    }

    /** Reads the members of an object that has been entered, up to its end. Recurses only along wanted keys. */
    private void object(JsonParser parser, Node node) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Node child = node.children.get(parser.currentName());
            JsonToken token = parser.nextToken();
            if (child == null) {
                parser.skipChildren();
            } else if (token == JsonToken.START_OBJECT) {
                object(parser, child);
            } else if (token == JsonToken.START_ARRAY) {
                array(parser, child);
            } else if (child.slot >= 0 && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                values[child.slot] = parser.getText();
            }
        }
    }

    /** Joins the scalars of an array as repeated headers are joined. */
    private void array(JsonParser parser, Node node) throws IOException {
        StringBuilder joined = new StringBuilder();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                return;
            }
            if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                joined.append(joined.length() > 0 ? ", " : "").append(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        if (node.slot >= 0 && joined.length() > 0) {
            values[node.slot] = joined.toString();
        }
    }
}
