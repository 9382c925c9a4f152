package dev.weir.format;

import java.util.Objects;

/**
 * A field of a format.
 *
 * @param kind how its text is read
 * @param field where the value goes; null if it is an attribute or ignored
 * @param name its own name, for attributes; null if it is never one
 */
record Token(Kind kind, Field field, String name) {
    Token {
        Objects.requireNonNull(kind, "kind");
    }

    static Token of(Kind kind, Field field) {
        return new Token(kind, field, null);
    }

    static Token skip(String name) {
        return new Token(Kind.SKIP, null, name);
    }

    Token named(String ownName) {
        return new Token(kind, field, ownName);
    }
}
