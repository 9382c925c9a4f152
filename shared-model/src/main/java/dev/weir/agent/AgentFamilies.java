package dev.weir.agent;

import dev.weir.text.AhoCorasick;
import dev.weir.text.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The expressions of {@code families.txt}. In each section the first that matches wins; only those are tried of which the
 * agent has the literals that they cannot match without.
 */
final class AgentFamilies {
    /** The table's sections. */
    enum Section {
        BROWSERS(3),
        SYSTEMS(3),
        DEVICES(1);

        /** How many of its columns are a group where they are empty. */
        private final int defaults;

        Section(int defaults) {
            this.defaults = defaults;
        }
    }

    private static final int COLUMNS = 5;
    private static final String[] NOTHING = {"", "", ""};

    private final Map<Section, List<Candidate>> sections = new EnumMap<>(Section.class);
    private final AhoCorasick literals;

    AgentFamilies(RuleFile table) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Candidate> section = new ArrayList<>();
        Section current = Section.BROWSERS;
        for (String line : table.lines()) {
            if (line.charAt(0) == '[' && line.indexOf('\t') < 0) {
                current = Section.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
                section = sections.computeIfAbsent(current, any -> new ArrayList<>());
            } else {
                section.add(candidate(current, AgentLine.columns(line, COLUMNS), numbers));
            }
        }
        literals = AhoCorasick.ignoringCase(numbers.keySet().stream()
                .map(literal -> literal.getBytes(StandardCharsets.US_ASCII))
                .toList());
    }

    /** The literals that the agent has, for {@link #first}. */
    BitSet literals(AgentText agent) {
        return literals.occurring(agent.bytes(), 0, agent.bytes().length);
    }

    /** What the first expression that matches makes of the agent; empty texts if none does. */
    String[] first(Section section, AgentText agent, BitSet found) {
        for (Candidate candidate : sections.get(section)) {
            String[] texts = candidate.isPossible(found) ? candidate.expression.match(agent.text()) : null;
            if (texts != null) {
                return texts;
            }
        }
        return NOTHING;
    }

    /** The same without a look at literals: for tests. */
    String[] firstOfAll(Section section, AgentText agent) {
        for (Candidate candidate : sections.get(section)) {
            String[] texts = candidate.expression.match(agent.text());
            if (texts != null) {
                return texts;
            }
        }
        return NOTHING;
    }

    /** How many expressions are tried on every agent. */
    long unfiltered() {
        return sections.values().stream()
                .flatMap(List::stream)
                .filter(candidate -> candidate.groups.length == 0)
                .count();
    }

    /** How many expressions there are. */
    int size() {
        return sections.values().stream().mapToInt(List::size).sum();
    }

    private static Candidate candidate(Section section, String[] columns, Map<String, Integer> numbers) {
        int[][] groups = AgentLine.parts(columns[1], ' ').stream()
                .map(group -> AgentLine.parts(group, '|').stream()
                        .map(AgentFamilies::unescaped)
                        .mapToInt(literal -> numbers.computeIfAbsent(literal, any -> numbers.size()))
                        .toArray())
                .toArray(int[][]::new);
        AgentExpression expression =
                new AgentExpression(columns[0], section.defaults, columns[2], columns[3], columns[4]);
        return new Candidate(expression, groups);
    }

    private static String unescaped(String literal) {
        return literal.replace("%20", " ").replace("%7c", "|").replace("%25", "%");
    }

    /** An expression, and numbers of literals: of each group one must occur. */
    private static final class Candidate {
        private final AgentExpression expression;
        private final int[][] groups;

        Candidate(AgentExpression expression, int[][] groups) {
            this.expression = expression;
            this.groups = groups;
        }

        boolean isPossible(BitSet found) {
            for (int[] group : groups) {
                if (!hasOne(group, found)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean hasOne(int[] group, BitSet found) {
            for (int literal : group) {
                if (found.get(literal)) {
                    return true;
                }
            }
            return false;
        }
    }
}
