package dev.weir.agent;

import dev.weir.text.AhoCorasick;
import dev.weir.text.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The robots of {@code bots.txt} and {@code crawlers.txt}, found by what they call themselves. */
final class BotTable {
    private static final int COLUMNS = 6;
    private static final int LONGEST_WORD = 40;
    /** What robots say that are not known. People's browsers do not say either where to read about them. */
    private static final List<String> ROBOTS = List.of("bot", "bots", "crawl", "spider", "scraper", "+http", "(http");
    /** The last letters of those of which the word may go on: crawler, spiders. */
    private static final String GOES_ON = "lr";
    /** A maker of phones, whose name ends as a robot's would. */
    private static final String NO_ROBOT = "cubot";

    private static final byte[] COMPATIBLE = ascii("compatible; ");

    private final List<Entry> entries = new ArrayList<>();
    private final AhoCorasick literals;

    BotTable(List<RuleFile> tables) {
        for (RuleFile table : tables) {
            table.lines().forEach(line -> entries.add(Entry.of(AgentLine.columns(line, COLUMNS))));
        }
        List<byte[]> texts = new ArrayList<>();
        entries.forEach(entry -> texts.add(ascii(entry.literal)));
        ROBOTS.forEach(word -> texts.add(ascii(word)));
        literals = AhoCorasick.ignoringCase(texts);
    }

    /** The robot that a cleaned agent says it is. */
    Bot of(byte[] agent) {
        Search search = new Search(agent);
        literals.find(agent, 0, agent.length, search);
        if (search.robot.entry != null) {
            return search.robot.entry.bot;
        }
        return search.library.entry == null ? search.unknown : search.library.entry.bot;
    }

    /** The lists of published addresses that each robot has, by its name; those alone that have any. */
    Map<String, List<String>> lists() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (!entry.lists.isEmpty()) {
                lists.put(entry.bot.name(), entry.lists);
            }
        }
        return lists;
    }

    /** The entries in their order, which decides. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isWord(byte[] agent, int at) {
        return at >= 0 && at < agent.length && (agent[at] >= '0' && agent[at] <= '9' || isLetter(agent, at));
    }

    private static boolean isLetter(byte[] agent, int at) {
        return at < agent.length && (agent[at] | 0x20) >= 'a' && (agent[at] | 0x20) <= 'z';
    }

    /**
     * A line of the tables.
     *
     * @param literal what is looked for, ignoring case
     * @param first whether the agent begins with it
     * @param bounded whether no letter or digit may stand before it
     * @param ended whether none may stand behind it
     * @param lists names of lists of published addresses
     * @param example an agent that is this robot's
     */
    record Entry(
            String literal,
            boolean first,
            boolean bounded,
            boolean ended,
            Bot bot,
            List<String> lists,
            String example) {
        private static Entry of(String[] columns) {
            String pattern = columns[0];
            boolean first = pattern.startsWith("^");
            boolean before = first || pattern.startsWith("*");
            boolean after = pattern.endsWith("*");
            String literal = pattern.substring(before ? 1 : 0, pattern.length() - (after ? 1 : 0));
            byte[] bytes = ascii(literal);
            boolean bounded = !before && isWord(bytes, 0);
            boolean ended = !after && isWord(bytes, bytes.length - 1);
            Bot bot = new Bot(columns[1], BotKind.valueOf(columns[2].toUpperCase(Locale.ROOT)));
            return new Entry(literal, first, bounded, ended, bot, AgentLine.parts(columns[3], ' '), columns[5]);
        }

        private boolean stands(byte[] agent, int from, int to) {
            return !(first && from > 0) && !(bounded && isWord(agent, from - 1)) && !(ended && isWord(agent, to));
        }
    }

    /** What stands leftmost so far; of two that begin at one place, what comes first in the tables. */
    private static final class Leftmost {
        private Entry entry;
        private int from;
        private int number;

        void offer(Entry other, int at, int literal) {
            if (entry == null || at < from || at == from && literal < number) {
                entry = other;
                from = at;
                number = literal;
            }
        }
    }

    /** One agent's search. */
    private final class Search implements AhoCorasick.Occurrence {
        private final byte[] agent;
        private final Leftmost robot = new Leftmost();
        private final Leftmost library = new Leftmost();
        private Bot unknown = Bot.NONE;

        Search(byte[] agent) {
            this.agent = agent;
        }

        @Override
        public void at(int literal, int from, int to) {
            if (literal >= entries.size()) {
                if (unknown.kind() == BotKind.NONE) {
                    unknown = unknown(from, to);
                }
                return;
            }
            Entry entry = entries.get(literal);
            if (entry.stands(agent, from, to)) {
                (entry.bot.kind() == BotKind.LIBRARY ? library : robot).offer(entry, from, literal);
            }
        }

        /** The robot by the word around what says so; nobody if that is not what it says. */
        private Bot unknown(int from, int to) {
            boolean link = !isLetter(agent, from);
            boolean goesOn = link || GOES_ON.indexOf(agent[to - 1] | 0x20) >= 0;
            if (!goesOn && isLetter(agent, to)) {
                return Bot.NONE;
            }
            String word = link ? name(firstWord()) : name(from);
            return word.toLowerCase(Locale.ROOT).startsWith(NO_ROBOT) ? Bot.NONE : new Bot(word, BotKind.UNKNOWN);
        }

        /** The word that has the byte, bounded; {@code -} if there is none. */
        private String name(int at) {
            int start = at;
            while (start > 0 && isName(agent[start - 1]) && at - start < LONGEST_WORD / 2) {
                start--;
            }
            int end = at;
            while (end < agent.length && isName(agent[end]) && end - start < LONGEST_WORD) {
                end++;
            }
            return end == start ? "-" : new String(agent, start, end - start, StandardCharsets.US_ASCII);
        }

        /** Where the name stands in {@code Mozilla/5.0 (compatible; Name/1.0; +http…)} or {@code Name/1.0 (+http…)}. */
        private int firstWord() {
            for (int i = 0; i + COMPATIBLE.length <= agent.length; i++) {
                if (Arrays.equals(agent, i, i + COMPATIBLE.length, COMPATIBLE, 0, COMPATIBLE.length)) {
                    return i + COMPATIBLE.length;
                }
            }
            return 0;
        }

        private static boolean isName(byte b) {
            boolean letter = (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
            return letter || b >= '0' && b <= '9' || b == '-' || b == '_' || b == '.';
        }
    }
}
