package dev.weir.format;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages in which servers' format strings are written. */
enum FormatLanguage {
    /** {@code $remote_addr [$time_local]}. */
    NGINX(Vocabularies.NGINX, "$time_iso8601"),
    /** {@code %h %l %u %t "%r" %>s %b}. */
    APACHE(Vocabularies.APACHE, "%t"),
    /** {@code [%START_TIME%] "%REQ(:METHOD)%"}. */
    ENVOY(Vocabularies.ENVOY, "%START_TIME%"),
    /** {@code %ci:%cp [%tr] %ft}. */
    HAPROXY(Vocabularies.HAPROXY, "%tr"),
    /** The columns of cloud providers in nginx's syntax; only for built-in formats. */
    CLOUD(Vocabularies.CLOUD, "$time");

    private final Vocabulary vocabulary;
    private final String time;

    FormatLanguage(Vocabulary vocabulary, String time) {
        this.vocabulary = vocabulary;
        this.time = time;
    }

    /** Compiles a format string that is known to be right. */
    Template compile(String format) {
        return scan(format).build();
    }

    /** Compiles a format string that a user gave, to all ways in which its lines may be written. */
    List<Template> compilePasted(String format, TimeField named) {
        if (this == HAPROXY) {
            List<Template> written = HaproxyFormat.written(format).stream()
                    .map(one -> scan(one).buildPasted(time, named))
                    .toList();
            return Stream.concat(written.stream(), written.stream().flatMap(one -> one.cut().stream()))
                    .toList();
        }
        return List.of(scan(format).buildPasted(time, named));
    }

    Token token(String name) {
        return vocabulary.token(name);
    }

    private TemplateBuilder scan(String format) {
        TemplateBuilder builder = new TemplateBuilder(format);
        HaproxyFormat samples = new HaproxyFormat(format, vocabulary, builder);
        int at = 0;
        while (at < format.length()) {
            at = switch (this) {
                case NGINX, CLOUD -> variable(format, at, builder);
                case APACHE -> directive(format, at, builder);
                case ENVOY -> operator(format, at, builder);
                case HAPROXY -> samples.read(at);
            };
        }
        return builder;
    }

    private int variable(String format, int at, TemplateBuilder builder) {
        if (format.charAt(at) != '$') {
            builder.literal(format.charAt(at));
            return at + 1;
        }
        boolean braced = format.startsWith("${", at);
        int start = braced ? at + 2 : at + 1;
        int end = start;
        while (end < format.length() && isName(format.charAt(end))) {
            end++;
        }
        if (end == start || (braced && !format.startsWith("}", end))) {
            throw new FormatStringException(format, at, "a variable's name must follow the dollar sign");
        }
        builder.token(vocabulary.token(format.substring(start, end)), at);
        return braced ? end + 1 : end;
    }

    private int directive(String format, int at, TemplateBuilder builder) {
        int plain = builder.plain(at);
        if (plain > at) {
            return plain;
        }
        int end = at + 1;
        while (end < format.length() && "<>!,0123456789".indexOf(format.charAt(end)) >= 0) {
            end++;
        }
        String argument = "";
        if (end < format.length() && format.charAt(end) == '{') {
            int close = format.indexOf('}', end);
            if (close < 0) {
                throw new FormatStringException(format, at, "the brace is never closed");
            }
            argument = format.substring(end, close + 1);
            end = close + 1;
        }
        // Of "^" and two letters: trailers, and what modules add, as mod_logio does.
        int letters = format.startsWith("^", end) ? 3 : 1;
        if (end + letters > format.length() || (letters == 1 && !Character.isLetter(format.charAt(end)))) {
            throw new FormatStringException(format, at, "a directive's letter must follow the percent sign");
        }
        String letter = format.substring(end, end + letters);
        argument = letter.equals("t") ? Strftime.withoutMoment(argument) : argument;
        if (letter.equals("t") && argument.isEmpty()) {
            builder.literal('[');
            builder.token(vocabulary.token("t"), at);
            builder.literal(']');
        } else if (letter.equals("t") && Strftime.isPattern(argument) && !argument.equals("{%z}")) {
            pattern(format, at, argument, builder);
        } else {
            Token token = vocabulary.token(argument.toLowerCase(Locale.ROOT) + letter);
            builder.token(token.name() == null ? token : token.named(attributeName(argument, letter)), at);
        }
        return end + letters;
    }

    /** One that is not read is an attribute beside one that is. */
    private void pattern(String format, int at, String argument, TemplateBuilder builder) {
        Optional<Kind> kind = Strftime.kind(argument);
        if (kind.isPresent()) {
            builder.token(vocabulary.token("t").as(kind.get()), at);
            return;
        }
        builder.unreadTime(Strftime.unreadable(format, at, argument));
        builder.token(new Token(Kind.TEXT, null, attributeName(argument, "t")), at);
    }

    private static String attributeName(String argument, String letter) {
        return argument.isEmpty() ? "%" + letter : argument.substring(1, argument.length() - 1);
    }

    private int operator(String format, int at, TemplateBuilder builder) {
        int plain = builder.plain(at);
        if (plain > at) {
            return plain;
        }
        int open = format.indexOf('(', at);
        int end = format.indexOf('%', at + 1);
        if (open > 0 && open < end) {
            // A format of time inside the parentheses has percent signs of its own.
            int close = format.indexOf(')', open);
            end = close < 0 ? -1 : format.indexOf('%', close);
        }
        if (end < 0) {
            throw new FormatStringException(format, at, "the operator is never closed by a percent sign");
        }
        String name = format.substring(at + 1, end);
        String key = name.toUpperCase(Locale.ROOT);
        if (key.startsWith("START_TIME(")) {
            String pattern = name.substring("START_TIME".length());
            int start = at;
            Kind kind = Strftime.kind(pattern).orElseThrow(() -> Strftime.unreadable(format, start, pattern));
            builder.token(vocabulary.token("START_TIME").as(kind), at);
            return end + 1;
        }
        if (key.indexOf("):") > 0) {
            key = key.substring(0, key.lastIndexOf(')') + 1);
        }
        Token token = vocabulary.token(key);
        builder.token(token.name() == null ? token : token.named(name), at);
        return end + 1;
    }

    private static boolean isName(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}
