package dev.weir.serving;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Ends a query from another thread: because it takes too long, or nobody waits for it any more. */
public final class Cancellation {
    /** A stop that comes a moment before the work begins is lost on engines: it is said again until the work has ended. */
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final AtomicReference<String> reason = new AtomicReference<>();
    private final Set<Runnable> stops = new HashSet<>();

    /**
     * Work that can be stopped.
     *
     * @param <E> what it may throw
     */
    public interface Work<T, E extends Exception> {
        T run() throws E;
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

    /** What has ended is not stopped: nobody closes it meanwhile. */
    private synchronized void stopAll() {
        if (!stops.isEmpty()) {
            stops.forEach(Runnable::run);
            in(AGAIN).execute(this::stopAll);
        }
    }

    /**
     * Does work.
     *
     * @param stop ends it, more than once perhaps, and does nothing if it has ended
     * @throws CancelledException if it was cancelled already
     */
    public <T, E extends Exception> T run(Runnable stop, Work<T, E> work) throws E {
        synchronized (this) {
            stops.add(stop);
        }
        try {
            require();
            return work.run();
        } finally {
            synchronized (this) {
                stops.remove(stop);
            }
        }
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
