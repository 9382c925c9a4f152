package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The JSON formats by their keys; {@link RecognitionTest} tells them from each other. */
class JsonFormatsTest {
    /** What each entry of a declaration reads, alone among those of its field that are better. */
    @Test
    void everyKeyOfNginxIsReadWhereItIsTheOnlyOneOfItsField() {
        for (JsonFormat.Entry entry : JsonFormats.NGINX.entries()) {
            Field field = entry.token().field();
            String value = valueOf(entry.token().kind());
            String line = "{\"" + entry.path().get(0) + "\":\"" + value + "\""
                    + (field == Field.TIMESTAMP ? "" : ",\"time_iso8601\":\"2026-11-22T10:00:00Z\"")
                    + (field == Field.HTTP_RESPONSE_STATUS_CODE ? "" : ",\"status\":200")
                    + (field == Field.URL_PATH ? "" : ",\"uri\":\"/\"") + "}";

            ParsedLine parsed = Parsed.line(LogFormat.parse("nginx-json"), line);

            Field expected = field == Field.HTTP_REQUEST_LINE ? Field.HTTP_REQUEST_METHOD : field;
            assertThat(parsed.has(expected)).as(line).isTrue();
        }
    }

    private static String valueOf(Kind kind) {
        return switch (kind) {
            case TIME -> "2026-11-22T10:00:00Z";
            case ADDRESS, FORWARDED -> "203.0.113.7";
            case REQUEST -> "GET /a HTTP/1.1";
            case METHOD -> "GET";
            case TARGET -> "/a";
            case PROTOCOL -> "HTTP/1.1";
            case NUMBER, STATUS -> "200";
            case SECONDS, MILLIS, SECONDS_OR_MILLIS -> "0.034";
            default -> "x";
        };
    }
}
