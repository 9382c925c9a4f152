package dev.weir.bigquery;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a replica close behind a ledger that grows, in a thread of its own: the stream never waits for BigQuery, and what
 * was admitted during one append goes into the next together. Where BigQuery fails, it tries again until it does not; the
 * ledger keeps what is to be done.
 */
public final class Following implements Follower {
    /** About how many of its tasks wait for BigQuery at a time: two appends side by side, of two tasks each. */
    public static final int WAITING = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Replica replica;
    private final AtomicBoolean due = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        // It inherits nothing of the micro-batch that first needs it: Spark would take the copy for that query's work,
        // and
        // cancel it when the query stops.
        Thread made = new Thread(null, task, "weir bigquery", 0, false);
        made.setDaemon(true);
        return made;
    });

    /**
     * Brings the replica up to date, and then keeps it so.
     *
     * @throws dev.weir.warehouse.WarehouseException if that fails: a wrong name or a missing right is told at once
     */
    public static Following of(Replica replica) {
        replica.catchUp();
        return new Following(replica);
    }

    private Following(Replica replica) {
        this.replica = replica;
    }

    @Override
    public void grown() {
        if (due.compareAndSet(false, true)) {
            thread.execute(this::catchUp);
        }
    }

    private void catchUp() {
        Duration pause = FIRST_PAUSE;
        // Once it closes, the last copy is close's own.
        while (closing.getCount() > 0) {
            due.set(false);
            try {
                replica.catchUp();
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

    /** Ends with the replica up to date, or a failure that says why it is not. */
    @Override
    public void close() {
        closing.countDown();
        thread.shutdown();
        // What runs there ends first: the replica does one thing at a time.
        replica.catchUp();
    }
}
