package dev.weir.format;

import com.fasterxml.jackson.core.JsonFactory;
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
 */
final class Envelope {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // As in JsonMatcher: others choose the names.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final Set<String> TEXT = Set.of("textPayload", "log", "message");
    private static final String OBJECT = "jsonPayload";

    private Envelope() {}

    /**
     * What may be the line proper, in UTF-8 and without its line end, in the order in which it should be tried.
     *
     * @return empty if nothing was wrapped, or the object is none
     */
    static List<byte[]> contents(byte[] b, int from, int to) {
        String line = new String(b, from, to - from, StandardCharsets.UTF_8);
        List<byte[]> found = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return List.of();
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
            return parser.nextToken() == null ? found : List.of();
        } catch (IOException e) {
            // It was no JSON, as its dead letter says already.
            return List.of();
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
