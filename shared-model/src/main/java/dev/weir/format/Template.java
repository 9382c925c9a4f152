package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text format: literals with a field between each two. Immutable; {@link TemplateMatcher} applies it.
 *
 * @param literals one more than there are tokens; only the first and the last may be empty
 * @param tokens the fields in order
 * @param required how many tokens a line must have; after that many it may end early, for formats that have grown
 * @param open whether more than the template says may follow, after a space
 */
record Template(List<String> literals, List<Token> tokens, int required, boolean open) {
    /** The attribute that keeps what follows a known format. */
    static final String EXTRA = "extra";

    private static final int MOST_BARE = 3;

    Template {
        literals = List.copyOf(literals);
        tokens = List.copyOf(tokens);
        if (literals.size() != tokens.size() + 1) {
            throw new IllegalArgumentException("Invalid template: a literal must stand on both sides of a field");
        }
        for (int i = 1; i < tokens.size(); i++) {
            if (literals.get(i).isEmpty()) {
                throw new IllegalArgumentException("Invalid template: nothing separates two fields");
            }
        }
    }

    static Template of(List<String> literals, List<Token> tokens) {
        return new Template(literals, tokens, tokens.size(), false);
    }

    /** The same template, of which a line may end after the first {@code count} fields or go on after the last. */
    Template growing(int count) {
        return new Template(literals, tokens, count, true);
    }

    /** The same template, after which a line goes on with what is kept as an attribute. */
    Template followedBy(Kind kind) {
        int last = literals.size() - 1;
        List<String> more = new ArrayList<>(literals);
        more.set(last, literals.get(last) + " ");
        more.add("");
        List<Token> all = new ArrayList<>(tokens);
        all.add(new Token(kind, null, EXTRA));
        return new Template(more, all, all.size(), false);
    }

    /** Whether a line must have all of the template's fields and no more. */
    boolean isWhole() {
        boolean more = EXTRA.equals(tokens.get(tokens.size() - 1).name());
        return !open && !more && required == tokens.size();
    }

    /** The same template, whose unknown fields are ignored. */
    Template withoutAttributes() {
        List<Token> silent = tokens.stream()
                .map(token -> EXTRA.equals(token.name()) ? token : token.named(null))
                .toList();
        return new Template(literals, silent, required, open);
    }

    /** The same template, of which a field is read in another way. */
    Template reading(Field field, Kind kind) {
        List<Token> changed = tokens.stream()
                .map(token -> token.field() == field ? token.as(kind) : token)
                .toList();
        return new Template(literals, changed, required, open);
    }

    /** The same template, whose fields are read strictly where that tells it from similar formats. */
    Template telling() {
        List<Token> strict = tokens.stream()
                .map(token -> token.kind() == Kind.FORWARDED ? token.as(Kind.FORWARDED_OR_OTHER) : token)
                .toList();
        return new Template(literals, strict, required, open);
    }

    /** The same template of a line whose request, the last of its fields, was cut off: what is left of it is no path. */
    Optional<Template> cut() {
        int last = tokens.size() - 1;
        boolean request = tokens.get(last).field() == Field.HTTP_REQUEST_LINE
                && literals.get(last + 1).equals("\"");
        if (!request) {
            return Optional.empty();
        }
        List<String> unclosed = new ArrayList<>(literals);
        unclosed.set(last + 1, "");
        List<Token> kept = new ArrayList<>(tokens);
        kept.set(last, Token.of(Kind.TEXT, Field.HTTP_REQUEST_LINE));
        return Optional.of(new Template(unclosed, kept, required, open));
    }

    /** The same template, of which each field that stands in quotes, and any of them together, is a bare hyphen instead. */
    List<Template> bare() {
        List<Integer> quoted = new ArrayList<>();
        for (int i = 0; i < tokens.size() && quoted.size() < MOST_BARE; i++) {
            boolean between =
                    literals.get(i).endsWith("\"") && literals.get(i + 1).startsWith("\"");
            if (between && i < required && !isShared(i) && !isShared(i + 1)) {
                quoted.add(i);
            }
        }
        List<Template> bare = new ArrayList<>();
        for (int chosen = 1; chosen < 1 << quoted.size(); chosen++) {
            List<String> unquoted = new ArrayList<>(literals);
            List<Token> hyphens = new ArrayList<>(tokens);
            for (int bit = 0; bit < quoted.size(); bit++) {
                if ((chosen >> bit & 1) == 1) {
                    int i = quoted.get(bit);
                    String before = unquoted.get(i);
                    unquoted.set(i, before.substring(0, before.length() - 1));
                    unquoted.set(i + 1, unquoted.get(i + 1).substring(1));
                    hyphens.set(i, Token.of(Kind.BARE, tokens.get(i).field()));
                }
            }
            // Where two quotes stand between two fields, hyphens without them would touch each other.
            if (!unquoted.subList(1, tokens.size()).contains("")) {
                bare.add(new Template(unquoted, hyphens, required, open));
            }
        }
        return bare;
    }

    /** The same template without a field and the literal in front of it; nothing if it has no such field. */
    Optional<Template> without(Field field) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).field() == field && i > 0) {
                List<String> fewer = new ArrayList<>(literals);
                fewer.remove(i);
                List<Token> others = new ArrayList<>(tokens);
                others.remove(i);
                return Optional.of(new Template(fewer, others, required - 1, open));
            }
        }
        return Optional.empty();
    }

    /** Whether a literal is a quote that belongs to the fields on both of its sides. */
    private boolean isShared(int literal) {
        return literal > 0 && literal < tokens.size() && literals.get(literal).equals("\"");
    }

    /** What of the template is behind its first fields and the space after them. */
    Template behind(int fields) {
        List<String> rest = new ArrayList<>(literals.subList(fields, literals.size()));
        rest.set(0, rest.get(0).stripLeading());
        return new Template(rest, tokens.subList(fields, tokens.size()), required - fields, open);
    }

    /** The field that is all of the template; null if there is more to it, or less. */
    Token only() {
        boolean bare = tokens.size() == 1
                && literals.get(0).isEmpty()
                && literals.get(1).isEmpty();
        return bare ? tokens.get(0) : null;
    }

    byte[][] literalBytes() {
        return literals.stream()
                .map(literal -> literal.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    boolean hasTime() {
        return tokens.stream().anyMatch(token -> token.field() == Field.TIMESTAMP);
    }

    /** The index of the first field that is a bare hyphen; zero if none is. */
    int firstBare() {
        int first = 0;
        while (first < tokens.size() && tokens.get(first).kind() != Kind.BARE) {
            first++;
        }
        return first == tokens.size() ? 0 : first;
    }

    /**
     * The index of the text that is the last field in quotes, and has others behind it; negative if there is none. A request is
     * no text: what stands behind a quote in it would be other fields.
     */
    int lastQuoted() {
        int behind = tokens.size();
        while (behind > 0 && literals.get(behind).indexOf('"') < 0) {
            behind--;
        }
        boolean followed = behind > 0
                && behind < tokens.size()
                && literals.get(behind).startsWith("\"")
                && tokens.get(behind - 1).kind() == Kind.TEXT;
        return followed ? behind - 1 : -1;
    }
}
