package dev.weir.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A text format: literals with a field between each two. Immutable; {@link TemplateMatcher} applies it.
 *
 * @param literals one more than there are tokens; only the first and the last may be empty
 * @param tokens the fields in order
 * @param required how many tokens a line must have; after that many it may end early, for formats that have grown
 * @param open whether more than the template says may follow, after a space
 */
record Template(List<String> literals, List<Token> tokens, int required, boolean open) {
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

    /** The same template, after which a line may go on with what is ignored. */
    Template followedByAnything() {
        return new Template(literals, tokens, tokens.size(), true);
    }

    /** The same template, whose unknown fields are ignored. */
    Template withoutAttributes() {
        List<Token> silent = tokens.stream().map(token -> token.named(null)).toList();
        return new Template(literals, silent, required, open);
    }

    /** The same template, whose fields are read strictly where that tells it from similar formats. */
    Template telling() {
        List<Token> strict = tokens.stream()
                .map(token -> token.kind() == Kind.FORWARDED
                        ? new Token(Kind.FORWARDED_OR_OTHER, token.field(), token.name())
                        : token)
                .toList();
        return new Template(literals, strict, required, open);
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

    /** How many fields both templates begin with, including the literals around them. */
    int sharedWith(Template other) {
        int shared = 0;
        int most = Math.min(tokens.size(), other.tokens.size());
        if (!literals.get(0).equals(other.literals.get(0))) {
            return 0;
        }
        while (shared < most
                && tokens.get(shared).equals(other.tokens.get(shared))
                && literals.get(shared + 1).equals(other.literals.get(shared + 1))
                && Math.min(required, shared) == Math.min(other.required, shared)) {
            shared++;
        }
        // The scan of a field peeks at the next one.
        return shared == most || shared == 0 ? shared : shared - 1;
    }
}
