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
 * json-file</a> or Fluent Bit ({@code log}), an event of Filebeat or Fluentd ({@code message}), a row of
 * CloudWatch Logs Insights ({@code @message}),
 * <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">CloudWatch's</a> list of them
 * ({@code logEvents}) and <a href="https://learn.microsoft.com/azure/azure-monitor/essentials/resource-logs-schema">Azure
 * Monitor's</a> of resource logs ({@code records}).
 *
 * @param contents what may be the line proper, in UTF-8 and without its line end, in the order in which to try it
 * @param more the records that follow the object on the same line; empty if there are none
 */
record Envelope(List<byte[]> contents, String more) {
    private static final Set<String> TEXT = Set.of("textPayload", "log", "message", "@message");
    private static final String OBJECT = "jsonPayload";
    private static final Set<String> LISTS = Set.of("logEvents", "records");
    private static final Envelope NONE = new Envelope(List.of(), "");

    Envelope {
        contents = List.copyOf(contents);
    }

    /** Opens a line; without contents if nothing was wrapped, or the object is none. */
    static Envelope open(byte[] b, int from, int to) {
        String line = new String(b, from, to - from, StandardCharsets.UTF_8);
        List<byte[]> found = new ArrayList<>();
        String others = "";
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
                } else if (LISTS.contains(name) && token == JsonToken.START_ARRAY) {
                    others = others.isEmpty() ? first(parser, line, found) : others;
                } else {
                    text(parser, name, token, found);
                }
            }
            String more = JsonRecords.rest(line, (int) parser.currentLocation().getCharOffset());
            boolean both = more != null && !more.isEmpty() && !others.isEmpty();
            return more == null ? NONE : new Envelope(found, others + (both ? "," : "") + more);
        } catch (IOException e) {
            // It was no JSON, as its dead letter says already.
            return NONE;
        }
    }

    /** Finds the first object of a list that has been entered, and what it may have wrapped; returns the others. */
    private static String first(JsonParser parser, String line, List<byte[]> found) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            while (parser.currentToken() != null && parser.currentToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                parser.nextToken();
            }
            return "";
        }
        int start = (int) parser.currentTokenLocation().getCharOffset();
        texts(parser, found);
        int end = (int) parser.currentLocation().getCharOffset();
        found.add(0, line.substring(start, end).getBytes(StandardCharsets.UTF_8));
        for (JsonToken token = parser.nextToken(); token != null && token != JsonToken.END_ARRAY; ) {
            parser.skipChildren();
            token = parser.nextToken();
        }
        String rest = line.substring(end, (int) parser.currentTokenLocation().getCharOffset())
                .strip();
        return rest.startsWith(",") ? rest.substring(1).strip() : rest;
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
