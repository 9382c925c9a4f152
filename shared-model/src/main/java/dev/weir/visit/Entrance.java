package dev.weir.visit;

import java.util.Objects;

/**
 * How a visit began, as its earliest page view says; or as its earliest event, if there is no page view among what is known of it.
 * A page's style sheet is often logged in the same second, and names the page itself as its referrer: it must not decide where a
 * visitor came from. Ordered by that, it is what a minimum takes.
 *
 * @param at when, and which event
 * @param page the template of the path that was viewed; null if the event is no page view
 * @param origin where it came from
 */
public record Entrance(Moment at, ByteText page, Origin origin) {
    public Entrance {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(origin, "origin");
    }

    /** The one that says how the whole began. */
    Entrance or(Entrance other) {
        if ((page == null) != (other.page == null)) {
            return page == null ? other : this;
        }
        return at.compareTo(other.at) <= 0 ? this : other;
    }
}
