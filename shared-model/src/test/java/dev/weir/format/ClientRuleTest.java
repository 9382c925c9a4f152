package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRuleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // peer | X-Forwarded-For | client
                "203.0.113.7 | 6.6.6.6                              | 203.0.113.7",
                "10.0.0.1    | -                                    | 10.0.0.1",
                "10.0.0.1    | 203.0.113.9                          | 203.0.113.9",
                "10.0.0.1    | 6.6.6.6, 203.0.113.9                 | 203.0.113.9",
                "10.0.0.1    | 6.6.6.6, 203.0.113.9, 10.0.0.2       | 203.0.113.9",
                "10.0.0.1    | 203.0.113.9,10.0.0.2,192.168.0.3     | 203.0.113.9",
                "10.0.0.1    | 10.0.0.5, 10.0.0.2                   | 10.0.0.5",
                "10.0.0.1    | 203.0.113.9, unknown                 | 10.0.0.1",
                "10.0.0.1    | 203.0.113.9, <script>, 10.0.0.2      | 10.0.0.2",
                "10.0.0.1    | 6.6.6.6, [2001:db8::5]:443           | 2001:db8::5",
                "10.0.0.1    | 203.0.113.9:5123                     | 203.0.113.9",
                "::1         | 2001:db8::5                          | 2001:db8::5",
                "fe80::1%eth0 | 203.0.113.9                         | 203.0.113.9",
                "::ffff:10.0.0.1 | 203.0.113.9                      | 203.0.113.9",
                "fd00::1     | 203.0.113.9, fc00::2                 | 203.0.113.9",
                "host.example | 203.0.113.9                         | host.example",
                "11.0.0.1    | 203.0.113.9                          | 11.0.0.1",
                "172.32.0.1  | 203.0.113.9                          | 172.32.0.1",
                "unix:       | 203.0.113.9                          | 203.0.113.9",
                "10.0.0.1    | 203.0.113.9,,                        | 10.0.0.1",
            })
    void theClientIsTheFirstUntrustedAddressFromTheRight(String peer, String forwarded, String client) {
        ParsedLine line = Parsed.auto(
                peer + " - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\" \"" + forwarded + "\"");

        assertThat(line.text(Field.CLIENT_ADDRESS)).isEqualTo(client);
        assertThat(line.text(Field.NETWORK_PEER_ADDRESS)).isEqualTo(peer);
        assertThat(line.text(Field.HTTP_REQUEST_HEADER_X_FORWARDED_FOR))
                .isEqualTo(forwarded.equals("-") ? null : forwarded);
    }

    @Test
    void thePortBelongsToTheClient() {
        ParsedLine line = Parsed.line(
                LogFormat.parse("$time_iso8601 $remote_addr:$remote_port $http_x_forwarded_for"),
                "2026-11-22T10:00:00Z 10.0.0.1:5123 203.0.113.9");

        assertThat(line.text(Field.CLIENT_ADDRESS)).isEqualTo("203.0.113.9");
        assertThat(line.has(Field.CLIENT_PORT)).isFalse();
    }

    @Test
    void aNumberInPlaceOfAnAddressDoesNotHideARequest() {
        String line = "10.0.0.1 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\" \"1\"";

        assertThat(Parsed.auto(line).text(Field.CLIENT_ADDRESS)).isEqualTo("10.0.0.1");
        assertThat(Parsed.line(LogFormat.parse("nginx-main"), line).text(Field.CLIENT_ADDRESS))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void nobodyNeedsToBeTrusted() {
        ParserSettings settings = new ParserSettings(java.time.ZoneOffset.UTC, TrustedProxies.NONE);
        String line = "10.0.0.1 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\" \"203.0.113.9\"";

        assertThat(Parsed.line(LogFormat.AUTO, settings, line, null).text(Field.CLIENT_ADDRESS))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void trustsNetworksThatAreNamed() {
        TrustedProxies trusted = TrustedProxies.of(List.of("203.0.113.0/24", "2001:db8::/33", "198.51.100.7"));

        assertThat(contains(trusted, "203.0.113.255")).isTrue();
        assertThat(contains(trusted, "203.0.114.0")).isFalse();
        assertThat(contains(trusted, "2001:db8:7fff::1")).isTrue();
        assertThat(contains(trusted, "2001:db8:8000::1")).isFalse();
        assertThat(contains(trusted, "198.51.100.7")).isTrue();
        assertThat(contains(trusted, "198.51.100.8")).isFalse();
        assertThat(contains(TrustedProxies.of(List.of("0.0.0.0/0")), "9.9.9.9")).isTrue();
        assertThat(contains(TrustedProxies.of(List.of("0.0.0.0/0")), "2001:db8::1"))
                .isFalse();
        assertThat(contains(TrustedProxies.of(List.of("::/0")), "2001:db8::1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0/8", "example.com", "2001:db8::/129", "10.0.0.0/", "10.0.0.0/x"})
    void refusesWhatIsNoNetwork(String cidr) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(cidr)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid trusted proxy: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.4 ",
                "1..2.3",
                ":",
                ":::",
                "1:2",
                "::1::",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "::1.2.3",
                "1:",
                "%",
                "1.2.3.4%eth0",
                "::ffff:1.2.3.4:5"
            })
    void takesNothingForAnAddressThatIsNone(String text) {
        assertThat(address(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::", "::1", "1::", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "64:ff9b::1.2.3.4", "fe80::1%eth0"})
    void readsEverySpellingOfAnAddress(String text) {
        assertThat(address(text)).isNotNull();
    }

    private static boolean contains(TrustedProxies trusted, String text) {
        return trusted.contains(address(text));
    }

    private static IpAddress address(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return IpAddress.parse(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", ":80", "[]:80"})
    void anAddressOfNoLettersIsNone(String address) {
        ParsedLine parsed = Parsed.line(
                LogFormat.parse("common"), address + " - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5");

        assertThat(parsed.isEvent()).isTrue();
        assertThat(parsed.has(Field.CLIENT_ADDRESS)).isFalse();
        assertThat(parsed.has(Field.NETWORK_PEER_ADDRESS)).isFalse();
    }
}
