package dev.weir.logs;

import dev.weir.format.ParsedLine;
import dev.weir.format.Reason;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many lines became what. */
final class Counts {
    private final Map<String, Long> formats = new HashMap<>();
    private final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private long lines;
    private long events;
    private long directives;

    void add(ParsedLine parsed) {
        lines++;
        if (parsed.isEvent()) {
            events++;
            formats.merge(parsed.format(), 1L, Long::sum);
        } else {
            reasons.merge(parsed.reason(), 1L, Long::sum);
        }
    }

    void addDirective() {
        lines++;
        directives++;
    }

    long lines() {
        return lines;
    }

    long events() {
        return events;
    }

    long deadLetters() {
        return lines - events - directives;
    }

    long directives() {
        return directives;
    }

    /** Events by format, most frequent first. */
    List<Map.Entry<String, Long>> formats() {
        return formats.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    /** Dead letters by reason code. */
    List<Map.Entry<String, Long>> reasons() {
        return reasons.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey().code(), entry.getValue()))
                .toList();
    }

    /** One line for people: {@code 3 lines, 2 events (combined 2), 1 dead letter (malformed 1)}. */
    String summary() {
        return plural(lines, "line")
                + ", "
                + plural(events, "event")
                + list(formats())
                + ", "
                + plural(deadLetters(), "dead letter")
                + list(reasons())
                + (directives == 0 ? "" : ", " + plural(directives, "directive"));
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String list(List<Map.Entry<String, Long>> counts) {
        return counts.isEmpty()
                ? ""
                : counts.stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
