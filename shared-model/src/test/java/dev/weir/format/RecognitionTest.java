package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Formats among themselves. A line is of one format; another that would read it, too, reads the same, or is listed here
 * with the columns that it reads otherwise. So a new format cannot take lines of another silently: its sample, and its
 * golden lines, are tried as every other format, and those of all others as the new one.
 */
class RecognitionTest {
    private static final long SEED = 20261127;

    /** A line that fits two formats differently: its own, the other, and the columns in which they differ. */
    private static final Map<String, Set<String>> AMBIGUOUS = ambiguous("""
            aws-api-gateway-text as common: +extra request_id url_path
            aws-api-gateway-text as common-extra: +extra request_id url_path
            combined as combined-extra: +extra user_agent_original
            combined as common: +extra http_request_header_referer http_response_body_size user_agent_original
            combined as common-extra: +extra user_agent_original
            combined as vhost-combined: +user client_address network_peer_address server_address user_name
            combined-extra as combined: +extra client_address http_request_header_x_forwarded_for
            combined-extra as common: +extra client_address http_request_header_x_forwarded_for user_agent_original
            combined-extra as nginx-main: +extra http_request_header_x_forwarded_for
            combined-io as combined: +extra duration_us http_request_size
            combined-io as combined-extra: +extra duration_us http_request_size
            combined-io as common: +extra duration_us http_request_header_referer http_request_size \
            user_agent_original
            cpanel as combined: +extra server_port
            cpanel as combined-extra: +extra server_port
            cpanel as common: +extra server_port user_agent_original
            cpanel as nginx-main: +extra http_request_header_x_forwarded_for server_port
            envoy-gateway-json as nginx-json: client_address client_port duration_us network_peer_address server_address \
            upstream_duration_us
            envoy-json as nginx-json: client_address client_port duration_us network_peer_address \
            upstream_duration_us
            fastly as nginx-json: cache_status http_response_body_size user_agent_original
            firebase-hosting as google-lb: server_address
            haproxy-clf as combined: +extra client_port duration_us
            haproxy-clf as combined-extra: +extra client_port duration_us
            haproxy-clf as combined-io: +extra client_port duration_us http_request_size
            haproxy-clf as common: +extra client_port duration_us
            haproxy-clf as cpanel: +extra client_port duration_us server_port user_agent_original
            haproxy-clf as nginx-main: client_port duration_us http_request_header_x_forwarded_for \
            user_agent_original
            ingress-nginx as combined: +extra duration_us http_request_size request_id upstream_address \
            upstream_duration_us upstream_status_code
            ingress-nginx as combined-extra: +extra duration_us http_request_size request_id upstream_address \
            upstream_duration_us upstream_status_code
            ingress-nginx as common: +extra duration_us http_request_header_referer http_request_size request_id \
            upstream_address upstream_duration_us upstream_status_code user_agent_original
            nginx-main as combined: +extra client_address http_request_header_x_forwarded_for
            nginx-main as combined-extra: +extra client_address http_request_header_x_forwarded_for
            nginx-main as common: +extra client_address http_request_header_x_forwarded_for user_agent_original
            traefik-clf as combined: +extra duration_us upstream_address
            traefik-clf as combined-extra: +extra duration_us upstream_address
            traefik-clf as common: +extra duration_us upstream_address
            traefik-clf as nginx-main: +extra duration_us http_request_header_x_forwarded_for upstream_address \
            user_agent_original
            """);

    /** An entry of Cloud Logging may have both a request and the line that it is about: which is meant, only the user knows. */
    private static final Set<String> WRAPPED = Set.of("google-lb as combined", "google-lb as common");

    private static final List<String> AGENTS = List.of(
            "-",
            "curl/8.5",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
            "a".repeat(4000),
            "\"quoted\" \\ agent",
            "agent - - [22/Nov/2026:10:00:00 -0500] GET / 200",
            "é\u4e2d",
            "100% ;a");

    private static final List<String> REFERERS = List.of(
            "-",
            "https://www.example.org/",
            "https://www.example.org/?q=" + "b".repeat(2000),
            "android-app://com.example/");

    private static final List<String> PATHS =
            List.of("/a/b.html", "/" + "p".repeat(3000), "/../etc/passwd", "/a;b=c,d'(e)", "/x%2Fy", "/ü");

    private static final int ROUNDS = 30;

    /** A line, the format that it is of, and the {@code #Fields} in force; null if it needs none. */
    private record Owned(String format, String header, String line) {
        ParsedLine by(LineParser parser) {
            return by(parser, line);
        }

        ParsedLine by(LineParser parser, String other) {
            ParsedLine parsed = new ParsedLine();
            byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
            parser.parse(bytes, 0, bytes.length, header, parsed);
            return parsed;
        }
    }

    private final LineParser auto = new LineParser(LogFormat.AUTO, ParserSettings.DEFAULT);

    private static List<Owned> lines() throws Exception {
        List<Owned> lines = new ArrayList<>();
        for (LogFormat format : LogFormat.builtIns()) {
            lines.add(new Owned(format.name(), format.sampleHeader(), format.sample()));
        }
        for (var golden : GoldenLinesTest.lines()) {
            String expected = (String) golden.get()[2];
            int colon = expected.indexOf(": ");
            if (colon > 0) {
                lines.add(new Owned(expected.substring(0, colon), null, (String) golden.get()[1]));
            }
        }
        return lines;
    }

    @Test
    void everyLineIsRecognisedAsItsOwnFormat() throws Exception {
        for (Owned owned : lines()) {
            assertThat(owned.by(auto).format()).as(owned.line()).isEqualTo(owned.format());
        }
    }

    @Test
    void everyFormatReadsTheLinesOfOthersAsTheyDoOrRefusesThemOrIsListed() throws Exception {
        Map<String, Set<String>> found = new TreeMap<>();
        Map<LogFormat, LineParser> parsers = new LinkedHashMap<>();
        LogFormat.builtIns().forEach(format -> parsers.put(format, new LineParser(format, ParserSettings.DEFAULT)));
        for (Owned owned : lines()) {
            Map<String, String> own = values(owned.by(auto));
            for (LogFormat other : LogFormat.builtIns()) {
                ParsedLine parsed = owned.by(parsers.get(other));
                String pair = owned.format() + " as " + other;
                if (other.name().equals(owned.format()) || !parsed.isEvent() || WRAPPED.contains(pair)) {
                    continue;
                }
                Set<String> differing = differing(own, values(parsed));
                if (!differing.isEmpty()) {
                    found.computeIfAbsent(pair, absent -> new TreeSet<>()).addAll(differing);
                }
            }
        }
        assertThat(found).isEqualTo(AMBIGUOUS);
    }

    @Test
    void aFormatIsRecognisedWhateverTheClientChose() throws Exception {
        Random random = new Random(SEED);
        Map<Field, Integer> varied = new TreeMap<>();
        for (Owned owned : lines()) {
            ParsedLine original = owned.by(auto);
            for (int i = 0; i < ROUNDS; i++) {
                Varied other = new Varied(owned, original);
                if (!"unix:".equals(original.text(Field.CLIENT_ADDRESS))) {
                    other.vary(Field.CLIENT_ADDRESS, address(random));
                }
                other.vary(Field.USER_AGENT_ORIGINAL, AGENTS.get(random.nextInt(AGENTS.size())));
                other.vary(Field.HTTP_REQUEST_HEADER_REFERER, REFERERS.get(random.nextInt(REFERERS.size())));
                other.vary(Field.URL_PATH, PATHS.get(random.nextInt(PATHS.size())));

                ParsedLine parsed = owned.by(auto, other.line);

                String said = "seed " + SEED + ": " + other.line;
                assertThat(parsed.isEvent() ? parsed.format() : parsed.reason().code())
                        .as(said)
                        .isEqualTo(owned.format());
                other.values.forEach((field, value) -> {
                    assertThat(parsed.text(field)).as(said).isEqualTo(value.equals("-") ? null : value);
                    varied.merge(field, 1, Integer::sum);
                });
            }
        }
        assertThat(varied.values())
                .hasSize(4)
                .allSatisfy(count -> assertThat(count).isGreaterThan(8 * ROUNDS));
    }

    /** A line with other values in place of some of its own. */
    private static final class Varied {
        final Map<Field, String> values = new TreeMap<>();
        private final Owned owned;
        private final ParsedLine original;
        private String line;

        Varied(Owned owned, ParsedLine original) {
            this.owned = owned;
            this.original = original;
            this.line = owned.line();
        }

        /** Puts another value where the field's stands, if that is found and nothing else depends on it. */
        void vary(Field field, String value) {
            String from = original.text(field);
            boolean forwarded = original.has(Field.HTTP_REQUEST_HEADER_X_FORWARDED_FOR);
            boolean joined = original.attributes().containsKey(JsonRecords.ATTRIBUTE);
            if (from == null || from.length() < 3 || joined || field == Field.CLIENT_ADDRESS && forwarded) {
                return;
            }
            String found = field == Field.CLIENT_ADDRESS ? from : written(field, from);
            int at = line.indexOf(found);
            if (at < 0 || field != Field.CLIENT_ADDRESS && line.indexOf(found, at + 1) >= 0) {
                return;
            }
            line = field == Field.CLIENT_ADDRESS
                    ? withAddress(line, from, value)
                    : line.substring(0, at) + written(field, value) + line.substring(at + found.length());
            values.put(field, value);
        }

        /** A value as the format writes it. */
        private String written(Field field, String value) {
            if (owned.line().startsWith("{") || owned.line().contains("\t{")) {
                return new String(JsonStringEncoder.getInstance().quoteAsString(value));
            }
            if (field != Field.USER_AGENT_ORIGINAL) {
                return value;
            }
            return switch (owned.format()) {
                case "iis" -> value.replace(' ', '+');
                case "cloudfront", "cloudfront-real-time" ->
                    value.replace("%", "%25").replace(" ", "%20").replace("\"", "%22");
                case "gcs" -> value.replace("\"", "\"\"");
                default -> value.replace("\\", "\\\\").replace("\"", "\\\"");
            };
        }

        /** The line of another client, whose address stands in brackets before a port if it needs them. */
        private static String withAddress(String line, String from, String to) {
            String bracketed = to.indexOf(':') < 0 ? to : "[" + to + "]";
            return line.replace("[" + from + "]:", "\0:")
                    .replace(from + ":", "\0:")
                    .replace(from, to)
                    .replace("\0", bracketed);
        }
    }

    private static String address(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "198.51.100." + random.nextInt(256);
            case 1 -> "192.0.2." + random.nextInt(256);
            case 2 -> "2001:db8::" + Integer.toHexString(1 + random.nextInt(0xfffe));
            default ->
                "2001:db8:1:2:3:4:" + Integer.toHexString(1 + random.nextInt(0xfffe)) + ":"
                        + Integer.toHexString(1 + random.nextInt(0xfffe));
        };
    }

    private static Set<String> differing(Map<String, String> one, Map<String, String> other) {
        Set<String> columns = new TreeSet<>(one.keySet());
        columns.addAll(other.keySet());
        columns.removeIf(column -> Objects.equals(one.get(column), other.get(column)));
        return columns;
    }

    private static Map<String, String> values(ParsedLine parsed) {
        Map<String, String> values = new TreeMap<>();
        for (Field field : Field.values()) {
            if (parsed.has(field)) {
                boolean text = field.type() == Field.Type.TEXT;
                values.put(field.column(), text ? parsed.text(field) : Long.toString(parsed.number(field)));
            }
        }
        parsed.attributes().forEach((name, value) -> values.put("+" + name, value));
        return values;
    }

    private static Map<String, Set<String>> ambiguous(String table) {
        Map<String, Set<String>> pairs = new TreeMap<>();
        for (String row : table.strip().split("\n", -1)) {
            int colon = row.indexOf(": ");
            pairs.put(row.substring(0, colon), Set.of(row.substring(colon + 2).split(" +", -1)));
        }
        return pairs;
    }
}
