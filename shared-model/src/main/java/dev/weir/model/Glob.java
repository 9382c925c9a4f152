package dev.weir.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A glob over file names as Hadoop lists them: {@code *}, {@code ?}, {@code [a-c]} and {@code [^a-c]} within one
 * component of a path, {@code {a,b}} also across them, a backslash before what shall stand for itself. What lies below a
 * directory that it matches, it matches too. The work is at most the product of both lengths.
 *
 * @see <a href="https://hadoop.apache.org/docs/stable/api/org/apache/hadoop/fs/FileSystem.html">FileSystem.globStatus</a>
 */
final class Glob {
    private static final int MOST_ALTERNATIVES = 1000;

    private final List<List<List<Token>>> alternatives = new ArrayList<>();

    private Glob() {}

    /** @throws IllegalArgumentException if a bracket is not closed, or braces stand for too much */
    static Glob parse(String pattern) {
        Glob glob = new Glob();
        List<String> plain = new ArrayList<>();
        expand(pattern, pattern, plain);
        for (String alternative : plain) {
            glob.alternatives.add(components(alternative, pattern));
        }
        return glob;
    }

    boolean matches(String name) {
        List<int[]> components = new ArrayList<>();
        for (String component : name.split("/", -1)) {
            components.add(component.codePoints().toArray());
        }
        return alternatives.stream().anyMatch(alternative -> matches(alternative, components));
    }

    private static boolean matches(List<List<Token>> pattern, List<int[]> name) {
        boolean matches = name.size() >= pattern.size();
        for (int i = 0; i < pattern.size() && matches; i++) {
            matches = matches(pattern.get(i), name.get(i));
        }
        return matches;
    }

    /** Of several stars only the last need ever be tried again. */
    private static boolean matches(List<Token> pattern, int[] name) {
        int star = -1;
        int afterStar = 0;
        int at = 0;
        int token = 0;
        while (at < name.length) {
            if (token < pattern.size() && pattern.get(token).many()) {
                star = token++;
                afterStar = at;
            } else if (token < pattern.size() && pattern.get(token).accepts(name[at])) {
                token++;
                at++;
            } else if (star >= 0) {
                token = star + 1;
                at = ++afterStar;
            } else {
                return false;
            }
        }
        while (token < pattern.size() && pattern.get(token).many()) {
            token++;
        }
        return token == pattern.size();
    }

    /**
     * What one place of a component may be.
     *
     * @param many whether anything, however often
     * @param bounds lowest and highest code point of each range, in pairs
     * @param inside whether it must lie in one of them, or in none
     */
    private record Token(boolean many, List<Integer> bounds, boolean inside) {
        boolean accepts(int point) {
            boolean found = false;
            for (int i = 0; i < bounds.size() && !found; i += 2) {
                found = bounds.get(i) <= point && point <= bounds.get(i + 1);
            }
            return found == inside;
        }
    }

    private static void expand(String rest, String pattern, List<String> into) {
        int open = unescaped(rest, '{', 0);
        if (open < 0) {
            if (into.size() == MOST_ALTERNATIVES) {
                throw invalid(pattern, "must stand for at most " + MOST_ALTERNATIVES + " alternatives");
            }
            into.add(rest);
            return;
        }
        int depth = 1;
        int from = open + 1;
        List<String> choices = new ArrayList<>();
        int at = from;
        for (; at < rest.length() && depth > 0; at++) {
            char c = rest.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '{') {
                depth++;
            } else if ((c == ',' && depth == 1) || (c == '}' && --depth == 0)) {
                choices.add(rest.substring(from, at));
                from = at + 1;
            }
        }
        if (depth > 0) {
            throw invalid(pattern, "must close its braces");
        }
        for (String choice : choices) {
            expand(rest.substring(0, open) + choice + rest.substring(at), pattern, into);
        }
    }

    /** Where a character first stands that is not escaped, nor one of a set; -1 if nowhere. */
    private static int unescaped(String text, char wanted, int from) {
        boolean set = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == wanted && !set) {
                return at;
            } else if (c == '[' || c == ']') {
                set = c == '[';
            }
        }
        return -1;
    }

    private static List<List<Token>> components(String alternative, String pattern) {
        List<List<Token>> components = new ArrayList<>();
        for (String component : alternative.split("/", -1)) {
            components.add(tokens(component.codePoints().toArray(), pattern));
        }
        return components;
    }

    private static List<Token> tokens(int[] component, String pattern) {
        List<Token> tokens = new ArrayList<>();
        for (int at = 0; at < component.length; at++) {
            int c = component[at];
            if (c == '*') {
                tokens.add(new Token(true, List.of(), false));
            } else if (c == '?') {
                tokens.add(new Token(false, List.of(), false));
            } else if (c == '[') {
                at = set(component, at + 1, tokens, pattern);
            } else {
                at += c == '\\' && at + 1 < component.length ? 1 : 0;
                tokens.add(new Token(false, List.of(component[at], component[at]), true));
            }
        }
        return tokens;
    }

    /** Adds a set's token; where its closing bracket is. */
    private static int set(int[] component, int from, List<Token> tokens, String pattern) {
        int at = from;
        boolean inside = at >= component.length || (component[at] != '^' && component[at] != '!');
        at += inside ? 0 : 1;
        List<Integer> bounds = new ArrayList<>();
        for (; at < component.length && component[at] != ']'; at++) {
            at += component[at] == '\\' && at + 1 < component.length ? 1 : 0;
            int low = component[at];
            int high = low;
            if (at + 2 < component.length && component[at + 1] == '-' && component[at + 2] != ']') {
                high = component[at + 2];
                at += 2;
            }
            bounds.addAll(List.of(low, high));
        }
        if (at >= component.length || bounds.isEmpty()) {
            throw invalid(pattern, "must close its brackets, around something");
        }
        tokens.add(new Token(false, bounds, inside));
        return at;
    }

    private static IllegalArgumentException invalid(String pattern, String why) {
        return new IllegalArgumentException("Invalid glob: " + pattern + ", " + why);
    }
}
