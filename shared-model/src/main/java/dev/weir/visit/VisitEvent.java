package dev.weir.visit;

import java.util.Objects;

/**
 * What visits need of an event.
 *
 * @param visitor who sent it
 * @param at when, and its id
 * @param status as logged; 0 where there is none
 * @param bytes of the response; 0 where they are not known
 * @param page the template of its path if it is a view of a page ({@link PageViews}) by a visitor that may view pages, which the
 *     caller decides of bots; else null
 * @param origin where it came from
 */
public record VisitEvent(VisitorIdentity visitor, Moment at, long status, long bytes, ByteText page, Origin origin) {
    public VisitEvent {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(origin, "origin");
    }
}
