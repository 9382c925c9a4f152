package dev.weir.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects literals and fields of a format string, joining fields that only make sense together. */
final class TemplateBuilder {
    private static final Set<String> FRACTIONS = Set.of("msec_frac", "usec_frac");

    private final String format;
    private final List<StringBuilder> literals = new ArrayList<>(List.of(new StringBuilder()));
    private final List<Token> tokens = new ArrayList<>();
    private FormatStringException unreadTime;

    TemplateBuilder(String format) {
        this.format = format;
    }

    /**
     * Adds the character at an index of the format if no directive of a percent sign begins there; two of these are one.
     *
     * @return the index behind it; the same index if a directive begins there
     */
    int plain(int at) {
        boolean percent = format.startsWith("%%", at);
        if (!percent && format.charAt(at) == '%') {
            return at;
        }
        literal(format.charAt(at));
        return percent ? at + 2 : at + 1;
    }

    void literal(char c) {
        last().append(c);
    }

    void literal(String text) {
        last().append(text);
    }

    /** Remembers why a pattern of time is none that is read: that matters if there is no other time. */
    void unreadTime(FormatStringException why) {
        unreadTime = unreadTime == null ? why : unreadTime;
    }

    /** Adds a field that stands at the index of the format string. */
    void token(Token token, int at) {
        if (joins(token)) {
            return;
        }
        if (!tokens.isEmpty() && last().length() == 0) {
            throw new FormatStringException(
                    format,
                    at,
                    "two fields follow each other and nothing separates them; put a space or quotes between them");
        }
        tokens.add(token);
        literals.add(new StringBuilder());
    }

    /** Whether the field continues the one before: a path its query, a path its method, a version both. */
    private boolean joins(Token token) {
        if (tokens.isEmpty()) {
            return false;
        }
        int end = tokens.size() - 1;
        Token before = tokens.get(end);
        String between = last().toString();
        boolean fraction = between.equals(".") && FRACTIONS.contains(String.valueOf(token.name()));
        boolean zone = between.length() <= 1 && between.isBlank() && "%z".equals(token.name());
        if (before.kind().isTime() && (fraction || zone)) {
            // A time is read with its fraction and its zone.
            last().setLength(0);
            return true;
        }
        boolean query = before.kind() == Kind.TARGET
                && (token.kind() == Kind.QUERY || "is_args".equals(token.name()))
                && (between.isEmpty() || between.equals("?"));
        if (query) {
            last().setLength(0);
            return true;
        }
        boolean target = before.kind() == Kind.METHOD && token.kind() == Kind.TARGET && between.equals(" ");
        if (target) {
            // Until the version follows, the two are no request line: a path with spaces could not be told apart.
            return false;
        }
        boolean version = token.kind() == Kind.PROTOCOL
                && before.kind() == Kind.TARGET
                && between.equals(" ")
                && end > 0
                && tokens.get(end - 1).kind() == Kind.METHOD
                && literals.get(end).toString().equals(" ");
        if (version) {
            tokens.remove(end);
            literals.remove(end + 1);
            literals.get(end).setLength(0);
            tokens.set(end - 1, Token.of(Kind.REQUEST, Field.HTTP_REQUEST_LINE));
            return true;
        }
        boolean host = before.kind() == Kind.HOST && token.kind() == Kind.TARGET && between.isEmpty();
        boolean scheme = host
                && end > 0
                && tokens.get(end - 1).field() == Field.URL_SCHEME
                && literals.get(end).toString().equals("://");
        if (scheme) {
            tokens.remove(end);
            literals.remove(end + 1);
            literals.get(end).setLength(0);
            tokens.set(end - 1, Token.of(Kind.TARGET, Field.URL_PATH));
            return true;
        }
        boolean port = token.field() == Field.SERVER_PORT && before.kind() == Kind.HOST && between.equals(":");
        boolean clientPort = token.field() == Field.CLIENT_PORT && before.kind() == Kind.ADDRESS && between.equals(":");
        if (port || clientPort) {
            tokens.set(end, before.as(port ? Kind.HOST_AND_PORT : Kind.ADDRESS_AND_PORT));
            last().setLength(0);
            return true;
        }
        return false;
    }

    boolean isEmpty() {
        return tokens.isEmpty() && last().length() == 0;
    }

    private StringBuilder last() {
        return literals.get(literals.size() - 1);
    }

    Template build() {
        return Template.of(literals.stream().map(StringBuilder::toString).toList(), tokens);
    }

    /** The template of a format that a user gave, which must tell the time. */
    Template buildPasted(String timeVariable, TimeField named) {
        tokens.replaceAll(named::read);
        Template template = build();
        if (tokens.isEmpty()) {
            throw new FormatStringException(format, 0, "it has no fields");
        }
        if (!template.hasTime()) {
            if (!named.isTold()) {
                throw named.missing();
            }
            if (unreadTime != null) {
                throw unreadTime;
            }
            throw new FormatStringException("it has no time, and events need one; add " + timeVariable);
        }
        return template;
    }
}
