package dev.weir.format;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the variables of <a href="https://docs.haproxy.org/dev/configuration.html#8.2.6">HAProxy's log-format</a>:
 * {@code %ci}, {@code %{+Q}r}, {@code %(name)ST}, {@code %[src]}.
 */
final class HaproxyFormat {
    /** What is quoted after {@code %{+Q}o}: texts, and no numbers, dates or flags. */
    private static final Set<String> TEXTS = Set.of(
            "b", "bi", "CC", "ci", "CS", "f", "fi", "ft", "H", "HM", "HP", "HPO", "HQ", "HU", "HV", "ID", "r", "s",
            "si", "sslc", "sslv");

    private final String format;
    private final Vocabulary vocabulary;
    private final TemplateBuilder builder;
    private boolean quoting;

    HaproxyFormat(String format, Vocabulary vocabulary, TemplateBuilder builder) {
        this.format = format;
        this.vocabulary = vocabulary;
        this.builder = builder;
    }

    /**
     * How lines of a format may be written: what was captured of headers stands in braces, and is left out with the space
     * behind it where nothing was to be captured.
     */
    static List<String> written(String format) {
        String none = format.replace("%hr ", "")
                .replace("%hs ", "")
                .replace(" %hrl", "")
                .replace(" %hsl", "");
        String both = format.replace("%hr ", "{%hr} ").replace("%hs ", "{%hs} ");
        String first = both.replace("{%hs} ", "").replace(" %hsl", "");
        return Stream.of(both, first, none).distinct().toList();
    }

    /** Reads what stands at an index of the format; returns the index behind it. */
    int read(int at) {
        int plain = builder.plain(at);
        if (plain > at) {
            return plain;
        }
        int named = behind('(', ')', at + 1, at);
        int start = behind('{', '}', named, at);
        String flags = format.substring(named, start);
        int end = behind('[', ']', start, at);
        if (end == start) {
            while (end < format.length() && Character.isLetter(format.charAt(end))) {
                end++;
            }
        }
        if (start == end) {
            throw new FormatStringException(format, at, "a variable's name must follow the percent sign");
        }
        String name = format.substring(start, end);
        if (name.equals("o")) {
            quoting = flags.contains("+Q") || (quoting && !flags.contains("-Q"));
            // It prints nothing, nor is a space printed after nothing.
            return format.startsWith(" ", end) && builder.isEmpty() ? end + 1 : end;
        }
        boolean quoted = flags.contains("+Q") || (quoting && TEXTS.contains(name) && !flags.contains("-Q"));
        builder.literal(quoted ? "\"" : "");
        builder.token(token(name), at);
        builder.literal(quoted ? "\"" : "");
        return end;
    }

    private Token token(String name) {
        if (name.charAt(0) != '[') {
            return vocabulary.token(name);
        }
        // Converters behind the sample do not change what it is of.
        int comma = name.indexOf(',', Math.max(0, name.indexOf(')')));
        String sample = comma < 0 ? name : name.substring(0, comma) + "]";
        Token token = vocabulary.token(sample.toLowerCase(Locale.ROOT));
        return token.name() == null ? token : token.named(name);
    }

    private int behind(char open, char close, int from, int at) {
        if (from >= format.length() || format.charAt(from) != open) {
            return from;
        }
        int end = format.indexOf(close, from);
        if (end < 0) {
            throw new FormatStringException(
                    format,
                    at,
                    (open == '[' ? "the bracket" : open == '{' ? "the brace" : "the parenthesis") + " is never closed");
        }
        return end + 1;
    }
}
