package dev.weir.generator;

import java.util.function.Consumer;

/** Somebody or something in the middle of a visit. */
interface Visitor {
    /**
     * Sends the next few requests.
     *
     * @param now when the first one comes
     * @return whether the visit goes on
     */
    boolean step(long now, Consumer<Request> log);
}
