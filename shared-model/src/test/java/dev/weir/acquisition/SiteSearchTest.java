package dev.weir.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteSearchTest {
    @ParameterizedTest(name = "{0}?{1}: {2}")
    @CsvSource({
        "/, q=pump, pump",
        "/, s=water+pump, water pump",
        "/search, query=pump%20%26%20pipe, pump & pipe",
        "/, search=pump, pump",
        "/, keyword=pump, pump",
        "/, Q=Pump, Pump",
        "/, s=b&q=a, a",
        "/, q=&s=b, b",
        "/, q=a&q=b, a",
        "/search, term=pump, pump",
        "/de/suche.php, k=pump, pump",
        "/catalogsearch/result/, q=pump, pump",
        "/SEARCH/, k=pump, pump",
        "/glossary, term=pump, ''",
        "/research, term=pump, ''",
        "/, k=pump, ''",
        "/, query_string=a, ''",
        "/, page=2, ''",
        "/img/a.JPG, q=80, ''",
        "/style.css, s=1, ''",
        "/avatar/x.png, s=32, ''",
        "/a.html, s=1, 1",
        "/a.css/b, s=x, x",
        "/., s=x, x",
        "/, q=%00%0a, ''",
        "/, q, ''",
    })
    void areTheValueOfTheUsualParameters(String path, String query, String terms) {
        assertThat(SiteSearch.terms(ascii(path), ascii(query))).isEqualTo(terms);
    }

    @Test
    void areEmptyWhereNothingIsKnown() {
        assertThat(SiteSearch.terms(null, null)).isEmpty();
        assertThat(SiteSearch.terms(ascii("/search"), null)).isEmpty();
        assertThat(SiteSearch.terms(null, ascii("q=pump"))).isEqualTo("pump");
        assertThat(SiteSearch.terms(null, ascii("term=pump"))).isEmpty();
        assertThat(SiteSearch.terms(new byte[0], ascii("k=pump"))).isEmpty();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
