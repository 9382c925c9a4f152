package dev.weir.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PageViewsTest {
    private static final byte[] GET = bytes("GET");

    /** The examples that stand beside the rules. */
    static List<Arguments> examples() throws IOException {
        List<Arguments> examples = new ArrayList<>();
        try (InputStream rules = PageViews.class.getResourceAsStream("no-pages.txt")) {
            for (String line : new String(rules.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] words = line.split(" ", -1);
                assertThat(words[0]).isIn("", "#", "extension", "document", "under", "page", "no");
                for (int i = 1; i < words.length && (words[0].equals("page") || words[0].equals("no")); i++) {
                    examples.add(Arguments.of(words[i], words[0].equals("page")));
                }
            }
        }
        return examples;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("examples")
    void theRulesHoldOfTheirExamples(String path, boolean page) {
        assertThat(PageViews.isPageView(GET, 200, bytes(path))).isEqualTo(page);
        byte[] within = bytes("GET " + path + "?a=/b.css HTTP/1.1");
        assertThat(PageViews.isPageView(GET, 200, within, 4, 4 + bytes(path).length))
                .as("among other bytes")
                .isEqualTo(page);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, 200, true",
        "GET, 203, true",
        "GET, 304, true",
        "GET, 204, false",
        "GET, 206, false",
        "GET, 199, false",
        "GET, 301, false",
        "GET, 302, false",
        "GET, 404, false",
        "GET, 499, false",
        "GET, 500, false",
        "GET, 0, false",
        "GET, -200, false",
        "GET, 4294967496, false",
        "HEAD, 200, false",
        "POST, 200, false",
        "get, 200, false",
        "GETS, 200, false",
        "'', 200, false"
    })
    void methodAndStatusDecide(String method, long status, boolean page) {
        assertThat(PageViews.isPageView(bytes(method), status, bytes("/"))).isEqualTo(page);
    }

    @Test
    void whatIsMissingIsNoPage() {
        assertThat(PageViews.isPageView(null, 200, bytes("/"))).isFalse();
        assertThat(PageViews.isPageView(GET, 200, null)).isFalse();
        assertThat(PageViews.isPageView(GET, 200, new byte[0])).isFalse();
        assertThat(PageViews.isPageView(GET, 200, bytes("/a"), 1, 1)).isFalse();
    }

    @Test
    void anyBytesAreAPathOrNone() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] alphabet = {'/', '.', ';', 'c', 's', 'S', 'j', '%', 0, -1, (byte) 0xc3};
        int pages = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] path = new byte[random.nextInt(12)];
            for (int at = 0; at < path.length; at++) {
                path[at] = alphabet[random.nextInt(alphabet.length)];
            }
            boolean page = PageViews.isPageView(GET, 200, path);
            String name = new String(path, StandardCharsets.ISO_8859_1);
            name = name.substring(name.lastIndexOf('/') + 1);
            name = name.contains(";") ? name.substring(0, name.indexOf(';')) : name;
            boolean asset = name.toLowerCase(java.util.Locale.ROOT).endsWith(".js")
                    || name.toLowerCase(java.util.Locale.ROOT).endsWith(".css");
            assertThat(page).as("seed 1, %s", name).isEqualTo(path.length > 0 && path[0] == '/' && !asset);
            pages += page ? 1 : 0;
        }
        assertThat(pages).isPositive();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
