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

/**
 * Compiles format strings that spell a JSON object: keys become paths, variables become fields. nginx's
 * ({@code "status":$status}), Envoy's and Istio's
 * <a href="https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#format-dictionaries">json_format</a>
 * ({@code "status":"%RESPONSE_CODE%"}).
 */
final class JsonSpec {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Errors would quote the whole format.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final FormatLanguage dialect;
    private final char mark;
    private final TimeField time;
    private final List<JsonFormat.Entry> entries = new ArrayList<>();

    private JsonSpec(FormatLanguage dialect, TimeField time) {
        this.dialect = dialect;
        this.time = time;
        this.mark = dialect == FormatLanguage.NGINX ? '$' : '%';
    }

    static JsonFormat compile(FormatLanguage dialect, String format, TimeField time) {
        JsonSpec spec = new JsonSpec(dialect, time);
        spec.read(format);
        return format(dialect, spec.entries, time);
    }

    /** The format of what a user wants read, which must tell the time. */
    static JsonFormat format(FormatLanguage dialect, List<JsonFormat.Entry> entries, TimeField named) {
        boolean timed = entries.stream()
                .anyMatch(entry -> entry.token() != null
                        ? entry.token().field() == Field.TIMESTAMP
                        : entry.template().hasTime());
        if (!timed && !named.isTold()) {
            throw named.missing();
        }
        if (!timed) {
            throw new FormatStringException("it has no time, and events need one; add " + time(dialect));
        }
        return new JsonFormat(entries, List.of());
    }

    private static String time(FormatLanguage dialect) {
        return switch (dialect) {
            case HAPROXY -> "%(time)tr";
            case ENVOY -> "\"start_time\":\"%START_TIME%\"";
            default -> "\"time\":\"$time_iso8601\"";
        };
    }

    private void read(String format) {
        try (JsonParser parser = FACTORY.createParser(quoteBareVariables(format))) {
            Deque<String> path = new ArrayDeque<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    path.addLast(parser.currentName());
                } else if (token == JsonToken.START_ARRAY) {
                    array(parser, path);
                    path.pollLast();
                } else if (token == JsonToken.END_OBJECT || token.isScalarValue()) {
                    value(parser, path);
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
    }

    /** The values of an array share the key that stands before it. */
    private void array(JsonParser parser, Deque<String> path) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            value(parser, path);
            parser.skipChildren();
        }
    }

    private void value(JsonParser parser, Deque<String> path) throws IOException {
        boolean text = parser.currentToken() == JsonToken.VALUE_STRING;
        if (text && !path.isEmpty() && parser.getText().indexOf(mark) >= 0) {
            entries.add(entry(List.copyOf(path), parser.getText()));
        }
    }

    private JsonFormat.Entry entry(List<String> path, String value) {
        String key = path.get(path.size() - 1);
        try {
            Template template = dialect.compile(value);
            Token only = template.only();
            if (only == null) {
                return new JsonFormat.Entry(path, null, template);
            }
            return new JsonFormat.Entry(path, named(only, key, time), null);
        } catch (FormatStringException e) {
            // Its parts cannot be told apart; as a whole the value is still worth keeping.
            return new JsonFormat.Entry(path, new Token(Kind.TEXT, null, key), null);
        }
    }

    /** A value under its key, which is its name from here on. */
    static Token named(Token value, String key, TimeField time) {
        Token read = time.read(value);
        return read.field() == null ? time.read(read.named(key)) : read;
    }

    private static boolean isName(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    /** Makes JSON of {@code "status":$status} and {@code "status":%RESPONSE_CODE%}. */
    private String quoteBareVariables(String format) {
        StringBuilder json = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '\\' && quoted && i + 1 < format.length()) {
                json.append(c).append(format.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (c == mark && !quoted) {
                int end = mark == '$' ? variableEnd(format, i) : operatorEnd(format, i);
                json.append('"').append(format, i, end).append('"');
                i = end - 1;
            } else {
                json.append(c);
            }
        }
        return json.toString();
    }

    private static int variableEnd(String format, int at) {
        int end = at + 1;
        if (format.startsWith("{", end)) {
            int close = format.indexOf('}', end);
            return close < 0 ? format.length() : close + 1;
        }
        while (end < format.length() && isName(format.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int operatorEnd(String format, int at) {
        int end = format.indexOf('%', at + 1);
        int open = format.indexOf('(', at);
        if (open > 0 && open < end) {
            int close = format.indexOf(')', open);
            end = close < 0 ? -1 : format.indexOf('%', close);
        }
        return end < 0 ? format.length() : end + 1;
    }
}
