package dev.weir.generator;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Single lines that will be delivered again: soon, as after a retry, or files later, as after a restart. */
final class Redeliveries {
    private static final int SOON = 200;

    private final SplittableRandom random;
    private final long later;
    private final PriorityQueue<Copy> pending = new PriorityQueue<>(Comparator.comparingLong(Copy::due));

    /** @param later after how many lines at most a copy comes */
    Redeliveries(long later, SplittableRandom random) {
        this.later = Math.max(later, 1);
        this.random = random;
    }

    void add(LineBuffer line, long time, long linesSoFar) {
        long delay = 1 + random.nextLong(random.nextBoolean() ? SOON : later);
        pending.add(new Copy(linesSoFar + delay, time, line.copy()));
    }

    /** Delivers what is due by then. */
    void deliver(OpenFile file, long linesSoFar) throws IOException {
        while (!pending.isEmpty() && pending.peek().due <= linesSoFar) {
            Copy copy = pending.poll();
            file.duplicate(copy.line, copy.time);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Copy(long due, long time, byte[] line) {}
}
