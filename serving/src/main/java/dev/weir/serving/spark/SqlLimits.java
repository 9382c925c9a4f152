package dev.weir.serving.spark;

import dev.weir.serving.SqlLength;

/**
 * Refuses, in time linear in its length, a statement on which Spark's parser would spend minutes: parentheses and comments
 * take it time that grows with a power of their depth. Reads strings and comments as Spark's lexer does.
 */
final class SqlLimits {
    static final int PARENTHESES = 100;
    static final int COMMENTS = 10;

    private final String sql;
    private int at;
    private int depth;

    private SqlLimits(String sql) {
        this.sql = sql;
    }

    /**
     * Checks a statement before it is parsed.
     *
     * @throws IllegalArgumentException if it is too long or too deeply nested, or a quote or comment in it never ends
     */
    static void require(String sql) {
        SqlLength.require(sql);
        SqlLimits limits = new SqlLimits(sql);
        while (limits.at < sql.length()) {
            limits.token();
        }
    }

    private void token() {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            quoted(c, c != '`');
        } else if (sql.startsWith("--", at)) {
            line();
        } else if (isComment()) {
            comment();
        } else if (isWord(c)) {
            word();
        } else {
            depth = c == '(' ? depth + 1 : c == ')' ? Math.max(0, depth - 1) : depth;
            if (depth > PARENTHESES) {
                throw tooDeep("parentheses", PARENTHESES);
            }
            at++;
        }
    }

    /** Two quotes within a string stand for one: here, for two strings that touch. */
    private void quoted(char quote, boolean escapes) {
        int end = at + 1;
        while (end < sql.length() && sql.charAt(end) != quote) {
            end += escapes && sql.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= sql.length()) {
            throw new IllegalArgumentException(
                    "Invalid SQL: the quote at character " + (at + 1) + " is never closed; close it with " + quote);
        }
        at = end + 1;
    }

    private void line() {
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at += sql.startsWith("\\\n", at) ? 2 : 1;
        }
    }

    /** What begins with a plus sign is a hint, and that is part of the statement. */
    private boolean isComment() {
        return sql.startsWith("/*", at) && !sql.startsWith("+", at + 2);
    }

    private void comment() {
        int start = at;
        int open = 0;
        do {
            if (at >= sql.length()) {
                throw new IllegalArgumentException(
                        "Invalid SQL: the comment at character " + (start + 1) + " is never closed; close it with */");
            }
            boolean ends = sql.startsWith("*/", at);
            boolean begins = !ends && isComment();
            open += begins ? 1 : ends ? -1 : 0;
            if (open > COMMENTS) {
                throw tooDeep("comments", COMMENTS);
            }
            at += begins || ends ? 2 : 1;
        } while (open > 0);
    }

    /** A word that is the letter R makes the string that touches it a raw one. */
    private void word() {
        int start = at;
        while (at < sql.length() && isWord(sql.charAt(at))) {
            at++;
        }
        boolean raw = at - start == 1 && (sql.charAt(start) == 'r' || sql.charAt(start) == 'R') && at < sql.length();
        if (raw && (sql.charAt(at) == '\'' || sql.charAt(at) == '"')) {
            quoted(sql.charAt(at), false);
        }
    }

    private static boolean isWord(char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private IllegalArgumentException tooDeep(String what, int limit) {
        return new IllegalArgumentException("Invalid SQL: at character " + (at + 1) + ", " + what
                + " are nested more than " + limit + " deep, which is the limit; write it flatter, with WITH perhaps");
    }
}
