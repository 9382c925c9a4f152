package dev.weir.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
    private static final long TIME =
            GeneratorOptions.defaultStart(GeneratorOptions.DEFAULT_DAYS).toEpochMilli() + 36_123_456;
    private static final Caller CALLER =
            new Caller(new Client(0, "2001:db8::1", "-"), 0, Software.person("say \"hi\"", "other"), false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "combined|2001:db8::1 - - [20/Nov/2026:10:02:03 +0000] \"GET /products/7?a=1 HTTP/2.0\" 200 512"
                        + " \"https://t.co/x\" \"say \\x22hi\\x22\"",
                "vhost-combined|shop.example.com:443 2001:db8::1 - - [20/Nov/2026:10:02:03 +0000]"
                        + " \"GET /products/7?a=1 HTTP/2.0\" 200 512 \"https://t.co/x\" \"say \\x22hi\\x22\"",
                "seed|2001:db8::1 - - [20/Nov/2026:10:02:03] \"GET /products/7?a=1 HTTP/2.0\" [200] 512"
                        + " \"https://t.co/x\" \"say \\x22hi\\x22\"",
                "ingress-nginx|2001:db8::1 - - [20/Nov/2026:10:02:03 +0000] \"GET /products/7?a=1 HTTP/2.0\" 200 512"
                        + " \"https://t.co/x\" \"say \\x22hi\\x22\" N 0.034 [default-shop-8080] [] 10.0.N.N:8080 512"
                        + " 0.034 200 H",
                "nginx-json|{\"time\":\"2026-11-20T10:02:03+00:00\",\"remote_addr\":\"2001:db8::1\",\"method\":\"GET\","
                        + "\"uri\":\"/products/7\",\"args\":\"a=1\",\"status\":200,\"body_bytes_sent\":512,"
                        + "\"request_time\":0.034,\"http_referer\":\"https://t.co/x\","
                        + "\"http_user_agent\":\"say \\\"hi\\\"\",\"host\":\"shop.example.com\",\"request_id\":\"H\"}",
                "aws-alb|h2 2026-11-20T10:02:03.456000Z app/example/50dc6c495c0c9188 2001:db8::1:N 10.0.1.N:8080 0.001"
                        + " 0.032 0.001 200 200 N 512 \"GET https://shop.example.com:443/products/7?a=1 HTTP/2.0\""
                        + " \"say \\x22hi\\x22\" TLS_AES_128_GCM_SHA256 TLSv1.3 arn:aws:elasticloadbalancing:"
                        + "eu-central-1:123456789012:targetgroup/shop/73e2d6bc24d8a067 \"Root=1-58337262-N\""
                        + " \"shop.example.com\" \"-\" 0 2026-11-20T10:02:03.422000Z \"forward\" \"-\" \"-\""
                        + " \"10.0.1.N:8080\" \"200\" \"-\" \"-\" TID_H",
            })
    void writesARequest(String format, String expected) {
        Place place = Place.of(Place.Kind.PAGE, "/products/7", "/products/{id}").withQuery("a=1");
        Referrer referrer = new Referrer("https://t.co/x", "t.co");
        Request request =
                new Request(TIME, Site.SHOP, CALLER, Method.GET, place, null, "HTTP/2.0", referrer, 200, 512, 34);

        assertThat(write(format, request)).matches(pattern(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "combined|\"\\x16\\x03\\xEA\\x22\" 400 150 ",
                "vhost-combined|www.example.com:80 ",
                "seed|\"\\x16\\x03\\xEA\\x22\" [400] 150 ",
                "ingress-nginx| 0 0.002 [] [] - - - - ",
                "nginx-json|\"method\":\"\",\"uri\":\"\",\"args\":\"\",\"status\":400,",
                "aws-alb| - -1 -1 -1 400 - ",
            })
    void writesGarbage(String format, String part) {
        Request request = new Request(
                TIME, Site.WWW, CALLER, null, null, "\u0016\u0003\u00ea\"", null, Referrer.NONE, 400, 150, 2);

        assertThat(write(format, request)).contains(part);
    }

    @Test
    void rejectsAnUnknownName() {
        assertThatThrownBy(() -> Format.named("iis"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid format: iis, must be one of ingress-nginx, combined");
    }

    private static String write(String format, Request request) {
        LineBuffer line = new LineBuffer();
        Format.named(format).writer(new SplittableRandom(15)).write(request, line);
        return new String(line.copy(), StandardCharsets.ISO_8859_1);
    }

    /** N stands for digits that are drawn, H for a request id. */
    private static String pattern(String expected) {
        return java.util.regex.Pattern.quote(expected)
                .replaceAll("(?<=[ :.\\-])N(?=[ :.\"])", "\\\\E[0-9a-f]+\\\\Q")
                .replaceAll("(?<=[ \"_])H(?=[\"\\\\])", "\\\\E[0-9a-f]{32}\\\\Q");
    }
}
