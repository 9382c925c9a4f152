package dev.weir.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The values of an object with their places, as {@link JsonTree} knows them by their paths: for explanations. */
final class JsonLeaves {
    private final String text;
    private final List<Leaf> leaves = new ArrayList<>();

    /**
     * A value.
     *
     * @param from where it starts in the text
     * @param to where it ends
     */
    record Leaf(List<String> path, int from, int to) {
        Leaf {
            path = List.copyOf(path);
        }

        String name() {
            return String.join(".", path);
        }
    }

    private JsonLeaves(String text) {
        this.text = text;
    }

    /**
     * The values of the object that the text begins with, in its order.
     *
     * @throws IOException if it begins with none
     */
    static List<Leaf> of(String text) throws IOException {
        JsonLeaves all = new JsonLeaves(text);
        try (JsonParser parser = JsonTree.FACTORY.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                all.object(parser, List.of());
            }
        }
        return all.leaves;
    }

    private void object(JsonParser parser, List<String> path) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            List<String> inner = inner(path, parser.currentName());
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                object(parser, inner);
            } else if (token == JsonToken.START_ARRAY) {
                array(parser, inner);
            } else {
                leaf(parser, inner, start(parser));
            }
        }
    }

    private void array(JsonParser parser, List<String> path) throws IOException {
        int start = start(parser);
        int before = leaves.size();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                named(parser, path);
            } else {
                parser.skipChildren();
            }
        }
        if (leaves.size() == before) {
            leaf(parser, path, start);
        }
    }

    /** {@code {"name": …, "value": …}}. */
    private void named(JsonParser parser, List<String> path) throws IOException {
        int start = start(parser);
        String name = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isName = parser.currentName().equals("name");
            JsonToken token = parser.nextToken();
            name = isName && token.isScalarValue() ? parser.getText() : name;
            parser.skipChildren();
        }
        if (name != null) {
            leaf(parser, inner(path, "[" + name.toLowerCase(Locale.ROOT) + "]"), start);
        }
    }

    private void leaf(JsonParser parser, List<String> path, int start) throws IOException {
        parser.finishToken();
        int end = (int) parser.currentLocation().getCharOffset();
        leaves.add(new Leaf(path, start, Math.min(end, text.length())));
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static List<String> inner(List<String> path, String key) {
        List<String> inner = new ArrayList<>(path);
        inner.add(key);
        return inner;
    }
}
