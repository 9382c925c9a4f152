package dev.weir.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The time patterns that users give to Apache ({@code %{%d/%b/%Y %T}t}) and Envoy ({@code %START_TIME(%s.%3f)%}). Those
 * are accepted whose output the parser of times knows by its shape; that covers all that are in use.
 */
final class Strftime {
    /** The dates that are read, and which number of one is the month. */
    private static final Map<String, Kind> DATES = Map.ofEntries(
            Map.entry("%d/%b/%Y", Kind.TIME),
            Map.entry("%e/%b/%Y", Kind.TIME),
            Map.entry("%d-%b-%Y", Kind.TIME),
            Map.entry("%Y-%m-%d", Kind.TIME),
            Map.entry("%F", Kind.TIME),
            Map.entry("%Y/%m/%d", Kind.TIME),
            Map.entry("%d/%m/%Y", Kind.DAY_FIRST_TIME),
            Map.entry("%d-%m-%Y", Kind.DAY_FIRST_TIME),
            Map.entry("%d.%m.%Y", Kind.DAY_FIRST_TIME),
            Map.entry("%m/%d/%Y", Kind.MONTH_FIRST_TIME),
            Map.entry("%m-%d-%Y", Kind.MONTH_FIRST_TIME));

    private static final List<String> TIMES = List.of("%H:%M:%S", "%T");

    private Strftime() {}

    /** Whether the braces hold a pattern rather than a unit such as {@code sec}. */
    static boolean isPattern(String braced) {
        return braced.indexOf('%') >= 0;
    }

    /** How the times of the pattern, in its braces, are read; nothing if it is none that is read. */
    static Optional<Kind> kind(String bracketed) {
        return kindOf(unbraced(bracketed).strip());
    }

    /** What to tell whoever gave a pattern that is not read. */
    static FormatStringException unreadable(String format, int at, String bracketed) {
        return new FormatStringException(
                format,
                at,
                "the pattern of time " + FormatStringException.excerpt(unbraced(bracketed), 0)
                        + " is not supported; use %Y-%m-%dT%H:%M:%S%z, or %s for epoch seconds");
    }

    /** The pattern or unit, in its braces, without the word that says of which moment it is. */
    static String withoutMoment(String bracketed) {
        for (String moment : List.of("{begin:", "{end:")) {
            if (bracketed.startsWith(moment)) {
                return "{" + bracketed.substring(moment.length());
            }
        }
        return bracketed;
    }

    private static String unbraced(String bracketed) {
        return bracketed.substring(1, bracketed.length() - 1);
    }

    private static Optional<Kind> kindOf(String pattern) {
        if (pattern.equals("%s") || pattern.startsWith("%s.%") || pattern.startsWith("%s%")) {
            return Optional.of(Kind.TIME);
        }
        for (Map.Entry<String, Kind> date : DATES.entrySet()) {
            for (String time : TIMES) {
                for (char between : new char[] {':', ' ', 'T'}) {
                    String start = date.getKey() + between + time;
                    if (pattern.startsWith(start) && isRest(pattern.substring(start.length()))) {
                        return Optional.of(date.getValue());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRest(String rest) {
        String zone = rest;
        if (zone.startsWith(".")) {
            int end = zone.indexOf('f');
            zone = end < 0 ? "?" : zone.substring(end + 1);
        }
        return zone.isEmpty() || zone.equals("%z") || zone.equals(" %z") || zone.equals("Z") || zone.equals("%:z");
    }
}
