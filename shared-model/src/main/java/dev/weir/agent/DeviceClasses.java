package dev.weir.agent;

import dev.weir.text.RuleFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rules of {@code device-classes.txt}. */
final class DeviceClasses {
    private static final int COLUMNS = 4;

    private final List<Rule> rules = new ArrayList<>();

    DeviceClasses(RuleFile table) {
        table.lines().forEach(line -> rules.add(Rule.of(AgentLine.columns(line, COLUMNS))));
    }

    /** The class of the first rule that holds. */
    DeviceClass of(String system, String family, String brand, String agent) {
        for (Rule rule : rules) {
            String text = switch (rule.subject) {
                case SYSTEM -> system;
                case FAMILY -> family;
                case BRAND -> brand;
                case AGENT -> rule.text;
            };
            if (rule.holds(text) && agent.contains(rule.needed)) {
                return rule.device;
            }
        }
        return DeviceClass.OTHER;
    }

    private enum Subject {
        SYSTEM,
        FAMILY,
        BRAND,
        AGENT
    }

    /**
     * A line of the table.
     *
     * @param text what the subject is, or begins with
     * @param needed what the agent has
     */
    private record Rule(Subject subject, String text, String needed, boolean prefix, DeviceClass device) {
        static Rule of(String[] columns) {
            boolean prefix = columns[1].endsWith("*");
            String text = prefix ? columns[1].substring(0, columns[1].length() - 1) : columns[1];
            Subject subject = Subject.valueOf(columns[0].toUpperCase(Locale.ROOT));
            DeviceClass device = DeviceClass.valueOf(columns[2].toUpperCase(Locale.ROOT));
            String needed = subject == Subject.AGENT ? text : columns[3];
            return new Rule(subject, text, needed, prefix, device);
        }

        boolean holds(String value) {
            return prefix ? value.startsWith(text) : value.equals(text);
        }
    }
}
