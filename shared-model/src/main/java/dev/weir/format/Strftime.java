package dev.weir.format;

import java.util.List;

/**
 * The time patterns that users give to Apache ({@code %{%d/%b/%Y %T}t}) and Envoy ({@code %START_TIME(%s.%3f)%}). Those
 * are accepted whose output the parser of times knows by its shape; that covers all that are in use.
 */
final class Strftime {
    private static final List<String> DATES = List.of("%d/%b/%Y", "%e/%b/%Y", "%d-%b-%Y", "%Y-%m-%d", "%F", "%Y/%m/%d");
    private static final List<String> TIMES = List.of("%H:%M:%S", "%T");

    private Strftime() {}

    /** Whether the braces hold a pattern rather than a unit such as {@code sec}. */
    static boolean isPattern(String braced) {
        return braced.indexOf('%') >= 0;
    }

    /** Whether the pattern, in its braces, is one that is read. */
    static boolean isReadable(String bracketed) {
        return readable(pattern(bracketed).strip());
    }

    /** @throws FormatStringException if the pattern is not read */
    static void check(String format, int at, String bracketed) {
        if (!isReadable(bracketed)) {
            throw new FormatStringException(
                    format,
                    at,
                    "the pattern of time " + FormatStringException.excerpt(pattern(bracketed), 0)
                            + " is not supported; use %Y-%m-%dT%H:%M:%S%z, or %s for epoch seconds");
        }
    }

    /** Without its braces, and without the word that says of which moment it is. */
    private static String pattern(String bracketed) {
        String pattern = bracketed.substring(1, bracketed.length() - 1);
        for (String moment : List.of("begin:", "end:")) {
            if (pattern.startsWith(moment)) {
                return pattern.substring(moment.length());
            }
        }
        return pattern;
    }

    private static boolean readable(String pattern) {
        if (pattern.equals("%s") || pattern.startsWith("%s.%") || pattern.startsWith("%s%")) {
            return true;
        }
        for (String date : DATES) {
            for (String time : TIMES) {
                for (char between : new char[] {':', ' ', 'T'}) {
                    String start = date + between + time;
                    if (pattern.startsWith(start) && isRest(pattern.substring(start.length()))) {
                        return true;
                    }
                }
            }
        }
        return false;
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
