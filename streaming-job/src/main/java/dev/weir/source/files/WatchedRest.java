package dev.weir.source.files;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * By having watched it, whatever clocks say: it is at rest where it has not changed for as long, by a clock that nobody sets
 * and that stands still while the machine sleeps. Not thread-safe.
 */
final class WatchedRest implements Rest {
    private final long idleNanos;
    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new HashMap<>();

    /**
     * @param idle for how long; zero asks for no time at all
     * @param nanoTime as {@link System#nanoTime} gives it
     */
    WatchedRest(Duration idle, LongSupplier nanoTime) {
        this.idleNanos = idle.toNanos();
        this.nanoTime = nanoTime;
    }

    private record Seen(ListedFile file, long since) {}

    @Override
    public boolean of(ListedFile file, Instant now) {
        long time = nanoTime.getAsLong();
        Seen first = seen.get(file.path());
        if (first == null || !first.file().equals(file)) {
            first = new Seen(file, time);
            seen.put(file.path(), first);
        }
        return time - first.since() >= idleNanos;
    }

    /** Forgets files that are no longer there. */
    void retain(Set<String> paths) {
        seen.keySet().retainAll(paths);
    }
}
