package dev.weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.text.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotTableTest {
    private static final BotTable OWN = new BotTable(List.of(RuleFile.beside(BotRanges.class, "bots.txt")));
    private static final BotTable ALL = UserAgents.shipped().bots();

    @Test
    void findsEachRobotOfOursByItsExample() {
        assertThat(OWN.entries())
                .hasSizeGreaterThan(350)
                .allSatisfy(entry -> assertThat(
                                UserAgents.shipped().of(bytes(entry.example())).bot())
                        .as(entry.example())
                        .isEqualTo(entry.bot()));
    }

    @Test
    void findsEachOtherCrawlerByItsExampleUnlessAnotherIsThereToo() {
        List<BotTable.Entry> entries = ALL.entries();
        for (BotTable.Entry entry : entries.subList(OWN.entries().size(), entries.size())) {
            Bot bot = ALL.of(bytes(entry.example()));
            boolean another = entries.stream()
                    .anyMatch(other ->
                            other.bot().equals(bot) && lower(entry.example()).contains(lower(other.literal())));

            assertThat(bot.equals(entry.bot()) || another)
                    .as("%s: %s", entry.example(), bot)
                    .isTrue();
            assertThat(bot.kind()).as(entry.example()).isNotIn(BotKind.NONE, BotKind.UNKNOWN);
        }
    }

    @Test
    void hasOneKindForOneName() {
        Map<String, BotKind> kinds = new HashMap<>();

        assertThat(ALL.entries()).allSatisfy(entry -> {
            String name = lower(entry.bot().name());
            BotKind other = kinds.putIfAbsent(name, entry.bot().kind());
            assertThat(other == null || other == entry.bot().kind()).as(name).isTrue();
            assertThat(entry.bot().kind()).as(name).isNotIn(BotKind.NONE, BotKind.UNKNOWN);
            assertThat(name).isNotBlank().hasSizeLessThanOrEqualTo(Agent.LONGEST_NAME);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'Mozilla/5.0 (compatible; Foobar) python-requests/2.31 GPTBot/1.2', GPTBot, AI_TRAINING",
        "'python-requests/2.31.0 curl/8', python-requests, LIBRARY",
        "'Foo/1.0 (like FeedFetcher-Google) GPTBot/1.2', FeedFetcher-Google, FEED",
        "'Mozilla/5.0 GPTBOT', GPTBot, AI_TRAINING",
        "'Googlebot-Image/1.0 Googlebot/2.1', Googlebot-Image, SEARCH",
        "'NotGPTBotAtAll/1.0', '', NONE",
        "'MyGPTBot/1.0', MyGPTBot, UNKNOWN",
        "'libcurl-agent/1.0', '', NONE",
        "'Opera Mini Java/1.0', '', NONE",
    })
    void takesTheLeftmostThatStandsAloneAndLibrariesLast(String agent, String name, BotKind kind) {
        assertThat(ALL.of(bytes(agent))).isEqualTo(new Bot(name, kind));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
