package dev.weir.visit;

import java.util.Objects;

/**
 * The latest page view of a visit.
 *
 * @param at when, and which event
 * @param page the template of the path that was viewed
 */
public record Exit(Moment at, ByteText page) {
    public Exit {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(page, "page");
    }

    /** The later one. */
    Exit or(Exit other) {
        return at.compareTo(other.at) >= 0 ? this : other;
    }
}
