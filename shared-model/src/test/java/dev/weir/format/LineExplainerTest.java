package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.format.Explanation.Piece;
import dev.weir.format.Explanation.Role;
import dev.weir.format.Explanation.Use;
import dev.weir.format.Explanation.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LineExplainerTest {
    private static final LineExplainer AUTO = new LineExplainer(LogFormat.AUTO, ParserSettings.DEFAULT);
    /** What the rule of trusted proxies may set by itself, or change. */
    private static final Set<String> BY_RULE = Set.of("client_address", "client_port", "network_peer_address");

    static Stream<Arguments> lines() throws IOException {
        Stream<Arguments> samples = LogFormat.builtIns().stream()
                .map(format -> Arguments.of(format.name(), format.sample(), format.sampleHeader()));
        Stream<Arguments> golden =
                GoldenLinesTest.lines().stream().map(row -> Arguments.of(row.get()[0], row.get()[1], null));
        return Stream.concat(samples, golden);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void anExplanationIsWhatTheParserMakesOfTheLine(String title, String line, String header) {
        Explanation explanation = explain(LogFormat.AUTO, line, header);

        assertSame(Parsed.line(LogFormat.AUTO, ParserSettings.DEFAULT, line, header), explanation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void everyValueOfAnEventIsAPieces(String title, String line, String header) {
        Explanation explanation = explain(LogFormat.AUTO, line, header);

        List<Value> pieces = explanation.pieces().stream()
                .flatMap(piece -> piece.values().stream())
                .toList();
        Set<String> parts = pieces.stream()
                .filter(value -> value.use() == Use.PART)
                .map(Value::column)
                .collect(Collectors.toSet());
        assertThat(explanation.event())
                .filteredOn(value -> !pieces.contains(value)
                        && !parts.contains(value.column())
                        && !BY_RULE.contains(value.column())
                        && !value.column().equals("torn_bytes"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.weir.format.PastedFormatTest#formats")
    void aPastedFormatIsExplainedAsItIsParsed(String title, String spec, String line, String expected) {
        LogFormat format = LogFormat.parse(spec);

        assertSame(Parsed.line(format, line), explain(format, line, null));
    }

    @Test
    void damagedLinesAreExplainedAsTheyAreParsedToo() throws IOException {
        long seed = 20_261_122;
        Random random = new Random(seed);
        List<Arguments> lines = lines().toList();
        LineExplainer explainer = new LineExplainer(LogFormat.AUTO, ParserSettings.DEFAULT);
        for (int i = 0; i < 600; i++) {
            Object[] row = lines.get(random.nextInt(lines.size())).get();
            byte[] line = ((String) row[1]).getBytes(StandardCharsets.UTF_8);
            for (int hits = random.nextInt(3); hits >= 0 && line.length > 0; hits--) {
                line[random.nextInt(line.length)] = (byte) random.nextInt(256);
            }
            ParsedLine parsed = Parsed.bytes(LogFormat.AUTO, ParserSettings.DEFAULT, line, (String) row[2]);

            Explanation explanation = explainer.explain(line, (String) row[2]);

            assertSame(parsed, explanation, "seed " + seed + ", line " + i + ": " + row[1]);
            if (explanation.parting() != null) {
                assertThat(explanation.parting().at())
                        .as("seed %d, line %d", seed, i)
                        .isBetween(0, explanation.parting().line().length());
            }
        }
    }

    @Test
    void piecesComeInTheLinesOrderWithWhatTheyBecome() {
        Explanation explanation = explain(
                LogFormat.AUTO,
                "<190>Nov 22 10:00:00 web nginx: 10.0.0.7 - - [22/Nov/2026:10:00:00 +0000] \"GET /a?b HTTP/1.1\" 200 5"
                        + " \"-\" \"curl/8\" \"203.0.113.7\"",
                null);

        assertThat(explanation.pieces().stream().map(LineExplainerTest::describe))
                .containsExactly(
                        "PREFIX null <190>Nov 22 10:00:00 web nginx:",
                        "FIELD client_address 10.0.0.7 client_address=10.0.0.7 REPLACED",
                        "FIELD ident -",
                        "FIELD user_name -",
                        "FIELD timestamp 22/Nov/2026:10:00:00 +0000 timestamp=2026-11-22T10:00:00Z COUNTS",
                        "FIELD http_request_line GET /a?b HTTP/1.1 http_request_method=GET COUNTS url_path=/a COUNTS"
                                + " url_query=b COUNTS network_protocol_version=1.1 COUNTS",
                        "FIELD http_response_status_code 200 http_response_status_code=200 COUNTS",
                        "FIELD http_response_body_size 5 http_response_body_size=5 COUNTS",
                        "FIELD http_request_header_referer -",
                        "FIELD user_agent_original curl/8 user_agent_original=curl/8 COUNTS",
                        "FIELD http_request_header_x_forwarded_for 203.0.113.7"
                                + " http_request_header_x_forwarded_for=203.0.113.7 COUNTS");
        assertThat(explanation.event()).contains(new Value("client_address", false, "203.0.113.7", Use.COUNTS));
    }

    @Test
    void whatIsAroundALineIsSaid() {
        Explanation wrapped = explain(
                LogFormat.AUTO,
                "{\"log\":\"203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \\\"GET / HTTP/1.1\\\" 200 5\\n\"}",
                null);
        Explanation torn = explain(
                LogFormat.AUTO,
                "203.0.1\0\0\0" + "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5",
                null);

        assertThat(wrapped.pieces().get(0).role()).isEqualTo(Role.ENVELOPE);
        assertThat(wrapped.pieces().get(0).text()).startsWith("{\"log\":");
        assertThat(torn.pieces().get(0)).isEqualTo(new Piece(Role.TORN, "203.0.1\0\0\0", null, List.of()));
    }

    @Test
    void keysOfJsonComeInTheLinesOrder() {
        Explanation explanation = explain(
                LogFormat.AUTO,
                "{\"status\":200,\"pod\":\"web-1\",\"remote_addr\":\"203.0.113.7\",\"time\":\"2026-11-22T10:00:00Z\","
                        + "\"uri\":\"/p\"}",
                null);

        assertThat(explanation.pieces().stream().map(LineExplainerTest::describe))
                .containsExactly(
                        "FIELD status 200 http_response_status_code=200 COUNTS",
                        "IGNORED pod \"web-1\"",
                        "FIELD remote_addr \"203.0.113.7\" client_address=203.0.113.7 COUNTS",
                        "FIELD time \"2026-11-22T10:00:00Z\" timestamp=2026-11-22T10:00:00Z COUNTS",
                        "FIELD uri \"/p\" url_path=/p COUNTS");
    }

    @Test
    void columnsHaveTheirHeadersNames() {
        Explanation explanation =
                explain(LogFormat.AUTO, "2026-11-22 10:00:00 203.0.113.7 W3SVC1", "date time c-ip s-sitename");

        assertThat(explanation.pieces().stream().map(LineExplainerTest::describe))
                .containsExactly(
                        "FIELD date 2026-11-22 timestamp=2026-11-22T10:00:00Z COUNTS",
                        "FIELD time 10:00:00 timestamp=2026-11-22T10:00:00Z COUNTS",
                        "FIELD c-ip 203.0.113.7 client_address=203.0.113.7 COUNTS",
                        "IGNORED s-sitename W3SVC1");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    combined ~ 1.2.3.4 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" |abc 5 "-" "x" ~ a status (number)
                    combined ~ 1.2.3.4 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1"|200 5 "-" "x" ~ a space
                    combined ~ 1.2.3.4 - - [22/Nov/2026:10:00:00 +0000]|"GET / HTTP/1.1" 200 5 "-" "x" ~ a space and a quote
                    combined ~ 1.2.3.4 - - [|22/Foo/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "x" ~ a time
                    combined ~ 1.2.3.4 - - |22/Nov/2026:10:00:00 +0000 "GET / HTTP/1.1" 200 5 "-" "x" ~ an opening bracket
                    combined ~ |,, - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "x" ~ an address or host name
                    combined ~ 1.2.3.4 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "Mozi| ~ a quote
                    combined ~ 1.2.3.4 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5| ~ a space and a quote
                    common ~ 1.2.3.4 - - [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 |5k ~ a number for http_response_body_size
                    $remote_addr [$time_iso8601] $status ~ 1.2.3.4 |2026-11-22T10:00:00Z 200 ~ an opening bracket
                    $remote_addr [$time_iso8601] $status ~ 1.2.3.4 [2026-11-22T10:00:00Z]|, 200 ~ a space
                    $remote_addr [$time_iso8601] rt=$request_time ~ 1.2.3.4 [2026-11-22T10:00:00Z] |duration=1 ~ "rt="
                    $remote_addr [$time_iso8601] rt=$request_time ~ 1.2.3.4 [2026-11-22T10:00:00Z] rt=|fast ~ a duration (number) for duration_us
                    $remote_addr [$time_iso8601] $status ~ 1.2.3.4 |- - [2026-11-22T10:00:00Z] 200 ~ an opening bracket
                    [%{%d/%m/%Y:%T}t] %>s ~ [|04/22/2026:10:00:00] 200 ~ a time with the day in front of the month
                    [%{%d/%m/%Y:%T}t] %>s ~ [03/04/2026:10:00:00]|, 200 ~ a space
                    %h [%{%d/%m/%Y:%T}t] %>s ~ 1.2.3.4 [03/04/2026:10:00:00|, 200 ~ a closing bracket and a space
                    auto ~ 1.2.3.4 - bob [22/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" |abc 5 "-" ~ a status (number)
                    auto ~ 1.2.3.4 - - [|22/Foo/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 ~ a time
                    auto ~ 1.2.3.4:5 [22/Nov/2026:10:00:00.000] web stop| ~ a slash
                    nginx-json ~ |time=1 status=200 ~ an opening brace
                    nginx-json ~ {"time":"2026-11-22T10:00:00Z","status":|oops} ~ JSON
                    caddy ~ {"ts":1763805600.5,"status":200}| ~ the key request.uri
                    """)
    void aLinePartsFromAFormatAtTheBar(String spec, String marked, String expected) {
        int bar = marked.indexOf('|');
        String line = marked.substring(0, bar) + marked.substring(bar + 1);

        Explanation explanation = explain(LogFormat.parse(spec), line, null);

        assertThat(explanation.reason()).isNotNull();
        assertThat(explanation.parting().line()).isEqualTo(line);
        assertThat(explanation.parting().expected()).isEqualTo(expected);
        assertThat(explanation.parting().at()).isEqualTo(bar);
    }

    @Test
    void ofWhatHasNothingOfAFormatNothingIsSaid() {
        assertThat(explain(LogFormat.AUTO, "hello", null).parting()).isNull();
        assertThat(explain(LogFormat.AUTO, "", null).parting()).isNull();
        assertThat(explain(LogFormat.AUTO, "2026-11-22 10:00:00 203.0.113.7", null)
                        .parting()
                        .expected())
                .startsWith("a line #Fields: in front");
    }

    @Test
    void aFormatThatWouldReadADeadLetterIsNamed() {
        String line = "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\"";

        Explanation explanation = explain(LogFormat.parse("aws-s3"), line, null);

        assertThat(explanation.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(explanation.otherwise()).containsExactly("combined");
    }

    private static String describe(Piece piece) {
        List<String> words = new ArrayList<>(List.of(piece.role() + " " + piece.name() + " " + piece.text()));
        piece.values().forEach(value -> words.add(value.column() + "=" + value.value() + " " + value.use()));
        return String.join(" ", words);
    }

    private static Explanation explain(LogFormat format, String line, String header) {
        LineExplainer explainer = format == LogFormat.AUTO ? AUTO : new LineExplainer(format, ParserSettings.DEFAULT);
        return explainer.explain(line.getBytes(StandardCharsets.UTF_8), header);
    }

    private static void assertSame(ParsedLine parsed, Explanation explanation, String... title) {
        assertThat(explanation.reason()).as(String.join("", title)).isEqualTo(parsed.reason());
        assertThat(explanation.format()).isEqualTo(parsed.format());
        assertThat(explanation.event()).isEqualTo(parsed.isEvent() ? Values.of(parsed) : List.of());
    }
}
