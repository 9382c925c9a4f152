package dev.weir.warehouse;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what follows from a ledger that grows, in a thread of its own: the stream never waits for it, and what was admitted while it
 * was being done is done next, together. Where it fails, it is tried again until it does not; the ledger keeps what is to be
 * done.
 */
public final class Following implements Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Runnable work;
    private final AtomicBoolean due = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService thread;

    /**
     * Does the work, and then again whenever the ledger has grown.
     *
     * @param name of the thread
     * @param work all that is due; does one thing at a time
     * @throws WarehouseException if that fails: a wrong name or a missing right is told at once
     */
    public static Following of(String name, Runnable work) {
        work.run();
        return new Following(name, work);
    }

    /**
     * Does the work whenever the ledger has grown.
     *
     * @param name of the thread
     * @param work all that is due; does one thing at a time
     */
    public Following(String name, Runnable work) {
        this.work = work;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            // It inherits nothing of the micro-batch that first needs it: Spark would take the work for that query's,
            // and cancel it when the query stops.
            Thread made = new Thread(null, task, name, 0, false);
            made.setDaemon(true);
            return made;
        });
    }

    @Override
    public void grown() {
        if (due.compareAndSet(false, true)) {
            thread.execute(this::catchUp);
        }
    }

    private void catchUp() {
        Duration pause = FIRST_PAUSE;
        // Once it closes, the last of it is close's own.
        while (closing.getCount() > 0) {
            due.set(false);
            try {
                work.run();
                return;
            } catch (RuntimeException e) {
                LOG.warn("{}; the stream goes on, and this is tried again in {} s", e.getMessage(), pause.toSeconds());
            }
            if (closes(pause)) {
                return;
            }
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    /** Waits; tells whether the time to try again is over. */
    private boolean closes(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends with nothing left to do, or a failure that says why there is. */
    @Override
    public void close() {
        closing.countDown();
        thread.shutdown();
        // What runs there ends first: it does one thing at a time.
        work.run();
    }
}
