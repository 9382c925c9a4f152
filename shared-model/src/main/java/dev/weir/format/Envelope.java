package dev.weir.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The JSON object that a transport makes of a line: an entry of Cloud Logging with
 * <a href="https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry">{@code textPayload} or
 * {@code jsonPayload}</a>, a line of <a href="https://docs.docker.com/engine/logging/drivers/json-file/">Docker's
 * json-file</a> or Fluent Bit ({@code log}), an event of Filebeat or Fluentd ({@code message}).
 *
 * @param contents what may be the line proper, in UTF-8 and without its line end, in the order in which to try it
 * @param more the records that follow the object on the same line; empty if there are none
 */
record Envelope(List<byte[]> contents, String more) {
    private static final Set<String> TEXT = Set.of("textPayload", "log", "message");
    private static final String OBJECT = "jsonPayload";
    private static final Envelope NONE = new Envelope(List.of(), "");

    Envelope {
        contents = List.copyOf(contents);
    }

    /** Opens a line; without contents if nothing was wrapped, or the object is none. */
    static Envelope open(byte[] b, int from, int to) {
        String line = new String(b, from, to - from, StandardCharsets.UTF_8);
        List<byte[]> found = new ArrayList<>();
        try (JsonParser parser = JsonTree.FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (name.equals(OBJECT) && token == JsonToken.START_OBJECT) {
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    texts(parser, found);
                    int end = (int) parser.currentLocation().getCharOffset();
                    // First the application's own object, then what it may itself have wrapped.
                    found.add(0, line.substring(start, end).getBytes(StandardCharsets.UTF_8));
                } else {
                    text(parser, name, token, found);
                }
            }
            String more = JsonRecords.rest(line, (int) parser.currentLocation().getCharOffset());
            return more == null ? NONE : new Envelope(found, more);
        } catch (IOException e) {
            // It was no JSON, as its dead letter says already.
            return NONE;
        }
    }

    private static void texts(JsonParser parser, List<byte[]> found) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            text(parser, parser.currentName(), parser.nextToken(), found);
        }
    }

    private static void text(JsonParser parser, String name, JsonToken token, List<byte[]> found) throws IOException {
        if (token != JsonToken.VALUE_STRING || !TEXT.contains(name)) {
            parser.skipChildren();
            return;
        }
        String text = parser.getText().strip();
        if (!text.isEmpty()) {
            found.add(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
