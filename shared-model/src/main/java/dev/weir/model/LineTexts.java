package dev.weir.model;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/** The texts of an event that a stranger wrote, and in which secrets may stand; any of them may be null. */
record LineTexts(
        UTF8String requestLine,
        UTF8String path,
        UTF8String query,
        UTF8String referer,
        UTF8String agent,
        UTF8String attributes) {
    static final int COUNT = 6;

    /** All of them, in order. */
    List<Object> values() {
        return Arrays.asList(requestLine, path, query, referer, agent, attributes);
    }

    /**
     * The same as they are kept.
     *
     * @param keptAgent the agent's
     */
    LineTexts by(Protection protection, UTF8String keptAgent) {
        return new LineTexts(
                protection.path(requestLine),
                protection.path(path),
                protection.query(query),
                protection.url(referer),
                keptAgent,
                protection.text(attributes));
    }
}
