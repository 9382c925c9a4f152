package dev.weir.agent;

import dev.weir.text.RuleFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tables of cases, and agents made of theirs. */
final class AgentCases {
    private AgentCases() {}

    /** The columns of a table's lines. */
    static List<String[]> read(String name, int columns) {
        return RuleFile.beside(BotRanges.class, name).lines().stream()
                .map(line -> AgentLine.columns(line, columns))
                .toList();
    }

    /** Real agents: people's, robots' and uap-core's. */
    static List<String> real() {
        List<String> agents = new ArrayList<>();
        read("people.txt", 6).forEach(columns -> agents.add(columns[5]));
        read("uap-core-cases.txt", 4).forEach(columns -> agents.add(columns[3]));
        UserAgents.shipped().bots().entries().forEach(entry -> agents.add(entry.example()));
        return agents;
    }

    /** A real agent changed a little, two spliced, or parts of many. */
    static byte[] mutant(List<String> agents, Random random) {
        StringBuilder text = new StringBuilder(any(agents, random));
        if (random.nextInt(3) == 0) {
            String other = any(agents, random);
            text.setLength(random.nextInt(text.length() + 1));
            text.append(other, random.nextInt(other.length() + 1), other.length());
        }
        for (int i = random.nextInt(6); i > 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
                case 1 -> text.deleteCharAt(at);
                case 2 ->
                    text.setCharAt(
                            at,
                            Character.isUpperCase(text.charAt(at))
                                    ? Character.toLowerCase(text.charAt(at))
                                    : Character.toUpperCase(text.charAt(at)));
                case 3 -> text.insert(at, "\u212a\u017f\u00e9\u0000\n\u202e\ud83d\ude00".charAt(random.nextInt(8)));
                default -> text.insert(at, piece(any(agents, random), random));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String any(List<String> agents, Random random) {
        return agents.get(random.nextInt(agents.size()));
    }

    private static String piece(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        return text.substring(from, Math.min(text.length(), from + random.nextInt(20)));
    }
}
