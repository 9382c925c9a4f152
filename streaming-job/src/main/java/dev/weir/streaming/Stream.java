package dev.weir.streaming;

import dev.weir.format.LogFormat;
import dev.weir.ledger.Hole;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import dev.weir.warehouse.Follower;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.WarehouseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one micro-batch loop: hands each micro-batch of a source to the speed layer and says how it went. */
public final class Stream {
    private static final Logger LOG = LoggerFactory.getLogger(Stream.class);

    private final Job job;
    private final Source source;
    private final Checkpoint checkpoint;
    private final SpeedLayer speedLayer;
    private final Follower follower;
    private final StreamMetrics metrics;
    private final FormatWatch formats;

    /** Held while a micro-batch runs, so that a stop waits for its end. */
    private final ReentrantLock running = new ReentrantLock();

    public Stream(Job job, Source source, Checkpoint checkpoint, Follower follower, StreamMetrics metrics) {
        this(job, source, checkpoint, follower, metrics, Optional.empty());
    }

    /**
     * A stream that warns if a format fits none of its first lines.
     *
     * @param format what the command line gave
     */
    Stream(
            Job job,
            Source source,
            Checkpoint checkpoint,
            Follower follower,
            StreamMetrics metrics,
            Optional<LogFormat> format) {
        this.job = job;
        this.source = source;
        this.checkpoint = checkpoint;
        this.speedLayer = new SpeedLayer(job);
        this.follower = follower;
        this.metrics = metrics;
        this.formats = new FormatWatch(format, segment -> speedLayer.misfit(segment, format.orElseThrow()));
    }

    /** Starts the loop in the background. */
    public StreamingQuery start(Trigger trigger) throws TimeoutException {
        LOG.info("Streaming {} (checkpoint {})", source.description(), checkpoint.path());
        Feed feed = source.open(job.spark(), checkpoint, speedLayer.ledger());
        StreamingQuery query = feed.records()
                .writeStream()
                .queryName("weir " + checkpoint.stream())
                .option("checkpointLocation", checkpoint.path().toString())
                .trigger(trigger)
                .foreachBatch((batch, number) -> {
                    // Interruptibly: who stops the query holds the lock and waits for this thread.
                    running.lockInterruptibly();
                    try {
                        Instant began = job.clock().instant();
                        process(batch, number, feed).ifPresent(done -> report(done, began));
                        follower.grown();
                    } finally {
                        running.unlock();
                    }
                })
                .start();
        metrics.follow(query);
        return query;
    }

    private Optional<SpeedLayer.Outcome> process(Dataset<Row> batch, long number, Feed feed) {
        try {
            return speedLayer.process(batch, checkpoint.stream(), number, feed.losses(), feed.plans());
        } catch (Replay.UncoveredException e) {
            throw new WarehouseException(
                    "Cannot go on with checkpoint " + checkpoint.path() + ": " + e.getMessage()
                            + ". It was rolled back: restore it as a whole, or start with a new --checkpoint, where"
                            + " reading goes on as the ledger says",
                    e);
        }
    }

    /** Runs until the source ends (available now) or {@link #stop} is called. */
    public void run(Trigger trigger) throws TimeoutException, StreamingQueryException {
        start(trigger).awaitTermination();
    }

    /** Stops a query after the micro-batch that is running, if any. */
    public void stop(StreamingQuery query) throws TimeoutException {
        running.lock();
        try {
            query.stop();
        } finally {
            running.unlock();
        }
    }

    private void report(SpeedLayer.Outcome outcome, Instant began) {
        SpeedSegment segment = outcome.segment();
        if (!outcome.newlyAdmitted()) {
            LOG.info("micro-batch {}: admitted before the restart, not done again", segment.batch());
            return;
        }
        for (Hole hole : segment.holes()) {
            LOG.warn(
                    "micro-batch {}: {} positions of {} (partition {}, {} to {}) were gone before they could be read",
                    segment.batch(),
                    hole.positions(),
                    hole.source(),
                    hole.partition(),
                    hole.from(),
                    hole.to());
        }
        Instant now = job.clock().instant();
        Duration took = Duration.between(began, now);
        Duration lag = Duration.between(segment.oldestArrival(), now);
        metrics.admitted(segment, now, took, lag);
        double seconds = Math.max(0.001, took.toMillis() / 1000.0);
        Tally tally = segment.tally();
        LOG.info(
                "micro-batch {}: {} lines in {} s ({} lines/s), lag {} s, {} dead letters, {} duplicates",
                segment.batch(),
                segment.received(),
                number(seconds),
                Math.round(segment.received() / seconds),
                number(lag.toMillis() / 1000.0),
                tally.rejected(),
                tally.duplicates());
        formats.admitted(segment).ifPresent(LOG::warn);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
