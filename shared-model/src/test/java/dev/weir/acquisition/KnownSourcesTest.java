package dev.weir.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KnownSourcesTest {
    private static final AcquisitionRules RULES = new AcquisitionRules(KnownSources.files());
    private static final KnownSources SOURCES = new KnownSources(RULES);
    private static final byte[] SITE = ascii("weir.example");

    /** A line of a file of rules. */
    record Rule(SourceCategory category, String host, String source, String example) {
        static Rule of(SourceCategory category, List<String> line) {
            return new Rule(category, line.get(0), line.get(1), line.get(line.size() - 1));
        }
    }

    static Stream<Rule> rules() {
        return Arrays.stream(SourceCategory.values())
                .flatMap(category ->
                        RULES.of(KnownSources.file(category)).stream().map(line -> Rule.of(category, line)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void eachExampleComesFromItsSource(Rule rule) {
        Acquisition answer = Acquisitions.shipped().of(SITE, null, ascii(rule.example()));

        assertThat(answer.source()).isEqualTo(rule.source());
        assertThat(answer.medium()).isEqualTo(rule.category().medium());
        assertThat(answer.channel()).isEqualTo(channel(rule.category()));
        assertThat(answer.spam()).isEqualTo(rule.category() == SourceCategory.SPAM);
    }

    @Test
    void eachExampleIsOfItsOwnRule() {
        rules().forEach(rule -> {
            String host = rule.host().startsWith("=") ? rule.host().substring(1) : rule.host();
            String example = UrlHost.of(ascii(rule.example()));
            String stem = host.endsWith("*") ? host.substring(0, host.length() - 1) : bare(host) + '/';

            assertThat('.' + example + '/').as("%s", rule).contains('.' + stem);
        });
    }

    private static String bare(String host) {
        String bare = host.startsWith(KnownSources.APP) ? host.substring(KnownSources.APP.length()) : host;
        return bare.toLowerCase(Locale.ROOT);
    }

    @Test
    void aTagMayNameEachSource() {
        rules().forEach(rule -> assertThat(SOURCES.named(rule.source()).category())
                .as("%s", rule)
                .isEqualTo(rule.category()));
    }

    @Test
    void wordsStillComeFromTheEnginesWhoseExamplesHaveThem() {
        List<String> wordless = RULES.of("search.txt").stream()
                .map(line -> line.get(3))
                .filter(example -> example.contains("weir"))
                .filter(example -> !Acquisitions.shipped()
                        .of(SITE, null, ascii(example))
                        .term()
                        .equals("weir"))
                .toList();

        assertThat(wordless).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} at least")
    @CsvSource({"SEARCH, 60", "SOCIAL, 90", "VIDEO, 25", "SHOPPING, 40", "MAIL, 30", "AI_ASSISTANT, 25", "SPAM, 60"})
    void knowsEnough(SourceCategory category, int least) {
        assertThat(SOURCES.count(category)).isGreaterThanOrEqualTo(least);
    }

    @Test
    void knowsACompanyUnderEachOfItsCountryDomainsAndUnderNoOther() {
        for (List<String> line : RULES.of("country-domains.txt")) {
            for (String ending : line.subList(1, line.size())) {
                byte[] host = ascii(line.get(0) + '.' + ending);
                byte[] forged = ascii(line.get(0) + '.' + ending + ".evil.example");
                assertThat(SOURCES.host(host, 0, host.length))
                        .as("%s.%s", line.get(0), ending)
                        .isNotNull();
                assertThat(SOURCES.host(forged, 0, forged.length))
                        .as("%s.%s", line.get(0), ending)
                        .isNull();
            }
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "fb, facebook",
        "FB, facebook",
        "google ads, google",
        "google_ads, google",
        "www.google.de, google",
        "l.facebook.com, facebook",
        "openai, chatgpt",
        "yt, youtube",
        "x, twitter",
        "mail.yahoo.com, yahoo-mail"
    })
    void knowsWhatPeopleWriteIntoTags(String written, String source) {
        assertThat(SOURCES.named(written).name()).isEqualTo(source);
    }

    @Test
    void aNameIsOfOneCategory() {
        Set<String> seen = new HashSet<>();
        rules().map(rule -> rule.source() + ' ' + rule.category()).distinct().forEach(pair -> {
            assertThat(seen.add(pair.substring(0, pair.indexOf(' ')))).as(pair).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource(SourceCategory.class)
    void eachCategoryHasItsFile(SourceCategory category) {
        assertThat(KnownSources.files()).contains(KnownSources.file(category));
    }

    private static Channel channel(SourceCategory category) {
        return switch (category) {
            case SEARCH -> Channel.ORGANIC_SEARCH;
            case SOCIAL -> Channel.ORGANIC_SOCIAL;
            case VIDEO -> Channel.ORGANIC_VIDEO;
            case SHOPPING -> Channel.ORGANIC_SHOPPING;
            case MAIL -> Channel.EMAIL;
            case AI_ASSISTANT -> Channel.AI_ASSISTANT;
            case SPAM -> Channel.REFERRAL;
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
