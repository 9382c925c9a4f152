package dev.weir.model;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.LocalSpark;
import dev.weir.catalogue.LineColumns;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichmentTest {
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/131.0.0.0 Safari/537.36";
    private static final String GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    private final SparkSession spark = LocalSpark.session();

    @Test
    void tellsOfAPersonWhereFromWithWhatAndHowTheyCame() {
        Row row = line(combined(
                "8.8.8.8",
                "GET /shoes?utm_source=news&utm_medium=email&utm_campaign=spring&q=red HTTP/1.1",
                200,
                "https://www.google.com/",
                CHROME));

        assertThat(values(
                        row,
                        "client_network",
                        "country",
                        "asn",
                        "as_organisation",
                        "network_kind",
                        "browser",
                        "browser_version",
                        "os",
                        "device",
                        "bot",
                        "bot_kind",
                        "bot_claim",
                        "page_view",
                        "channel",
                        "traffic_source",
                        "traffic_medium",
                        "campaign",
                        "search_terms",
                        "referrer_site",
                        "redacted"))
                .containsExactly(
                        "8.8.8.0/24",
                        "US",
                        15169L,
                        "Google LLC",
                        "hosting",
                        "Chrome",
                        "131.0",
                        "Windows",
                        "desktop",
                        null,
                        null,
                        null,
                        true,
                        "Email",
                        "news",
                        "email",
                        "spring",
                        "red",
                        "www.google.com",
                        null);
    }

    @ParameterizedTest(name = "from {0}: {1}")
    @CsvSource({"66.249.66.1, verified", "192.0.2.1, impostor", "10.0.0.1, unverifiable"})
    void tellsARobotFromWhoBorrowsItsName(String address, String claim) {
        Row row = line(combined(address, "GET / HTTP/1.1", 200, "-", GOOGLEBOT));

        assertThat(values(row, "bot", "bot_kind", "bot_claim", "device", "page_view"))
                .containsExactly("Googlebot", "search", claim, "bot", false);
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource({
        "GET /, 200, true",
        "GET /, 304, true",
        "HEAD /, 200, false",
        "GET /, 301, false",
        "GET /, 206, false",
        "GET /logo.png, 200, false",
        "POST /, 200, false",
    })
    void countsAPageWhereSomebodyGotToSeeOne(String request, int status, boolean isPage) {
        assertThat(line(combined("192.0.2.1", request + " HTTP/1.1", status, "-", CHROME))
                        .<Boolean>getAs("page_view"))
                .isEqualTo(isPage);
    }

    @Test
    void keepsNoSecretInAnyColumn() {
        String token = "hunter2hunter2";
        String mail = "jane.doe@example.net";
        Row row = line(combined(
                "192.0.2.1",
                "GET /reset/" + mail + "?password=" + token + "&utm_term=" + mail + "&q=" + mail + " HTTP/1.1",
                200,
                "https://user:" + token + "@other.example/?access_token=" + token,
                "tool/1 (" + mail + ")"));

        assertThat(row.mkString("|")).doesNotContain(token).doesNotContain(mail);
        assertThat(row.<String>getAs("redacted")).isEqualTo("token,password,email");
        assertThat(row.<String>getAs("url_query")).startsWith("password=~redacted.password~&utm_term=~redacted.email~");
        assertThat(row.<String>getAs("referrer_site")).isEqualTo("other.example");
    }

    @Test
    void keepsNoSecretOfALineThatNoFormatCouldRead() {
        Row row = line("2026 nonsense GET /x?password=hunter2hunter2&mail=jane.doe@example.net more");

        assertThat(row.<String>getAs("outcome")).isEqualTo("rejected");
        assertThat(new String(row.<byte[]>getAs("raw"), StandardCharsets.UTF_8))
                .startsWith("2026 nonsense GET /x?password=~redacted.password~")
                .doesNotContain("hunter2")
                .doesNotContain("jane.doe");
    }

    @Test
    void tellsNothingOfADeadLetter() {
        Row row = line("garbage");

        LineColumns.derived()
                .forEach(column -> assertThat(row.<Object>getAs(column.name()))
                        .as(column.name())
                        .isEqualTo(column.nullable() ? null : "-"));
    }

    @Test
    void tellsNothingOfAClientThatIsNoAddress() {
        Row row = line(combined("host.example.net", "GET / HTTP/1.1", 200, "-", CHROME));

        assertThat(values(row, "client_network", "country", "asn", "as_organisation", "network_kind"))
                .containsOnlyNulls();
    }

    private static List<Object> values(Row row, String... columns) {
        return java.util.Arrays.stream(columns).map(row::<Object>getAs).toList();
    }

    private static String combined(String client, String request, int status, String referer, String agent) {
        return client + " - - [02/Mar/2026:10:00:00 +0000] \"" + request + "\" " + status + " 1 \"" + referer + "\" \""
                + agent + "\"";
    }

    private Row line(String line) {
        var raw = Raw.table(spark, List.of(Raw.of("s1", 1, line)));
        try (Copies none = Copies.among(raw, ModelSettings.DEFAULT)) {
            return Lines.of(Lines.parsed(raw, ModelSettings.DEFAULT), none, lit("segment"))
                    .first();
        }
    }
}
