package dev.weir.format;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the names in a server's format strings mean. Declared as lines of {@code name kind field rank}, of which the field may
 * be missing for what no field holds, and the rank for what is the best that can be had.
 */
record Vocabulary(Map<String, Token> tokens) {
    Vocabulary {
        tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
    }

    static Vocabulary of(String declaration) {
        Map<String, Token> tokens = new LinkedHashMap<>();
        for (String line : declaration.strip().split("\n", -1)) {
            String[] parts = line.strip().split(" +", -1);
            Kind kind = Kind.valueOf(parts[1]);
            Field field = parts.length > 2 ? Field.valueOf(parts[2]) : null;
            byte rank = parts.length > 3 ? Byte.parseByte(parts[3]) : Token.BEST;
            tokens.put(parts[0], new Token(kind, field, null, rank));
        }
        return new Vocabulary(tokens);
    }

    /** The meaning of a name; an attribute of that name where it is unknown. */
    Token token(String name) {
        Token known = tokens.get(name);
        Kind other = name.startsWith("upstream_") ? Kind.LIST_TEXT : Kind.TEXT;
        return known == null ? new Token(other, null, name) : known.named(known.field() == null ? name : null);
    }
}
