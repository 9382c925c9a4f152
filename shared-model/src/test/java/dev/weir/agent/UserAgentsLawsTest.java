package dev.weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UserAgentsLawsTest {
    private static final UserAgents AGENTS = UserAgents.shipped();
    /** Trying all 1,270 expressions takes milliseconds: so few in a build, though any seed holds. */
    private static final int EXHAUSTIVE = 100;

    private static final int MUTANTS = 2_000;

    @Test
    void triesNoFewerExpressionsThanCouldMatch() {
        List<String> real = AgentCases.real();
        for (int seed = 0; seed < EXHAUSTIVE; seed++) {
            byte[] agent = AgentCases.mutant(real, new Random(seed));

            assertThat(AGENTS.parse(agent, 0, agent.length))
                    .as("seed %s: %s", seed, new String(agent, StandardCharsets.UTF_8))
                    .isEqualTo(AGENTS.parseByAllExpressions(agent, 0, agent.length));
        }
    }

    @Test
    void readsWhateverTheBytesAre() {
        List<String> real = AgentCases.real();
        for (int seed = 0; seed < MUTANTS; seed++) {
            Random random = new Random(seed);
            byte[] agent = random.nextInt(4) == 0 ? noise(random) : AgentCases.mutant(real, random);

            Agent read = AGENTS.of(agent);

            assertThat(read).as("seed %s, again", seed).isEqualTo(AGENTS.of(agent.clone()));
            assertThat(read).as("seed %s, without the cache", seed).isEqualTo(parsed(agent));
            requireClean(seed, read.browser(), Agent.LONGEST_NAME);
            requireClean(seed, read.browserVersion(), Agent.LONGEST_VERSION);
            requireClean(seed, read.system(), Agent.LONGEST_NAME);
            requireClean(seed, read.systemVersion(), Agent.LONGEST_VERSION);
            requireClean(seed, read.bot().name(), Agent.LONGEST_NAME);
            assertThat(read.browser()).isNotEmpty();
            assertThat(read.system()).isNotEmpty();
            assertThat(read.device() == DeviceClass.BOT)
                    .as("seed %s, a robot's device", seed)
                    .isEqualTo(read.bot().kind() != BotKind.NONE);
        }
    }

    @Test
    void readsLongAgentsByTheirFirstBytes() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            byte[] agent = new byte[65_536];
            random.nextBytes(agent);
            byte[] cut = Arrays.copyOf(agent, AgentText.LONGEST);

            assertThat(AGENTS.of(agent)).as("seed %s", seed).isEqualTo(AGENTS.of(cut));
        }
    }

    private static Agent parsed(byte[] agent) {
        boolean none = agent.length == 0 || agent.length == 1 && agent[0] == '-';
        return none ? Agent.NAMELESS : AGENTS.parse(agent, 0, agent.length);
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void requireClean(int seed, String text, int longest) {
        assertThat(text.length()).as("seed %s: %s", seed, text).isLessThanOrEqualTo(longest);
        assertThat(text.codePoints().noneMatch(Character::isISOControl))
                .as("seed %s: %s", seed, text)
                .isTrue();
        assertThat(text).isEqualTo(text.strip());
    }
}
