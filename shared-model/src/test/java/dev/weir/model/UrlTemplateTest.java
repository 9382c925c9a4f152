package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "/, /",
                "/index.html, /index.html",
                "/users/17, /users/{id}",
                "/users/17/, /users/{id}/",
                "/users/007/orders/99, /users/{id}/orders/{id}",
                "/v2/users, /v2/users",
                "/0, /{id}",
                "/123456789012345678901234567890, /{id}",
                "/users/-17, /users/-17",
                "/users/17a, /users/17a",
                "/u/123e4567-e89b-12d3-a456-426614174000, /u/{uuid}",
                "/u/123E4567-E89B-12D3-A456-426614174000/x, /u/{uuid}/x",
                "/u/abcdefab-cdef-abcd-efab-cdefabcdefab, /u/{uuid}",
                "/u/123e4567-e89b-12d3-a456-42661417400/x, /u/123e4567-e89b-12d3-a456-42661417400/x",
                "/u/123e4567e-89b-12d3-a456-426614174000/x, /u/123e4567e-89b-12d3-a456-426614174000/x",
                "/c/0123456789abcdef, /c/{hash}",
                "/c/0123456789ABCDEF, /c/{hash}",
                "/c/0123456789abcde, /c/0123456789abcde",
                "/c/0123456789abcdeg, /c/0123456789abcdeg",
                "/c/deadbeefdeadbeefdeadbeef, /c/deadbeefdeadbeefdeadbeef",
                "/log/2026-03-02, /log/{date}",
                "/log/2026-13-02, /log/2026-13-02",
                "/log/2026-03-32, /log/2026-03-32",
                "/log/1826-03-02, /log/1826-03-02",
                "/2026/03/02, /{date}",
                "/2026/3/2/title, /{date}/title",
                "/blog/1999/12/31/, /blog/{date}/",
                "/2026/03, /{id}/{id}",
                "/2026/03/, /{id}/{id}/",
                "/2026, /{id}",
                "/2026/13/01, /{id}/{id}/{id}",
                "/2026/00/01, /{id}/{id}/{id}",
                "/2126/01/01, /{id}/{id}/{id}",
                "/app.3f2a9c1b.js, /app.{hash}.js",
                "/app-3f2a9c1b.js, /app-{hash}.js",
                "/app.abcdefab.js, /app.abcdefab.js",
                "/3f2a9c1b.js, /3f2a9c1b.js",
                "/app.3f2a9c1b.3f2a9c1b.js, /app.{hash}.3f2a9c1b.js",
                "/static.3f2a9c1b/app.js, /static.3f2a9c1b/app.js",
                "/a.-.b, /a.-.b",
                "/a., /a.",
                "/.env, /.env",
                "/a/b/c/d/e/f/g/h, /a/b/c/d/e/f/g/h",
                "/a/b/c/d/e/f/g/h/, /a/b/c/d/e/f/g/h/…",
                "/a/b/c/d/e/f/g/h/i, /a/b/c/d/e/f/g/h/…",
                "/1/2/3/4/5/6/7/8/9, /{id}/{id}/{id}/{id}/{id}/{id}/{id}/{id}/…",
                "//, //",
                "///, ///",
                "//a//1, //a//{id}",
                "////////////, ////////…",
                "*, *",
                "example.com:443, example.com:443",
                "/%31, /%31",
                "/ö/1, /ö/{id}",
            })
    void isThePathWithoutWhatVaries(String path, String template) {
        String expected = template.equals("////////…") ? "////////" + "/…" : template;
        assertThat(template(path)).isEqualTo(expected);
    }

    @Test
    void isADashWhereThereIsNoPath() {
        assertThat(UrlTemplate.of(null)).hasToString("-");
        assertThat(UrlTemplate.of(new byte[0])).hasToString("-");
    }

    @ParameterizedTest(name = "cut at {0} of a character")
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void isCutBetweenCharacters(int offset) {
        for (String character : new String[] {"a", "é", "€", "😀"}) {
            String path = "/" + "x".repeat(250 + offset) + character.repeat(10);

            UTF8String template = UrlTemplate.of(path.getBytes(StandardCharsets.UTF_8));

            assertThat(template.numBytes()).isBetween(253, 256);
            assertThat(path).startsWith(template.toString());
        }
    }

    @Test
    void isCutThoughNothingIsACharacter() {
        byte[] path = new byte[1_000];
        java.util.Arrays.fill(path, (byte) 0x80);
        path[0] = '/';

        assertThat(UrlTemplate.of(path).numBytes()).isBetween(252, 256);
    }

    @Test
    void ofTenThousandSegmentsHasEight() {
        assertThat(template("/1".repeat(10_000))).isEqualTo("/{id}".repeat(8) + "/…");
        assertThat(template("/".repeat(10_000))).isEqualTo("/".repeat(8) + "/…");
        assertThat(template("/2026/1/1".repeat(3_000))).isEqualTo("/{date}".repeat(8) + "/…");
    }

    @Test
    void ofAMegabyteTakesOnePass() {
        assertThat(template("/" + "a-1.".repeat(250_000))).hasSize(256);
        assertThat(template("/" + "1".repeat(1_000_000))).isEqualTo("/{id}");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void isBoundedAndItsOwnTemplateWhateverThePath(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = "//-..0129afgz{}é€%";
        for (int n = 0; n < 20_000; n++) {
            StringBuilder path = new StringBuilder("/");
            for (int i = random.nextInt(60); i > 0; i--) {
                path.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String template = template(path.toString());

            assertThat(template.getBytes(StandardCharsets.UTF_8).length)
                    .as(path.toString())
                    .isBetween(1, 256);
            assertThat(template(path.toString())).isEqualTo(template);
        }
    }

    private static String template(String path) {
        return UrlTemplate.of(path.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
