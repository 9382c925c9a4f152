package dev.weir.format;

/**
 * A format string taken out of the directive of a configuration file.
 *
 * @param format the format string itself
 * @param name the name that the directive gives it; null if none
 * @param dialect the server whose directive it is; null if it was bare
 */
record Directive(String format, String name, FormatLanguage dialect) {
    static Directive of(String text) {
        if (startsWithWord(text, "log_format")) {
            return nginx(text);
        }
        if (startsWithWord(text, "LogFormat")) {
            return apache(text);
        }
        if (startsWithWord(text, "log-format")) {
            return new Directive(haproxy(text), null, FormatLanguage.HAPROXY);
        }
        String bare = text;
        if (bare.length() > 1 && bare.charAt(0) == '\'' && bare.indexOf('$') >= 0) {
            bare = pieces(text, 0);
        } else if (bare.length() > 2 && bare.charAt(0) == '\'' && bare.indexOf('\'', 1) == bare.length() - 1) {
            // In HAProxy's configuration nothing in single quotes means anything else.
            bare = bare.substring(1, bare.length() - 1);
        } else if (bare.contains("\\\"")) {
            // Copied out of Apache's configuration with its escapes, perhaps with the quotes around them.
            bare = bare.charAt(0) == '"' ? unquote(text, bare) : bare.replace("\\\"", "\"");
        } else if (bare.length() > 2 && bare.charAt(0) == '"' && bare.indexOf('"', 1) == bare.length() - 1) {
            bare = bare.substring(1, bare.length() - 1);
        }
        return new Directive(bare, null, null);
    }

    private static boolean startsWithWord(String text, String word) {
        return text.regionMatches(true, 0, word, 0, word.length())
                && text.length() > word.length()
                && Character.isWhitespace(text.charAt(word.length()));
    }

    private static Directive nginx(String text) {
        int at = skipSpace(text, "log_format".length());
        int end = wordEnd(text, at);
        String name = text.substring(at, end);
        if (name.startsWith("'") || name.startsWith("\"")) {
            throw new FormatStringException(text, at, "a name must follow log_format");
        }
        at = skipSpace(text, end);
        if (text.startsWith("escape=", at)) {
            int close = wordEnd(text, at);
            String escape = text.substring(at + "escape=".length(), close);
            if (!escape.equals("json") && !escape.equals("default") && !escape.equals("none")) {
                throw new FormatStringException(text, at, "escape must be default, json or none");
            }
            at = skipSpace(text, close);
        }
        return new Directive(pieces(text, at), name, FormatLanguage.NGINX);
    }

    /** Joins quoted pieces, and bare words, up to the semicolon. */
    private static String pieces(String text, int from) {
        StringBuilder joined = new StringBuilder();
        int at = from;
        while (at < text.length() && text.charAt(at) != ';') {
            char quote = text.charAt(at);
            if (quote != '\'' && quote != '"') {
                int end = wordEnd(text, at);
                String word = text.substring(at, end);
                joined.append(word.endsWith(";") ? word.substring(0, word.length() - 1) : word);
                at = skipSpace(text, end);
                continue;
            }
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != quote) {
                if (text.charAt(end) == '\\' && end + 1 < text.length()) {
                    end++;
                }
                joined.append(text.charAt(end++));
            }
            if (end >= text.length()) {
                throw new FormatStringException(text, at, "the quote is never closed");
            }
            at = skipSpace(text, end + 1);
        }
        return joined.toString();
    }

    private static Directive apache(String text) {
        String rest = text.substring("LogFormat".length()).strip();
        if (!rest.startsWith("\"")) {
            throw new FormatStringException(text, "LogFormat".length() + 1, "a quoted string must follow LogFormat");
        }
        String format = unquote(text, rest);
        String nickname = rest.substring(closingQuote(text, rest) + 1).strip();
        return new Directive(format, nickname.isEmpty() ? null : nickname, FormatLanguage.APACHE);
    }

    /** In double quotes, in single ones, in which nothing is escaped, or in none. */
    private static String haproxy(String text) {
        String rest = text.substring("log-format".length()).strip();
        if (rest.startsWith("'")) {
            int close = rest.indexOf('\'', 1);
            if (close < 0) {
                throw new FormatStringException(text, text.indexOf('\''), "the quote is never closed");
            }
            return rest.substring(1, close);
        }
        return rest.startsWith("\"") ? unquote(text, rest) : rest.replace("\\ ", " ");
    }

    private static String unquote(String text, String quoted) {
        int close = closingQuote(text, quoted);
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < close; i++) {
            char c = quoted.charAt(i);
            boolean escape = c == '\\' && (quoted.charAt(i + 1) == '"' || quoted.charAt(i + 1) == '\\');
            boolean tab = c == '\\' && quoted.charAt(i + 1) == 't';
            if (escape || tab) {
                i++;
            }
            plain.append(tab ? '\t' : escape ? quoted.charAt(i) : c);
        }
        return plain.toString();
    }

    private static int closingQuote(String text, String quoted) {
        for (int i = 1; i < quoted.length(); i++) {
            if (quoted.charAt(i) == '\\') {
                i++;
            } else if (quoted.charAt(i) == '"') {
                return i;
            }
        }
        throw new FormatStringException(text, text.indexOf('"'), "the quote is never closed");
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
