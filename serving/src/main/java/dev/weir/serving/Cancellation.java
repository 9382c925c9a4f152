package dev.weir.serving;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Ends a query from another thread: because it takes too long, or nobody waits for it any more. */
public final class Cancellation {
    /** A stop that comes a moment before the work begins is lost on engines: it is said again until the work has ended. */
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final AtomicReference<String> reason = new AtomicReference<>();
    private final Set<Work> running = ConcurrentHashMap.newKeySet();

    /** Work that can be stopped, until it is closed. */
    public final class Work implements AutoCloseable {
        private final Runnable stop;

        private Work(Runnable stop) {
            this.stop = stop;
        }

        @Override
        public void close() {
            running.remove(this);
        }
    }

    /** Cancels after a time, unless it was cancelled before. */
    public Cancellation after(Duration timeout) {
        in(timeout)
                .execute(() -> cancel("it took longer than " + timeout.toSeconds()
                        + " s; ask about fewer days, or allow more with --timeout"));
        return this;
    }

    /**
     * Cancels; the first reason stays.
     *
     * @param why the part of an error after {@code Cannot answer the query:}
     */
    public void cancel(String why) {
        if (reason.compareAndSet(null, why)) {
            stopAll();
        }
    }

    private void stopAll() {
        if (!running.isEmpty()) {
            running.forEach(work -> work.stop.run());
            in(AGAIN).execute(this::stopAll);
        }
    }

    /**
     * Begins work.
     *
     * @param stop ends it, more than once perhaps, and does nothing if it has ended
     * @throws CancelledException if it was cancelled already
     */
    public Work begin(Runnable stop) {
        Work work = new Work(stop);
        running.add(work);
        try {
            require();
        } catch (CancelledException e) {
            work.close();
            throw e;
        }
        return work;
    }

    /** Why it was cancelled, if it was. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }

    /**
     * Requires that it was not cancelled.
     *
     * @throws CancelledException if it was
     */
    public void require() {
        reason().ifPresent(why -> {
            throw new CancelledException(why, null);
        });
    }

    private static Executor in(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
