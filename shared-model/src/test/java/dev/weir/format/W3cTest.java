package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class W3cTest {
    private static final String FULL = "date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query"
            + " s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus"
            + " sc-win32-status sc-bytes cs-bytes time-taken";

    @Test
    void readsIisByItsHeader() {
        String line = "2012-04-01 00:00:13 W3SVC834221556 PXQD1 5.6.7.8 GET /foo/bar topCat1=divinity&submit=Search 80"
                + " theuser 1.2.3.4 HTTP/1.1 Mozilla/5.0+(X11;+U;) \"ASP.NET_SessionId=a b\" - example.com 200 654 456"
                + " 27028 214 1687";

        for (String format : List.of("auto", "iis")) {
            assertThat(Parsed.describe(Parsed.line(LogFormat.parse(format), ParserSettings.DEFAULT, line, FULL)))
                    .isEqualTo("iis: timestamp=2012-04-01T00:00:13Z | client_address=1.2.3.4"
                            + " | network_peer_address=1.2.3.4 | user_name=theuser | http_request_method=GET"
                            + " | server_address=example.com | server_port=80 | url_path=/foo/bar"
                            + " | url_query=topCat1=divinity&submit=Search | network_protocol_version=1.1"
                            + " | http_response_status_code=200 | http_response_body_size=27028"
                            + " | http_request_size=214 | user_agent_original=Mozilla/5.0 (X11; U;)"
                            + " | duration_us=1687000");
        }
    }

    @Test
    void aWordThatBeginsWithAQuoteAndDoesNotEndWithOneIsKeptWhole() {
        String line = "2012-04-01 00:00:13 203.0.113.7 /a \"quoted\"+\\+agent 200";

        assertThat(Parsed.describe(Parsed.line(
                        LogFormat.AUTO,
                        ParserSettings.DEFAULT,
                        line,
                        "date time c-ip cs-uri-stem cs(User-Agent) sc-status")))
                .isEqualTo("iis: timestamp=2012-04-01T00:00:13Z | client_address=203.0.113.7"
                        + " | network_peer_address=203.0.113.7 | url_path=/a | http_response_status_code=200"
                        + " | user_agent_original=\"quoted\" \\ agent");
    }

    @Test
    void readsCloudFrontInWhateverOrderItsHeaderNames() {
        String header = "timestamp(ms) c-ip time-taken cs(User-Agent) x-edge-request-id cs(Host) x-host-header"
                + " x-forwarded-for";
        String line =
                "1763805600123\t203.0.113.7\t0.113\tcurl/8%2520(x)%20100%25\tabc\td1.cloudfront.net\tWWW.example.com\t"
                        + "6.6.6.6,%20203.0.113.9";

        assertThat(Parsed.describe(Parsed.line(LogFormat.AUTO, ParserSettings.DEFAULT, line, header)))
                .isEqualTo("cloudfront: timestamp=2025-11-22T10:00:00.123Z | client_address=203.0.113.7"
                        + " | network_peer_address=203.0.113.7 | server_address=www.example.com"
                        + " | http_request_header_x_forwarded_for=6.6.6.6, 203.0.113.9"
                        + " | user_agent_original=curl/8 (x) 100% | duration_us=113000 | request_id=abc");
    }

    @Test
    void readsWhichFieldsOfARealTimeLogItsHeaderNames() {
        String header =
                "timestamp c-ip sc-status cs-host cs-uri-stem x-host-header cs-user-agent cs-referer x-edge-request-id";
        String line = "1763805600.123\t203.0.113.7\t200\tshop.example.com\t/a?b\td1.cloudfront.net\tcurl/8%20(x)\t"
                + "https://www.example.org/\tabc==";

        assertThat(Parsed.describe(Parsed.line(LogFormat.AUTO, ParserSettings.DEFAULT, line, header)))
                .isEqualTo("cloudfront: timestamp=2025-11-22T10:00:00.123Z | client_address=203.0.113.7"
                        + " | network_peer_address=203.0.113.7 | server_address=shop.example.com | url_path=/a"
                        + " | url_query=b | http_response_status_code=200"
                        + " | http_request_header_referer=https://www.example.org/"
                        + " | user_agent_original=curl/8 (x) | request_id=abc==");
    }

    @ParameterizedTest
    @CsvSource({"1, x", "3, 20", "5, get", "15, -"})
    void aRealTimeLogOfOtherFieldsIsNotGuessed(int column, String other) {
        String[] columns = LogFormat.parse("cloudfront-real-time").sample().split("\t", -1);
        columns[column] = other;

        assertThat(Parsed.auto(String.join("\t", columns)).isEvent()).isFalse();
    }

    @Test
    void followsAHeaderThatChangesInTheMiddleOfAFile() {
        String file = "#Software: IIS\n#Fields: date time c-ip sc-status\n2026-11-22 10:00:00 1.2.3.4 200\n"
                + "#Date: x\n#fields:  date time sc-status c-ip \r\n2026-11-22 10:00:01 404 1.2.3.4\n";
        Directives directives = new Directives();
        List<String> seen = new ArrayList<>();

        for (String line : file.split("\n", -1)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && !directives.accept(bytes, 0, bytes.length)) {
                ParsedLine parsed = Parsed.line(LogFormat.AUTO, ParserSettings.DEFAULT, line, directives.header());
                seen.add(parsed.number(Field.HTTP_RESPONSE_STATUS_CODE) + " " + parsed.text(Field.CLIENT_ADDRESS));
            }
        }

        assertThat(directives.header()).isEqualTo("date time sc-status c-ip");
        assertThat(seen).containsExactly("200 1.2.3.4", "404 1.2.3.4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date time c-ip sc-status | 2026-11-22 10:00:00 1.2.3.4          | malformed",
                "date time c-ip sc-status | 2026-11-22 10:00:00 1.2.3.4 200 more | malformed",
                "date time c-ip sc-status | 2026-11-32 10:00:00 1.2.3.4 200      | bad_timestamp",
                "date time c-ip sc-status | 2026-11-22 - 1.2.3.4 200             | bad_timestamp",
                "date time c-ip sc-status | 2026-11-22 10:00:00 1.2.3.4 x        | malformed",
                "c-ip sc-status           | 1.2.3.4 200                          | bad_timestamp",
                "''                       | 2026-11-22 10:00:00 1.2.3.4 200      | bad_timestamp"
            })
    void refusesRecordsThatTheirHeaderDoesNotDescribe(String header, String line, String reason) {
        ParsedLine parsed = Parsed.line(LogFormat.parse("iis"), ParserSettings.DEFAULT, line, header);

        assertThat(Parsed.describe(parsed)).isEqualTo(reason);
    }

    @Test
    void aHeaderDoesNotHideLinesOfOtherFormats() {
        String line = "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\"";

        assertThat(Parsed.line(LogFormat.AUTO, ParserSettings.DEFAULT, line, FULL)
                        .format())
                .isEqualTo("combined");
    }

    @Test
    void aListOfFieldsThatIsTooLongIsNone() {
        Directives directives = new Directives();
        byte[] line = ("#Fields: date time " + "c-ip ".repeat(Directives.LONGEST)).getBytes(StandardCharsets.UTF_8);

        assertThat(directives.accept(line, 0, line.length)).isTrue();
        assertThat(directives.header()).isEmpty();
    }

    @Test
    void aCommentIsNoDirective() {
        byte[] line = "#Fieldsx".getBytes(StandardCharsets.UTF_8);

        assertThat(new Directives().accept(line, 0, line.length)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        date time c-ip             | 2026-11-22 10:00:00 203.0.113.7          | 2026-11-22T10:00:00Z |
        time date c-ip             | 10:00:00 2026-11-22 203.0.113.7          | 2026-11-22T10:00:00Z |
        c-ip date cs-method time   | 203.0.113.7 2026-11-22 GET 10:00:00      | 2026-11-22T10:00:00Z |
        date time c-ip             | "2026-11-22" "10:00:00" "203.0.113.7"    | 2026-11-22T10:00:00Z |
        date-local time-local c-ip | 2026-11-22 10:00:00.5 203.0.113.7        | 2026-11-22T09:00:00.500Z | timestamp_zone_assumed
        date-local time-local date time c-ip | 2026-11-22 11:00:00 2026-11-22 10:00:00 203.0.113.7 | 2026-11-22T10:00:00Z |
        x-timestamp-unix c-ip      | 1795341600 203.0.113.7                   | 2026-11-22T10:00:00Z |
        """)
    void readsDateAndTimeWhereverTheyStand(String header, String line, String time, String assumed) {
        ParserSettings berlin = new ParserSettings(ZoneId.of("Europe/Berlin"), TrustedProxies.DEFAULT);

        assertThat(Parsed.describe(Parsed.line(LogFormat.AUTO, berlin, line, header)))
                .startsWith("iis: timestamp=" + time + (assumed == null ? "" : " | " + assumed)
                        + " | client_address=203.0.113.7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        date time c-ip       | 2026-11-22 - 203.0.113.7         | bad_timestamp
        date time c-ip       | "2026-11-22 10:00:00 203.0.113.7 | bad_timestamp
        date c-ip            | 2026-11-22 203.0.113.7           | bad_timestamp
        time c-ip            | 10:00:00 203.0.113.7             | bad_timestamp
        date time c-ip       | 2026-11-22 10:00:00 nobody's     | malformed
        """)
    void takesNoTimeFromHalfOfOne(String header, String line, String reason) {
        assertThat(Parsed.describe(Parsed.line(LogFormat.AUTO, ParserSettings.DEFAULT, line, header)))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        http://shop.example.com:8080/a?x | url_scheme=http | server_address=shop.example.com | server_port=8080 | url_path=/a | url_query=x
        shop.example.com/a?x             |                 | server_address=shop.example.com |                  | url_path=/a | url_query=x
        shop.example.com:443             |                 | server_address=shop.example.com | server_port=443  |             |
        /a?x                             |                 |                                 |                  | url_path=/a | url_query=x
        index.html                       |                 |                                 |                  | url_path=index.html |
        """)
    void readsWhatProxiesCallAUri(String uri, String scheme, String host, String port, String path, String query) {
        List<String> expected = new ArrayList<>();
        for (String field : new String[] {scheme, host, port, path, query}) {
            if (field != null) {
                expected.add(field);
            }
        }

        assertThat(Parsed.describe(Parsed.line(
                        LogFormat.AUTO, ParserSettings.DEFAULT, "2026-11-22 10:00:00 " + uri, "date time cs-uri")))
                .isEqualTo("iis: timestamp=2026-11-22T10:00:00Z | " + String.join(" | ", expected));
    }

    @Test
    void readsQuotesThatAreDoubledAndPlusSignsThatAreQuoted() {
        String header = "date time cs-uri-stem cs(User-Agent) cs(Referrer) s-xff c-ip";
        String line =
                "\"2026-11-22\" \"10:00:00\" \"/a b\" \"a \"\"b\"\" +c\" \"\" \"10.1.1.1, 203.0.113.9\" \"10.0.0.1\"";

        assertThat(Parsed.describe(Parsed.line(LogFormat.AUTO, ParserSettings.DEFAULT, line, header)))
                .isEqualTo(
                        "iis: timestamp=2026-11-22T10:00:00Z | client_address=203.0.113.9"
                                + " | network_peer_address=10.0.0.1 | url_path=/a b"
                                + " | http_request_header_x_forwarded_for=10.1.1.1, 203.0.113.9 | user_agent_original=a \"b\" +c");
    }

    @Test
    void readsShoutcast() {
        String header = "c-ip c-dns date time cs-uri-stem c-status cs(User-Agent) sc-bytes x-duration avgbandwidth";
        String line =
                "203.0.113.7 203.0.113.7 2026-11-22 10:00:00 /live?title=Unknown 200 Player%2F1.0%20(x) 76534 24 25513";

        assertThat(Parsed.describe(Parsed.line(LogFormat.AUTO, ParserSettings.DEFAULT, line, header)))
                .isEqualTo("iis: timestamp=2026-11-22T10:00:00Z | client_address=203.0.113.7"
                        + " | network_peer_address=203.0.113.7 | url_path=/live | url_query=title=Unknown"
                        + " | http_response_status_code=200 | http_response_body_size=76534"
                        + " | user_agent_original=Player/1.0 (x) | duration_us=24000000");
    }
}
