package dev.weir.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Compiles nginx's format strings that spell a JSON object: keys become paths, variables become fields. */
final class JsonSpec {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Errors would quote the whole format.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonSpec() {}

    static JsonFormat compile(String format) {
        List<JsonFormat.Entry> entries = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(quoteBareVariables(format))) {
            Deque<String> path = new ArrayDeque<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    path.addLast(parser.currentName());
                } else if (token == JsonToken.START_ARRAY) {
                    array(parser, path, entries);
                    path.pollLast();
                } else if (token == JsonToken.END_OBJECT || token.isScalarValue()) {
                    value(parser, path, entries);
                    path.pollLast();
                }
            }
        } catch (JsonProcessingException e) {
            int at = Math.max(0, (int) e.getLocation().getCharOffset());
            throw new FormatStringException(
                    format, Math.min(at, format.length()), "it is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean timed = entries.stream()
                .anyMatch(entry -> entry.token() != null
                        ? entry.token().field() == Field.TIMESTAMP
                        : entry.template().hasTime());
        if (!timed) {
            throw new FormatStringException("it has no time, and events need one; add \"time\":\"$time_iso8601\"");
        }
        return new JsonFormat(entries, List.of());
    }

    /** The values of an array share the key that stands before it. */
    private static void array(JsonParser parser, Deque<String> path, List<JsonFormat.Entry> entries)
            throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            value(parser, path, entries);
            parser.skipChildren();
        }
    }

    private static void value(JsonParser parser, Deque<String> path, List<JsonFormat.Entry> entries)
            throws IOException {
        boolean text = parser.currentToken() == JsonToken.VALUE_STRING;
        if (text && !path.isEmpty() && parser.getText().indexOf('$') >= 0) {
            entries.add(entry(List.copyOf(path), parser.getText()));
        }
    }

    private static JsonFormat.Entry entry(List<String> path, String value) {
        String key = path.get(path.size() - 1);
        String name = value.startsWith("${") && value.endsWith("}")
                ? value.substring(2, value.length() - 1)
                : value.substring(1);
        if (value.charAt(0) == '$' && isName(name)) {
            Token token = Dialect.NGINX.token(name);
            return new JsonFormat.Entry(path, token.field() == null ? token.named(key) : token, null);
        }
        try {
            return new JsonFormat.Entry(path, null, Dialect.NGINX.compile(value));
        } catch (FormatStringException e) {
            // Its parts cannot be told apart; as a whole the value is still worth keeping.
            return new JsonFormat.Entry(path, new Token(Kind.TEXT, null, key), null);
        }
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
    }

    /** Makes JSON of {@code "status":$status}. */
    private static String quoteBareVariables(String format) {
        StringBuilder json = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '\\' && quoted && i + 1 < format.length()) {
                json.append(c).append(format.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (c == '$' && !quoted) {
                int end = i + 1;
                if (format.startsWith("{", end)) {
                    int close = format.indexOf('}', end);
                    end = close < 0 ? format.length() : close + 1;
                } else {
                    while (end < format.length() && isName(format.substring(end, end + 1))) {
                        end++;
                    }
                }
                json.append('"').append(format, i, end).append('"');
                i = end - 1;
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }
}
