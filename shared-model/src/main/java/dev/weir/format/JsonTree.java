package dev.weir.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The values that formats want of an object, each under a number, collected in one pass. Not thread-safe. */
final class JsonTree {
    /** Reads without keeping a table of names: those of headers are the client's to choose, and would be to flood. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final Node root = new Node();
    private int wanted;
    private String[] values = new String[0];
    private int[] present = new int[0];
    private int presentCount;
    private long[] bits = new long[0];

    /** A key that some format wants, or that leads to one. */
    private static final class Node {
        final Map<String, Node> children = new HashMap<>();
        int slot = -1;
        boolean named;
    }

    /** The number of the value at a path, which is wanted from now on. */
    int want(List<String> path) {
        Node node = root;
        for (String key : path) {
            node.named |= key.startsWith("[");
            node = node.children.computeIfAbsent(key, absent -> new Node());
        }
        if (node.slot < 0) {
            node.slot = wanted++;
        }
        return node.slot;
    }

    /** The value of the object read last; null if it had none, or JSON's null. */
    String value(int slot) {
        return values[slot];
    }

    /** One bit for each of some numbers. */
    static long[] bits(int... numbers) {
        long[] bits = new long[(Arrays.stream(numbers).max().orElse(0) >> 6) + 1];
        for (int number : numbers) {
            bits[number >> 6] |= 1L << number;
        }
        return bits;
    }

    /** Whether the object read last had one of the values, given as {@link #bits}. */
    boolean hasAny(long[] numbers) {
        long found = 0;
        for (int i = 0; i < numbers.length; i++) {
            found |= numbers[i] & bits[i];
        }
        return found != 0;
    }

    /** How many values the object read last had. */
    int count() {
        return presentCount;
    }

    /** The number of a value that the object read last had, in no order. */
    int slot(int index) {
        return present[index];
    }

    /**
     * Reads the object that the text begins with.
     *
     * @return the index after it; negative if there is none
     */
    int read(String text) throws IOException {
        if (values.length < wanted) {
            values = new String[wanted];
            present = new int[wanted];
            presentCount = 0;
            bits = new long[(wanted + 63) >> 6];
        }
        while (presentCount > 0) {
            values[present[--presentCount]] = null;
        }
        Arrays.fill(bits, 0);
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return -1;
            }
            object(parser, root);
            return (int) parser.currentLocation().getCharOffset();
        }
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
            } else if (child.slot >= 0 && isValue(token)) {
                set(child.slot, parser.getText());
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
            if (isValue(token)) {
                joined.append(joined.length() > 0 ? ", " : "").append(parser.getText());
            } else if (token == JsonToken.START_OBJECT && node.named) {
                named(parser, node);
            } else {
                parser.skipChildren();
            }
        }
        if (node.slot >= 0 && joined.length() > 0) {
            set(node.slot, joined.toString());
        }
    }

    /** Reads {@code {"name": …, "value": …}}. */
    private void named(JsonParser parser, Node node) throws IOException {
        String name = null;
        String value = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            if (isValue(parser.nextToken())) {
                name = key.equals("name") ? parser.getText() : name;
                value = key.equals("value") ? parser.getText() : value;
            } else {
                parser.skipChildren();
            }
        }
        Node child = name == null ? null : node.children.get("[" + name.toLowerCase(Locale.ROOT) + "]");
        if (child != null && child.slot >= 0 && value != null) {
            set(child.slot, value);
        }
    }

    private void set(int slot, String value) {
        if (values[slot] == null) {
            present[presentCount++] = slot;
            bits[slot >> 6] |= 1L << slot;
        }
        values[slot] = value;
    }

    private static boolean isValue(JsonToken token) {
        return token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL;
    }
}
