package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PastedFormatTest {
    private static final String COMBINED_LINE =
            "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET /p?q HTTP/1.1\" 200 5 \"-\" \"x\"";
    private static final String COMBINED = "timestamp=2026-11-22T10:00:00Z | client_address=203.0.113.7"
            + " | network_peer_address=203.0.113.7 | http_request_method=GET | url_path=/p | url_query=q"
            + " | network_protocol_version=1.1 | http_response_status_code=200 | http_response_body_size=5"
            + " | user_agent_original=x";
    private static final String NGINX =
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\""
                    + " \"$http_user_agent\"";

    static List<Arguments> formats() {
        return List.of(
                Arguments.of("nginx, bare", NGINX, COMBINED_LINE, "nginx-custom: " + COMBINED),
                Arguments.of(
                        "nginx, a directive of several pieces",
                        "log_format  mine '$remote_addr - $remote_user [$time_local] '\n   '\"$request\" $status '\n"
                                + "\"$body_bytes_sent \\\"$http_referer\\\" \" '\"$http_user_agent\"';",
                        COMBINED_LINE,
                        "mine: " + COMBINED),
                Arguments.of(
                        "nginx, with quotes alone between fields",
                        "[$time_iso8601] \"$request\"$status\"$http_referer\"",
                        "[2026-11-22T10:00:00Z] \"GET /p?q HTTP/1.1\"200\"-\"",
                        "nginx-custom: timestamp=2026-11-22T10:00:00Z | http_request_method=GET | url_path=/p | url_query=q"
                                + " | network_protocol_version=1.1 | http_response_status_code=200"),
                Arguments.of(
                        "nginx, in a container's log",
                        NGINX,
                        "{\"log\":\"" + COMBINED_LINE.replace("\"", "\\\"") + "\\n\",\"stream\":\"stdout\"}",
                        "nginx-custom: " + COMBINED),
                Arguments.of(
                        "HAProxy, in single quotes",
                        "'%ci - [%tr] \"%HM %HU %HV\" %ST %[capture.req.hdr(0)]'",
                        "203.0.113.7 - [22/Nov/2026:10:00:00.123] \"GET /a?b HTTP/2.0\" 200 x",
                        "haproxy-custom: timestamp=2026-11-22T10:00:00.123Z | timestamp_zone_assumed"
                                + " | client_address=203.0.113.7 | network_peer_address=203.0.113.7"
                                + " | http_request_method=GET | url_path=/a | url_query=b | network_protocol_version=2"
                                + " | http_response_status_code=200 | +[capture.req.hdr(0)]=x"),
                Arguments.of(
                        "Apache, bare",
                        "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-agent}i\"",
                        COMBINED_LINE,
                        "apache-custom: " + COMBINED),
                Arguments.of(
                        "Apache, copied with its escapes",
                        "%h %l %u %t \\\"%r\\\" %>s %b \\\"%{Referer}i\\\" \\\"%{User-agent}i\\\"",
                        COMBINED_LINE,
                        "apache-custom: " + COMBINED),
                Arguments.of(
                        "Apache, a directive",
                        "LogFormat \"%h %l %u %t \\\"%r\\\" %>s %b \\\"%{Referer}i\\\" \\\"%{User-agent}i\\\"\" mine",
                        COMBINED_LINE,
                        "mine: " + COMBINED),
                Arguments.of(
                        "nginx with timings",
                        "$remote_addr - $remote_user [$time_iso8601] \"$request\" $status $body_bytes_sent"
                                + " \"$http_referer\" \"$http_user_agent\" rt=$request_time uct=$upstream_connect_time"
                                + " urt=$upstream_response_time cs=$upstream_cache_status host=$host rid=$request_id",
                        "203.0.113.7 - - [2026-11-22T10:00:00+00:00] \"GET /p HTTP/2.0\" 200 512 \"-\" \"curl/8\""
                                + " rt=0.034 uct=0.001, 0.002 urt=0.001, 0.030 : 0.002 cs=MISS host=www.example.com"
                                + " rid=752178ad",
                        "nginx-custom: timestamp=2026-11-22T10:00:00Z | client_address=203.0.113.7"
                                + " | network_peer_address=203.0.113.7 | http_request_method=GET"
                                + " | server_address=www.example.com | url_path=/p | network_protocol_version=2"
                                + " | http_response_status_code=200 | http_response_body_size=512"
                                + " | user_agent_original=curl/8 | duration_us=34000 | upstream_duration_us=33000"
                                + " | request_id=752178ad | cache_status=MISS | +upstream_connect_time=0.001, 0.002"),
                Arguments.of(
                        "nginx, whose pieces of a request line stand apart",
                        "$msec $remote_addr $request_method $scheme://$host$request_uri $server_protocol ${status}",
                        "1763805600.250 203.0.113.7 GET https://www.example.com/a?b=c HTTP/2.0 304",
                        "nginx-custom: timestamp=2025-11-22T10:00:00.250Z | client_address=203.0.113.7"
                                + " | network_peer_address=203.0.113.7 | http_request_method=GET | url_scheme=https"
                                + " | server_address=www.example.com | url_path=/a | url_query=b=c"
                                + " | network_protocol_version=2 | http_response_status_code=304"),
                Arguments.of(
                        "nginx, path and query apart, an unquoted list of proxies",
                        "$time_iso8601 $remote_addr $http_x_forwarded_for $uri$is_args$args $realip_remote_addr",
                        "2026-11-22T10:00:00Z 10.0.0.1 6.6.6.6, 203.0.113.9 /a?b=c 10.0.0.1",
                        "nginx-custom: timestamp=2026-11-22T10:00:00Z | client_address=203.0.113.9"
                                + " | network_peer_address=10.0.0.1 | url_path=/a | url_query=b=c"
                                + " | http_request_header_x_forwarded_for=6.6.6.6, 203.0.113.9"),
                Arguments.of(
                        "Apache, strftime, cookies and units",
                        "%{%Y-%m-%d %H:%M:%S}t %a:%{remote}p %m \"%U%q\" %H %>s %{ms}T %{Set-Cookie}o %{Host}i",
                        "2026-11-22 10:00:00 203.0.113.7:5123 GET \"/a?b\" HTTP/1.1 200 34 s=1 A.example:81",
                        "apache-custom: timestamp=2026-11-22T10:00:00Z | timestamp_zone_assumed"
                                + " | client_address=203.0.113.7 | client_port=5123 | network_peer_address=203.0.113.7"
                                + " | http_request_method=GET | server_address=a.example | server_port=81 | url_path=/a"
                                + " | url_query=b | network_protocol_version=1.1 | http_response_status_code=200"
                                + " | duration_us=34000 | +Set-Cookie=s=1"),
                Arguments.of(
                        "Envoy",
                        "[%START_TIME%] \"%REQ(:METHOD)% %REQ(:PATH)% %PROTOCOL%\" %RESPONSE_CODE% %RESPONSE_FLAGS%"
                                + " %DOWNSTREAM_REMOTE_ADDRESS% %REQ(X-B3-TraceId)%\\n",
                        "[2026-11-22T10:00:00.310Z] \"GET /a b HTTP/1.1\" 200 UF 203.0.113.7:5123 abc\\n",
                        "envoy-custom: timestamp=2026-11-22T10:00:00.310Z | client_address=203.0.113.7"
                                + " | client_port=5123 | network_peer_address=203.0.113.7 | http_request_method=GET"
                                + " | url_path=/a b | network_protocol_version=1.1 | http_response_status_code=200"
                                + " | +RESPONSE_FLAGS=UF | +REQ(X-B3-TraceId)=abc"),
                Arguments.of(
                        "HAProxy",
                        "log-format \"%ci:%cp [%tr] %ft %ST %B %Ta %{+Q}r\"",
                        "203.0.113.7:5123 [22/Nov/2026:10:00:00.123] web 200 12 34 \"GET / HTTP/1.1\"",
                        "haproxy-custom: timestamp=2026-11-22T10:00:00.123Z | timestamp_zone_assumed"
                                + " | client_address=203.0.113.7 | client_port=5123 | network_peer_address=203.0.113.7"
                                + " | http_request_method=GET | url_path=/ | network_protocol_version=1.1"
                                + " | http_response_status_code=200 | http_response_body_size=12 | duration_us=34000"
                                + " | +ft=web"),
                Arguments.of(
                        "nginx JSON",
                        "log_format j escape=json '{\"t\":\"$time_iso8601\",\"ip\":\"$remote_addr\",'"
                                + "'\"req\":\"$request_method $request_uri $server_protocol\",\"s\":$status,'"
                                + "'\"up\":{\"t\":\"$upstream_response_time\"},\"pod\":\"$hostname\",\"v\":1}';",
                        "{\"t\":\"2026-11-22T10:00:00+00:00\",\"ip\":\"203.0.113.7\",\"req\":\"GET /a b HTTP/1.1\","
                                + "\"s\":200,\"up\":{\"t\":\"0.1, 0.2\"},\"pod\":\"web-1\",\"v\":1}",
                        "j: timestamp=2026-11-22T10:00:00Z | client_address=203.0.113.7"
                                + " | network_peer_address=203.0.113.7 | http_request_method=GET | url_path=/a b"
                                + " | network_protocol_version=1.1 | http_response_status_code=200"
                                + " | upstream_duration_us=300000 | +pod=web-1"),
                Arguments.of(
                        "nginx JSON, with arrays",
                        "{\"o\":{\"none\":[],\"a\":[\"$remote_addr\",\"x\"],\"s\":$status},\"t\":\"$time_iso8601\"}",
                        "{\"o\":{\"none\":[],\"a\":[\"203.0.113.7\"],\"s\":200},\"t\":\"2026-11-22T10:00:00Z\"}",
                        "nginx-custom: timestamp=2026-11-22T10:00:00Z | client_address=203.0.113.7"
                                + " | network_peer_address=203.0.113.7 | http_response_status_code=200"),
                Arguments.of(
                        "Envoy's json_format",
                        "{\"when\":\"%START_TIME%\",\"took\":\"%DURATION%\",\"code\":%RESPONSE_CODE%,"
                                + "\"req\":{\"line\":\"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH):64% %PROTOCOL%\"},"
                                + "\"from\":\"%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%\",\"flags\":\"%RESPONSE_FLAGS%\","
                                + "\"fixed\":\"edge\"}",
                        "{\"when\":\"2026-11-22T10:00:00.310Z\",\"took\":226,\"code\":200,"
                                + "\"req\":{\"line\":\"GET /a?b=1 HTTP/2\"},\"from\":\"2001:db8::7\",\"flags\":\"UF\","
                                + "\"fixed\":\"edge\"}",
                        "envoy-custom: timestamp=2026-11-22T10:00:00.310Z | client_address=2001:db8::7"
                                + " | network_peer_address=2001:db8::7 | http_request_method=GET | url_path=/a"
                                + " | url_query=b=1 | network_protocol_version=2 | http_response_status_code=200"
                                + " | duration_us=226000 | +flags=UF"),
                Arguments.of(
                        "HAProxy's JSON, a directive",
                        "log-format \"%{+json}o %(client)ci %(port:sint)cp %(at)tr %(fe)ft %(code)ST %(sent)B"
                                + " %(line){+Q}r %{-json}o %(pod)[var(txn.pod)] text %ST\"",
                        "{\"client\":\"203.0.113.7\",\"port\":50112,\"at\":\"22/Nov/2026:10:00:00.766\",\"fe\":\"web~\","
                                + "\"code\":404,\"sent\":379,\"line\":\"GET /a HTTP/1.1\",\"pod\":\"web-1\"}",
                        "haproxy-custom: timestamp=2026-11-22T10:00:00.766Z | timestamp_zone_assumed"
                                + " | client_address=203.0.113.7 | client_port=50112"
                                + " | network_peer_address=203.0.113.7 | http_request_method=GET | url_path=/a"
                                + " | network_protocol_version=1.1 | http_response_status_code=404"
                                + " | http_response_body_size=379 | +fe=web~ | +pod=web-1"),
                Arguments.of(
                        "HAProxy's JSON, bare and with other flags",
                        "%{+json,+E}o %{+Q}(c)ci 100%% %(t)Ts",
                        "{\"c\":\"2001:db8::7\",\"t\":1763805600}",
                        "haproxy-custom: timestamp=2025-11-22T10:00:00Z | client_address=2001:db8::7"
                                + " | network_peer_address=2001:db8::7"),
                Arguments.of(
                        "nginx JSON that is none",
                        "{\"t\":\"$time_iso8601\",\"urt\":$upstream_response_time,\"ua\":\"$http_user_agent\"}",
                        "{\"t\":\"2026-11-22T10:00:00+00:00\",\"urt\":-,\"ua\":\"a\\x22b\"}",
                        "nginx-custom: timestamp=2026-11-22T10:00:00Z | user_agent_original=a\"b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void readsLinesByAFormatStringOfAServer(String title, String spec, String line, String expected) {
        LogFormat format = LogFormat.parse(spec);

        assertThat(Parsed.describe(Parsed.line(format, line))).as(title).isEqualTo(expected);
        assertThat(format.spec()).isEqualTo(spec);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        %{%d/%m/%Y:%T %z}t              ; 03/04/2026:10:00:00 +0200      ; 2026-04-03T08:00:00Z
        %{%m/%d/%Y:%T %z}t              ; 03/04/2026:10:00:00 +0200      ; 2026-03-04T08:00:00Z
        %{%d.%m.%Y %H:%M:%S}t           ; 03.04.2026 10:00:00            ; 2026-04-03T10:00:00Z
        %{%d-%m-%Y %T}t                 ; 03-04-2026 10:00:00            ; 2026-04-03T10:00:00Z
        %{%m-%d-%Y %T}t                 ; 22-04-2026 10:00:00            ; bad_timestamp
        %{%d/%m/%Y %T}t                 ; 04/22/2026 10:00:00            ; bad_timestamp
        %{%F %T}t.%{usec_frac}t %{%z}t  ; 2026-04-03 10:00:00.123456 +0200 ; 2026-04-03T08:00:00.123456Z
        %{end:%F %T}t.%{msec_frac}t     ; 2026-04-03 10:00:00.123        ; 2026-04-03T10:00:00.123Z
        %{begin:sec}t                   ; 1775210400                     ; 2026-04-03T10:00:00Z
        """)
    void readsTheTimeThatAPatternOfApacheWrites(String pattern, String time, String expected) {
        String read = Parsed.describe(Parsed.line(LogFormat.parse(pattern + " %h"), time + " 203.0.113.7"));

        assertThat(read).startsWith(expected.startsWith("2") ? "apache-custom: timestamp=" + expected : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        $remote_addr $when $status                  ; when    ; 203.0.113.7 1775210400.250 200
        $remote_addr [$when] $time_local $status    ; when    ; 203.0.113.7 [2026-04-03T10:00:00.250Z] - 200
        $remote_addr $time_iso8601 $when            ; when    ; 203.0.113.7 2020-01-01T00:00:00Z 1775210400.250
        %h %{when}e                                 ; when    ; 203.0.113.7 1775210400250
        %ci:%cp %[var(txn.when)] %ST                ; [var(txn.when)] ; 203.0.113.7:5 1775210400250 200
        {"a":"$remote_addr","t":"$when"}            ; when    ; {"a":"203.0.113.7","t":"1775210400.250"}
        {"a":"$remote_addr","t":"$when"}            ; t       ; {"a":"203.0.113.7","t":"2026-04-03T10:00:00.250Z"}
        {"a":"$remote_addr","t":$when,"u":$msec}    ; when    ; {"a":"203.0.113.7","t":1775210400.250,"u":1.5}
        %{+json}o %(a)ci %(t)[var(txn.when)]        ; t       ; {"a":"203.0.113.7","t":1775210400250}
        """)
    void readsTheTimeFromTheFieldThatItsAuthorNames(String format, String field, String line) {
        LogFormat timed = LogFormat.parse(LogFormat.timedBy(field, format));

        ParsedLine read = Parsed.line(timed, line);

        assertThat(Parsed.describe(read)).contains("timestamp=2026-04-03T10:00:00.250Z", "client_address=203.0.113.7");
        assertThat(Parsed.describe(Parsed.line(LogFormat.parse(timed.spec()), line)))
                .isEqualTo(Parsed.describe(read));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\'', textBlock = """
        combined                                   ; "203.0.113.9" 0.003 ; curl/8 ; "203.0.113.9" 0.003
        combined                                   ; 78                  ; curl/8 ; 78
        combined                                   ; a                   ; curl/8" a ;
        $remote_addr - - [$time_local] "$request" $status $bytes_sent "$http_referer" "$http_user_agent"; x "y" ; curl/8 ; x "y"
        """)
    void keepsWhatFollowsAFormat(String format, String more, String agent, String extra) {
        String line = "203.0.113.7 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl/8\" " + more
                + (extra == null ? "\"" : "");

        ParsedLine read = Parsed.line(LogFormat.parse(format), line);

        assertThat(read.text(Field.USER_AGENT_ORIGINAL)).isEqualTo(agent);
        assertThat(read.attributes().get("extra")).isEqualTo(extra);
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of("", "it is empty"),
                Arguments.of("combind", "there is none named \"combind\"; did you mean combined?"),
                Arguments.of("Nginx_Main", "did you mean nginx-main?"),
                Arguments.of("alb", "did you mean aws-alb?"),
                Arguments.of("zzzzzzzzzzz", "the names are combined, common"),
                Arguments.of("zzzzzzzzzzz", "more, which \"weir formats\" lists"),
                Arguments.of("some words and no fields", "has no fields such as $remote_addr (nginx)"),
                Arguments.of("$remote_addr \"$request\"", "it has no time, and events need one; add $time_iso8601"),
                Arguments.of("%h \"%r\"", "it has no time, and events need one; add %t"),
                Arguments.of(
                        "$remote_addr$status $time_local",
                        "nothing separates them; put a space or quotes between them (at character 13: \"$status $time_local\")"),
                Arguments.of("$time_local $", "a variable's name must follow the dollar sign (at character 13: \"$\")"),
                Arguments.of("%t %", "a directive's letter must follow the percent sign (at character 4: \"%\")"),
                Arguments.of("%t %{Referer", "the brace is never closed (at character 4"),
                Arguments.of("%{%j week %U}t %h", "the pattern of time \"%j week %U\" is not supported"),
                Arguments.of("[%START_TIME%] %REQ(:METHOD)", "the operator is never closed by a percent sign"),
                Arguments.of("log_format '$time_local'", "a name must follow log_format"),
                Arguments.of("log_format x '$time_local", "the quote is never closed"),
                Arguments.of("log_format x escape=xml '$time_local';", "escape must be default, json or none"),
                Arguments.of("LogFormat %h", "a quoted string must follow LogFormat"),
                Arguments.of(
                        "time_field=when $remote_addr $then", "it has no field named when, which is to tell the time"),
                Arguments.of(
                        "time_field=when {\"a\":\"$then\"}", "it has no field named when, which is to tell the time"),
                Arguments.of("time_field=when", "must stand the name of a field, a space and the format string"),
                Arguments.of("time_field= %h", "must stand the name of a field, a space and the format string"),
                Arguments.of("time_field=when combined", "and \"combined\" is the name of a format"),
                Arguments.of("{\"time\": \"$time_local\" \"a\": 1}", "it is no JSON"),
                Arguments.of(
                        "{\"a\": \"%RESPONSE_CODE%\"}",
                        "it has no time, and events need one; add \"start_time\":\"%START_TIME%\""),
                Arguments.of("%{+json}o %(a)ci %(b)ST", "it has no time, and events need one; add %(time)tr"),
                Arguments.of("%{+json}o %(a)tr %(b", "the parenthesis is never closed (at character 18: \"%(b\")"),
                Arguments.of("%{+json}o %(a)tr %(b)", "a variable's name must follow the percent sign"),
                Arguments.of(
                        "{\"a\": \"$status\"}", "it has no time, and events need one; add \"time\":\"$time_iso8601\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void saysWhatIsWrongWithASpecificationAndWhere(String spec, String message) {
        assertThatThrownBy(() -> LogFormat.parse(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid log format: ")
                .hasMessageContaining(message);
    }

    @Test
    void doesNotRepeatAWholeFormatInItsMessage() {
        String spec = "{\"a\":[\"$time_local" + "x".repeat(10_000) + "\"}";

        assertThatThrownBy(() -> LogFormat.parse(spec)).message().hasSizeLessThan(300);
        assertThatThrownBy(() -> LogFormat.parse("x ".repeat(10_000))).message().hasSizeLessThan(300);
    }

    @Test
    void knowsAutoAndEveryBuiltInByName() {
        assertThat(LogFormat.parse("auto")).isSameAs(LogFormat.AUTO);
        for (LogFormat format : LogFormat.builtIns()) {
            assertThat(LogFormat.parse(format.name())).isSameAs(format);
        }
    }
}
