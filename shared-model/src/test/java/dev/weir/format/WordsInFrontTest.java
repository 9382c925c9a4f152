package dev.weir.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What proxies, containers and hand-made formats write in front of a common line's time, and what becomes of it. */
class WordsInFrontTest {
    private static final String REST = " [22/Nov/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"curl/8.0\"";
    private static final String NUL = Character.toString(0);

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        203.0.113.7 - -                                  ; client=203.0.113.7
        203.0.113.7 - alice                              ; client=203.0.113.7 user=alice
        203.0.113.7  -   -                               ; client=203.0.113.7
        203.0.113.7                                      ; client=203.0.113.7
        203.0.113.7 -                                    ; client=203.0.113.7
        203.0.113.7 - - -                                ; client=203.0.113.7
        "203.0.113.7" - -                                ; client=203.0.113.7
        203.0.113.7:50718 - -                            ; client=203.0.113.7 from=50718
        2001:db8::7 - -                                  ; client=2001:db8::7
        [2001:db8::7]:50718 - -                          ; client=2001:db8::7 from=50718
        unix: - -                                        ; client=unix:
        unix:/run/a.sock - -                             ; client=unix:
        pool-7.example.net - -                           ; client=pool-7.example.net
        - - -                                            ; nobody
        17 - -                                           ; dead
        127.0.0.1.5.5 - -                                ; dead
        (null) - -                                       ; dead
        <script> - -                                     ; dead
        203.0.113.7 - alice smith                        ; client=203.0.113.7 user: alice smith
        203.0.113.7 - "alice smith"                      ; client=203.0.113.7 user=alice smith
        203.0.113.7 - ACME\\alice                         ; client=203.0.113.7 user=ACME\\alice
        203.0.113.7 - alice 198.51.100.3                 ; dead
        203.0.113.7 - - alice                            ; dead
        203.0.113.7 - alice, bob                         ; dead
        203.0.113.7 - 198.51.100.3, 10.0.0.2             ; dead
        203.0.113.7 - 198.51.100.3                       ; client=203.0.113.7
        203.0.113.7 shop.example.com -                   ; client=203.0.113.7 site=shop.example.com
        203.0.113.7 shop.example.com alice               ; client=203.0.113.7 site=shop.example.com user=alice
        203.0.113.7 [203.0.113.7] alice                  ; client=203.0.113.7 user=alice
        203.0.113.7 - [203.0.113.7] - alice              ; client=203.0.113.7 user=alice
        10.0.0.1 [203.0.113.7] -                         ; client=203.0.113.7 peer=10.0.0.1 list=203.0.113.7
        10.0.0.1 - [6.6.6.6, 203.0.113.7] - -            ; client=203.0.113.7 peer=10.0.0.1 list=6.6.6.6, 203.0.113.7
        203.0.113.7 [nonsense] alice                     ; dead
        shop.example.com alice smith jones               ; dead
        shop.example.com 203.0.113.7 - -                 ; client=203.0.113.7 site=shop.example.com
        SHOP.example.com. 203.0.113.7 - -                ; client=203.0.113.7 site=shop.example.com
        shop.example.com:8443 203.0.113.7 - -            ; client=203.0.113.7 site=shop.example.com port=8443
        shop.example.com 8443 203.0.113.7 - -            ; client=203.0.113.7 site=shop.example.com port=8443
        shop.example.com:8443 pool-7.example.net - alice ; client=pool-7.example.net site=shop.example.com port=8443 user=alice
        shop.example.com 203.0.113.7                     ; client=203.0.113.7 site=shop.example.com
        shop.example.com 203.0.113.7 -                   ; client=203.0.113.7 site=shop.example.com
        "shop.example.com" 203.0.113.7 - -               ; client=203.0.113.7 site=shop.example.com
        [shop.example.com] 203.0.113.7 - -               ; client=203.0.113.7 site=shop.example.com
        wiki 10.0.0.5 - -                                ; client=10.0.0.5 site=wiki
        - 203.0.113.7 - -                                ; client=203.0.113.7
        17 203.0.113.7 - -                               ; dead
        8443 203.0.113.7 - -                             ; dead
        (203.0.113.7) 10.0.0.1 - -                       ; dead
        <b> 203.0.113.7 - -                              ; dead
        shop.example.com lb.example.com 203.0.113.7 - -  ; dead
        shop.example.com 10.0.0.1 203.0.113.7 - -        ; dead
        DE 203.0.113.7 - -                               ; client=203.0.113.7
        203.0.113.7 DE - -                               ; client=203.0.113.7
        de 203.0.113.7 alice - -                         ; dead
        203.0.113.7 via 10.0.0.1 - -                     ; client=203.0.113.7 peer=10.0.0.1
        203.0.113.7, 10.0.0.2 - -                        ; client=203.0.113.7 peer=- list=203.0.113.7, 10.0.0.2
        6.6.6.6, 203.0.113.7, 10.0.0.2 - -               ; client=203.0.113.7 peer=- list=6.6.6.6, 203.0.113.7, 10.0.0.2
        6.6.6.6, 203.0.113.7 172.17.0.1 - -              ; client=203.0.113.7 peer=172.17.0.1 list=6.6.6.6, 203.0.113.7
        shop.example.com 203.0.113.7, 10.0.0.2 - -       ; client=203.0.113.7 peer=- site=shop.example.com list=203.0.113.7, 10.0.0.2
        203.0.113.7, nonsense - -                        ; dead
        2026/11/22 10:00:00 203.0.113.7 - -              ; client=203.0.113.7
        2026/11/22 10:00:00 shop.example.com 203.0.113.7 - - ; client=203.0.113.7 site=shop.example.com
        """)
    void areReadWhereAKnownShapeExplainsAllOfThem(String words, String expected) {
        assertThat(told(Parsed.auto(words + REST))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        'Nov 22 10:00:00 web5 nginx: '                   ; client=203.0.113.7
        'Nov 22 10:00:00 web5 nginx '                    ; client=203.0.113.7
        'Nov 22 10:00:00 web5 '                          ; client=203.0.113.7
        '<133>Nov 22 10:00:00 web5 mds-acc '             ; client=203.0.113.7
        '<133>Nov 22 10:00:00 web5 mds[17]: '            ; client=203.0.113.7
        '<133>1 2026-11-22T10:00:00Z web5 nginx 17 - - ' ; client=203.0.113.7
        '2026-11-22T10:00:00.123Z '                      ; client=203.0.113.7
        '2026-11-22T10:00:00.123Z web5 nginx '           ; client=203.0.113.7
        '2026-11-22T10:00:00.123Z web5 nginx: '          ; client=203.0.113.7
        '2026-11-22T10:00:00.123Z stdout F '             ; client=203.0.113.7
        '2026-11-22T10:00:00.123Z shop.example.com '     ; client=203.0.113.7 site=shop.example.com
        'web_1  | '                                      ; client=203.0.113.7
        'proj-web-1 | '                                  ; client=203.0.113.7
        'nginx: '                                        ; client=203.0.113.7
        'nginx[17]: '                                    ; client=203.0.113.7
        'nginx[x]: '                                     ; dead
        'shop.example.com: '                             ; dead
        """)
    void transportsMayStandBeforeThem(String prefix, String expected) {
        assertThat(told(Parsed.auto(prefix + "203.0.113.7 - -" + REST))).isEqualTo(expected);
    }

    @Test
    void aLineBeginsAnewBehindAGapOfNulsAndSaysHowMuchWasTorn() {
        String line = "203.0.113.7 - -" + REST;

        ParsedLine torn = Parsed.auto("198.51.100.9 - - [22/No" + NUL.repeat(100) + line);

        assertThat(told(torn)).isEqualTo("client=203.0.113.7");
        assertThat(torn.attributes()).containsExactly(Map.entry("torn_bytes", "123"));
        assertThat(told(Parsed.auto(NUL.repeat(5) + line))).isEqualTo("client=203.0.113.7");
        assertThat(told(Parsed.auto(line + NUL.repeat(5)))).isEqualTo("client=203.0.113.7");
    }

    @Test
    void aWordThatManyShapesCouldExplainIsNoReasonToLookTwice() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            words.add("shop.example.com");
        }

        assertThat(told(Parsed.auto(String.join(" ", words) + REST))).isEqualTo("dead");
    }

    private static String told(ParsedLine line) {
        if (!line.isEvent()) {
            return "dead";
        }
        List<String> told = new ArrayList<>();
        String client = line.text(Field.CLIENT_ADDRESS);
        String peer = line.text(Field.NETWORK_PEER_ADDRESS);
        add(told, "client", client);
        if (client != null && !client.equals(peer)) {
            told.add("peer=" + (peer == null ? "-" : peer));
        }
        add(told, "site", line.text(Field.SERVER_ADDRESS));
        add(told, "port", line.has(Field.SERVER_PORT) ? Long.toString(line.number(Field.SERVER_PORT)) : null);
        add(told, "user", line.text(Field.USER_NAME));
        add(told, "from", line.has(Field.CLIENT_PORT) ? Long.toString(line.number(Field.CLIENT_PORT)) : null);
        if (line.attributes().containsKey("user")) {
            told.add("user: " + line.attributes().get("user"));
        }
        add(told, "list", line.text(Field.HTTP_REQUEST_HEADER_X_FORWARDED_FOR));
        assertThat(line.text(Field.URL_PATH)).isEqualTo("/a");
        assertThat(line.text(Field.USER_AGENT_ORIGINAL)).isEqualTo("curl/8.0");
        return told.isEmpty() ? "nobody" : String.join(" ", told);
    }

    private static void add(List<String> told, String name, String value) {
        if (value != null) {
            told.add(name + "=" + value);
        }
    }
}
