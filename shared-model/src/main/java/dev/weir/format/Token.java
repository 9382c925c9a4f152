package dev.weir.format;

import java.util.Objects;

/**
 * A field of a format.
 *
 * @param kind how its text is read
 * @param field where the value goes; null if it is an attribute or ignored
 * @param name its own name, for attributes; null if it is never one
 * @param rank {@link #BEST}, or more for what is less telling: of several values of a field the one of the least rank counts
 */
record Token(Kind kind, Field field, String name, byte rank) {
    static final byte BEST = 1;

    Token {
        Objects.requireNonNull(kind, "kind");
    }

    Token(Kind kind, Field field, String name) {
        this(kind, field, name, BEST);
    }

    static Token of(Kind kind, Field field) {
        return new Token(kind, field, null);
    }

    static Token skip(String name) {
        return new Token(Kind.SKIP, null, name);
    }

    Token named(String ownName) {
        return new Token(kind, field, ownName, rank);
    }

    /** The same field, read in another way. */
    Token as(Kind other) {
        return new Token(other, field, name, rank);
    }
}
