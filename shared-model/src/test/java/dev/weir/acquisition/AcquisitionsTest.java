package dev.weir.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AcquisitionsTest {
    private static final Acquisitions RULES = Acquisitions.shipped();
    private static final String SECRET = "Zq7sEcReT9";

    static List<AcquisitionCase> requests() {
        try (var in = AcquisitionsTest.class.getResourceAsStream("cases.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(AcquisitionCase::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void saysWhereTheVisitorOfARequestCameFrom(AcquisitionCase request) {
        Acquisition answer = RULES.of(request.site(), request.query(), request.referer());

        assertThat(AcquisitionCase.said(answer)).isEqualTo(request.expected());
    }

    @Test
    void reachesEachChannelByARequest() {
        Set<String> reached =
                requests().stream().map(r -> r.expected().get("channel")).collect(Collectors.toSet());

        assertThat(reached)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Channel.values())
                        .map(Channel::displayName)
                        .toList());
        assertThat(requests()).hasSizeGreaterThan(120);
    }

    static Stream<String> clickIds() {
        return new AcquisitionRules(TagRules.files())
                .of("click-ids.txt").stream().map(line -> line.get(0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clickIds")
    void namesAClicksIdAndNeverSaysItsValue(String parameter) {
        for (String rest :
                List.of("", "&utm_source=a&utm_medium=b", "&q=c", "&utm_campaign=d", "&" + parameter + "=" + SECRET)) {
            for (String referer : List.of("-", "https://www.google.com/?q=x", "https://example.com/")) {
                Acquisition answer =
                        RULES.of(ascii("example.com"), ascii(parameter + "=" + SECRET + rest), ascii(referer));

                assertThat(answer.clickId()).isEqualTo(parameter);
                assertThat(answer.toString()).doesNotContainIgnoringCase(SECRET);
            }
        }
    }

    @Test
    void looksAtTheFirstHundredParametersAndEightKilobytes() {
        assertThat(RULES.of(null, ascii("a=1&".repeat(99) + "utm_source=s"), null)
                        .source())
                .isEqualTo("s");
        assertThat(RULES.of(null, ascii("a=1&".repeat(100) + "utm_source=s"), null)
                        .source())
                .isEqualTo("(direct)");
        assertThat(RULES.of(null, ascii("a=" + "x".repeat(8_000) + "&utm_source=s"), null)
                        .source())
                .isEqualTo("s");
        assertThat(RULES.of(null, ascii("a=" + "x".repeat(8_192) + "&utm_source=s"), null)
                        .source())
                .isEqualTo("(direct)");
    }

    @Test
    void boundsEachTextWhateverItsLength() {
        String query = "utm_source=" + "%C3%A4".repeat(1_000);
        assertThat(RULES.of(null, ascii(query), null).source()).isEqualTo("ä".repeat(128));

        assertThat(RULES.of(null, null, ascii("https://" + "h".repeat(253) + "/"))
                        .source())
                .hasSize(253);
        assertThat(RULES.of(null, null, ascii("https://" + "h".repeat(254) + "/"))
                        .source())
                .isEqualTo("(direct)");
        assertThat(RULES.of(null, null, ascii("https://www.google.de/" + "x".repeat(65_536)))
                        .source())
                .isEqualTo("google");
    }

    @Test
    void isATotalAndPureFunctionOfAnyBytes() {
        for (long seed = 1; seed <= 3_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] site = RandomUrl.bytes(random);
            byte[] path = RandomUrl.bytes(random);
            byte[] query = RandomUrl.bytes(random);
            byte[] referer = RandomUrl.bytes(random);

            Acquisition answer = RULES.of(site, path, query, referer);

            assertThat(RULES.of(site, path, query, referer)).as("seed %d", seed).isEqualTo(answer);
            for (String text : List.of(
                    answer.source(),
                    answer.medium(),
                    answer.campaign(),
                    answer.term(),
                    answer.content(),
                    answer.clickId(),
                    answer.searchTerms())) {
                assertThat(text.getBytes(StandardCharsets.UTF_8))
                        .as("seed %d", seed)
                        .hasSizeLessThanOrEqualTo(256);
                assertThat(UrlText.clean(text)).as("seed %d", seed).isEqualTo(text);
            }
            assertThat(UrlText.lower(answer.source())).as("seed %d", seed).isEqualTo(answer.source());
            assertThat(answer.source().isEmpty()).as("seed %d", seed).isEqualTo(answer.channel() == Channel.INTERNAL);
            assertThat(answer.channel() == Channel.INTERNAL && !answer.internal())
                    .as("seed %d", seed)
                    .isFalse();
        }
    }

    @Test
    void saysOfWhichRulesItIs() {
        assertThat(RULES.digest()).matches("[0-9a-f]{64}");
        assertThat(RULES.description()).contains("of search", "of ai assistant");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
