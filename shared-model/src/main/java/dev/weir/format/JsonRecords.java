package dev.weir.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Lines that hold more of JSON than an object: the rows of an array, as Google's Logs Explorer downloads it, and records
 * that stand one after the other, as
 * <a href="https://docs.aws.amazon.com/firehose/latest/dev/basic-deliver.html">Firehose</a> delivers them. The first
 * object is the line's event; the others are kept with it.
 */
final class JsonRecords {
    /** The attribute that keeps the records behind the first. */
    static final String ATTRIBUTE = "more_records";

    private JsonRecords() {}

    /** Where the first object starts: behind the bracket of an array, if one opens here; else {@code from}. */
    static int start(byte[] b, int from, int to) {
        if (from >= to || b[from] != '[') {
            return from;
        }
        int at = from + 1;
        while (at < to && (b[at] == ' ' || b[at] == '\t')) {
            at++;
        }
        return at < to && b[at] == '{' ? at : from;
    }

    /** Whether all of the range is a bracket of an array whose rows are other lines. */
    static boolean isBracket(byte[] b, int from, int to) {
        return to - from == 1 && (b[from] == '[' || b[from] == ']');
    }

    /**
     * The records after the first.
     *
     * @param end the index after the first one
     * @return empty if there are none; null if what follows is no record
     */
    static String rest(String line, int end) {
        String rest = line.substring(end).strip();
        if (rest.isEmpty()) {
            return rest;
        }
        if (rest.endsWith("]")) {
            rest = rest.substring(0, rest.length() - 1).stripTrailing();
        }
        boolean listed = rest.startsWith(",");
        if (listed) {
            rest = rest.substring(1).strip();
        }
        if (rest.endsWith(",")) {
            rest = rest.substring(0, rest.length() - 1).stripTrailing();
        }
        return rest.isEmpty() || areRecords(listed ? "[" + rest + "]" : rest, listed) ? rest : null;
    }

    private static boolean areRecords(String json, boolean listed) {
        try (JsonParser parser = JsonTree.FACTORY.createParser(json)) {
            JsonToken token = listed ? skipBracket(parser) : parser.nextToken();
            while (token == JsonToken.START_OBJECT) {
                parser.skipChildren();
                token = parser.nextToken();
            }
            return listed ? token == JsonToken.END_ARRAY && parser.nextToken() == null : token == null;
        } catch (IOException e) {
            // It is no JSON: the line is refused as a whole, and its dead letter keeps it.
            return false;
        }
    }

    private static JsonToken skipBracket(JsonParser parser) throws IOException {
        parser.nextToken();
        return parser.nextToken();
    }
}
