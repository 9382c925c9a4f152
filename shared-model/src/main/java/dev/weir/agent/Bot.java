package dev.weir.agent;

import java.util.Objects;

/**
 * The robot that a user agent says it is. Anybody can say so: {@link BotRanges} may know better.
 *
 * @param name as in the table of robots; of an unknown one the word of its agent that says robot; {@code -} where there is
 *     no agent at all; empty for {@link #NONE}
 * @param kind what it is there for
 */
public record Bot(String name, BotKind kind) {
    /** A person. */
    public static final Bot NONE = new Bot("", BotKind.NONE);

    /** Whoever sends no agent: browsers always do. */
    static final Bot NAMELESS = new Bot("-", BotKind.UNKNOWN);

    public Bot {
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
    }
}
