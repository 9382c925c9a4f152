package dev.weir.agent;

import dev.weir.agent.AgentFamilies.Section;
import dev.weir.text.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/**
 * Reads user agents (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.1.5">RFC 9110, User-Agent</a>) by tables:
 * families of browsers, systems and devices by <a href="https://github.com/ua-parser/uap-core">uap-core</a>, robots by
 * tables of names. What an agent is depends on its first {@value AgentText#LONGEST} bytes and the tables alone.
 * Thread-safe; keeps some thousands of the agents that it has read.
 */
public final class UserAgents {
    private static final int KEPT = 10_000;

    private final List<RuleFile> resources;
    private final AgentFamilies families;
    private final BotTable bots;
    private final DeviceClasses devices;
    private final AgentCache cache;

    private UserAgents(RuleFile families, RuleFile devices, List<RuleFile> bots) {
        resources = List.of(families, devices, bots.get(0), bots.get(1));
        this.families = new AgentFamilies(families);
        this.devices = new DeviceClasses(devices);
        this.bots = new BotTable(bots);
        cache = new AgentCache(KEPT);
    }

    /** Those of the tables that ship with Weir, read when they are first asked for. */
    public static UserAgents shipped() {
        return Shipped.AGENTS;
    }

    /** What an agent says of itself. Total: whatever the bytes are. */
    public Agent of(byte[] agent) {
        return of(agent, 0, agent.length);
    }

    /** The same of a range. An empty one, or {@code -} as logs write it, is an unknown robot's. */
    public Agent of(byte[] bytes, int from, int to) {
        int end = AgentText.end(from, to);
        if (from >= end || end - from == 1 && bytes[from] == '-') {
            return Agent.NAMELESS;
        }
        // Latin-1: one character a byte, so that each range of bytes is a key of its own.
        return cache.of(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1), this::parse);
    }

    /** SHA-256 over the tables, in hexadecimal: with the same one the same agents mean the same. */
    public String digest() {
        return RuleFile.digest(resources);
    }

    /** What the tables are, for people. */
    public String description() {
        return families.size() + " expressions of uap-core (ua-parser-builtins 202610), "
                + bots.entries().size() + " robots";
    }

    /** Without the cache: for tests and measurements. */
    Agent parse(byte[] bytes, int from, int to) {
        AgentText agent = AgentText.of(bytes, from, to);
        BitSet found = families.literals(agent);
        String[] browser = families.first(Section.BROWSERS, agent, found);
        String[] system = families.first(Section.SYSTEMS, agent, found);
        Bot bot = bots.of(agent.bytes());
        String[] device = bot.kind() == BotKind.NONE ? families.first(Section.DEVICES, agent, found) : system;
        return agent(agent, browser, system, device, bot);
    }

    /** The same without looking for literals first: for tests. */
    Agent parseByAllExpressions(byte[] bytes, int from, int to) {
        AgentText agent = AgentText.of(bytes, from, to);
        return agent(
                agent,
                families.firstOfAll(Section.BROWSERS, agent),
                families.firstOfAll(Section.SYSTEMS, agent),
                families.firstOfAll(Section.DEVICES, agent),
                bots.of(agent.bytes()));
    }

    AgentFamilies families() {
        return families;
    }

    BotTable bots() {
        return bots;
    }

    private Agent parse(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
        return parse(bytes, 0, bytes.length);
    }

    private Agent agent(AgentText agent, String[] browser, String[] system, String[] device, Bot bot) {
        String systemFamily = family(system[0]);
        DeviceClass deviceClass = bot.kind() == BotKind.NONE
                ? devices.of(systemFamily, device[0].strip(), device[1].strip(), agent.text())
                : DeviceClass.BOT;
        return new Agent(family(browser[0]), version(browser), systemFamily, version(system), deviceClass, bot);
    }

    private static String family(String text) {
        String bounded = AgentText.bounded(text, Agent.LONGEST_NAME);
        return bounded.isEmpty() ? Agent.OTHER : bounded;
    }

    private static String version(String[] texts) {
        String major = texts[1].strip();
        String minor = texts[2].strip();
        boolean two = !major.isEmpty() && !minor.isEmpty();
        return AgentText.bounded(two ? major + "." + minor : major, Agent.LONGEST_VERSION);
    }

    /** Read on first use. */
    private static final class Shipped {
        private static final UserAgents AGENTS = new UserAgents(
                RuleFile.beside(UserAgents.class, "families.txt"),
                RuleFile.beside(UserAgents.class, "device-classes.txt"),
                List.of(
                        RuleFile.beside(UserAgents.class, "bots.txt"),
                        RuleFile.beside(UserAgents.class, "crawlers.txt")));
    }
}
