package dev.weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentsTest {
    private static final UserAgents AGENTS = UserAgents.shipped();

    @TestFactory
    Stream<DynamicTest> tellsPeoplesBrowsersAndDevices() {
        return AgentCases.read("people.txt", 6).stream()
                .map(c -> DynamicTest.dynamicTest(c[5], () -> {
                    DeviceClass device = DeviceClass.valueOf(c[4]);
                    assertThat(of(c[5])).isEqualTo(new Agent(c[0], c[1], c[2], c[3], device, Bot.NONE));
                }));
    }

    @Test
    void agreesWithUapCoresOwnCases() {
        List<String[]> cases = AgentCases.read("uap-core-cases.txt", 4);

        assertThat(cases).hasSizeGreaterThan(2_000).allSatisfy(c -> {
            Agent agent = of(c[3]);
            boolean browser = c[0].equals("browser");
            assertThat(browser ? agent.browser() : agent.system()).as(c[3]).isEqualTo(c[1]);
            assertThat(browser ? agent.browserVersion() : agent.systemVersion())
                    .as(c[3])
                    .isEqualTo(c[2]);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-"})
    void takesWhoeverSendsNoAgentForAnUnknownRobot(String agent) {
        assertThat(of(agent)).isEqualTo(new Agent("Other", "", "Other", "", DeviceClass.BOT, Bot.NAMELESS));
    }

    @Test
    void knowsNothingOfWhatSaysNothing() {
        assertThat(of("Mozilla/5.0")).isEqualTo(new Agent("Other", "", "Other", "", DeviceClass.OTHER, Bot.NONE));
    }

    @Test
    void readsTheRangeAlone() {
        byte[] line = bytes("\"curl/8.4.0\"");

        assertThat(AGENTS.of(line, 1, line.length - 1)).isEqualTo(of("curl/8.4.0"));
    }

    @Test
    void looksAtTheFirstBytesOfALongAgentAlone() {
        String head = "Mozilla/5.0 (X11; Linux x86_64) " + "x".repeat(AgentText.LONGEST - 32);

        assertThat(head).hasSize(AgentText.LONGEST);
        assertThat(of(head + " Googlebot/2.1")).isEqualTo(of(head));
        assertThat(of(head.substring(15) + " Googlebot/2.1").bot().name()).isEqualTo("Googlebot");
    }

    @Test
    void boundsAndCleansWhatItTakesOutOfAnAgent() {
        Agent agent =
                of("a\u0007b\u202e" + "c".repeat(150) + "/" + "7".repeat(60) + ".5 CFNetwork/978.0.7 Darwin/18.5.0");

        assertThat(agent.browser()).startsWith("a b ccc").hasSize(Agent.LONGEST_NAME);
        assertThat(agent.browserVersion()).hasSize(Agent.LONGEST_VERSION).containsOnlyDigits();
    }

    @ParameterizedTest
    @CsvSource({
        "'FooBot/1.0', FooBot",
        "'Mozilla/5.0 (compatible; foo-crawler/2; x)', foo-crawler",
        "'my web spiders 3', spiders",
        "'Mozilla/5.0 (compatible; Foo/1.0; +http://foo.example/)', Foo",
        "'Foo/1.0 (http://foo.example/)', Foo",
        "'(+http://foo.example/)', -",
        "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxbot', xxxxxxxxxxxxxxxxxxxxbot",
    })
    void namesRobotsThatAreNotKnownByTheWordThatSaysSo(String agent, String name) {
        assertThat(of(agent).bot()).isEqualTo(new Bot(name, BotKind.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36",
                "BottleApp/1.0 (iPhone)",
                "Mozilla/5.0 (compatible; MSIE 8.0; EmbeddedWB 14.52 from: http://www.bsalsa.com/)",
            })
    void takesNobodyForARobotWhoDoesNotSaySo(String agent) {
        assertThat(of(agent).bot()).isEqualTo(Bot.NONE);
    }

    @Test
    void takesNothingBehindOtherLettersForAnAgentsBeginning() {
        assertThat(of("\u00e9".repeat(300) + " xxBot").browser()).isEqualTo("Other");
        assertThat(of("\u00e9".repeat(30) + " xxBot").browser()).isEqualTo("xxBot");
    }

    @Test
    void saysWhichTablesItHas() {
        assertThat(AGENTS.digest()).matches("[0-9a-f]{64}");
        assertThat(AGENTS.description())
                .isEqualTo(AGENTS.families().size() + " expressions of uap-core (ua-parser-builtins 202610), "
                        + AGENTS.bots().entries().size() + " robots");
    }

    @Test
    void triesFewExpressionsWhateverTheAgentHas() {
        assertThat(AGENTS.families().size()).isGreaterThan(1_200);
        assertThat(AGENTS.families().unfiltered()).isLessThanOrEqualTo(2);
    }

    private static Agent of(String agent) {
        return AGENTS.of(bytes(agent));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
