package dev.weir.streaming;

import dev.weir.format.FirstLines;
import dev.weir.format.LogFormat;
import dev.weir.ledger.SpeedSegment;
import java.util.Optional;
import java.util.function.Function;

/** Watches a stream whose format was pasted, to say once that none of its first lines fits. Not thread-safe. */
final class FormatWatch {
    private final Optional<LogFormat> format;
    private final Function<SpeedSegment, Optional<String>> explain;
    private long seen;
    private boolean done;

    /**
     * A watch.
     *
     * @param format what was given; nothing is said of a built-in
     * @param explain says where the first line of a segment parts from the format; empty if it does not. It may be slow, and is
     *     asked once
     */
    FormatWatch(Optional<LogFormat> format, Function<SpeedSegment, Optional<String>> explain) {
        this.format = format.filter(LogFormat::isPasted);
        this.explain = explain;
        this.done = this.format.isEmpty();
    }

    /** Takes a micro-batch that was admitted; returns what to warn of, once. */
    Optional<String> admitted(SpeedSegment segment) {
        if (done) {
            return Optional.empty();
        }
        seen += segment.received();
        boolean fits = segment.tally().accepted() + segment.tally().duplicates() > 0;
        done = fits || seen >= FirstLines.ENOUGH;
        if (fits || !done) {
            return Optional.empty();
        }
        return explain.apply(segment)
                .map(where -> "None of the first " + seen + " lines fits --format "
                        + format.orElseThrow().name() + ": " + where
                        + "; they are dead letters, which the right --format and `weir dead-letters --replay` heal");
    }
}
