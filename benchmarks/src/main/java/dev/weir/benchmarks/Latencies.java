package dev.weir.benchmarks;

import dev.weir.benchmarks.LiveLog.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** How long lines took from being written to being seen; chunks have equally many lines. */
final class Latencies {
    private final long from;
    private final long to;
    private final List<Double> seconds = new ArrayList<>();
    private long lastBegan = Long.MIN_VALUE;

    /** Counts what was written between two moments, in nanoseconds. */
    Latencies(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /** So many lines were seen at a moment; their chunks leave the queue. */
    void seen(long lines, long at, Queue<Chunk> written) {
        while (!written.isEmpty() && written.peek().linesSoFar() <= lines) {
            lastBegan = written.remove().began();
            if (lastBegan - from >= 0 && to - lastBegan > 0) {
                seconds.add((at - lastBegan) / 1e9);
            }
        }
    }

    /** Whether all that counts was seen. */
    boolean isComplete() {
        return lastBegan != Long.MIN_VALUE && lastBegan - to >= 0;
    }

    /** The nearest rank. */
    double percentile(int percent) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }
}
