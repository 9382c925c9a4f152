package dev.weir.pubsub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToLongFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReportsSourceMetrics;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream of a subscription's messages. Spark is told of messages only when they are in the {@link MessageLog}, hence an
 * offset always means the same rows.
 */
final class PubSubStream implements MicroBatchStream, SupportsTriggerAvailableNow, ReportsSourceMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(PubSubStream.class);

    private final PubSubOptions options;
    private final PartitionReaderFactory readers;
    private final Clock clock;
    private final RecentKeys recent;
    private final MessageLog log;
    /** Deletes in the background: on an object store that takes a while. */
    private final ExecutorService cleaner = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "pubsub-cleaner");
        thread.setDaemon(true);
        return thread;
    });
    /** Null until Spark wants to know what is new: a query that only replays pulls nothing. */
    private Intake intake;

    private boolean availableNow;

    PubSubStream(PubSubOptions options, Path directory, Configuration conf, Clock clock) {
        this.options = options;
        this.readers = new SegmentReaderFactory(new SerializableConfiguration(conf));
        this.clock = clock;
        this.recent = new RecentKeys(options.horizon());
        try {
            this.log = new MessageLog(directory, conf, options.horizon(), recent::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public Offset initialOffset() {
        return new LogOffset(0);
    }

    @Override
    public Offset deserializeOffset(String json) {
        return LogOffset.parse(json);
    }

    @Override
    public ReadLimit getDefaultReadLimit() {
        return options.budget();
    }

    @Override
    public void prepareForTriggerAvailableNow() {
        availableNow = true;
    }

    @Override
    public Offset latestOffset() {
        throw new UnsupportedOperationException("Spark calls latestOffset(Offset, ReadLimit)");
    }

    /** The last segment of the log that the limit lets through; {@code start} itself if nothing is new. */
    @Override
    public Offset latestOffset(Offset start, ReadLimit limit) {
        long from = ((LogOffset) start).segment();
        if (from > log.last()) {
            throw new PubSubSourceException("Cannot go on after segment " + from + " of " + log.directory()
                    + ": its last is " + log.last()
                    + "; restore the checkpoint directory as a whole, or start with a new one");
        }
        log.read(from);
        if (intake == null) {
            intake = new Intake(options, log, recent, clock);
        }
        if (availableNow) {
            gather(from);
        }
        if (log.last() == from && intake.failure().isPresent()) {
            throw intake.failure().get();
        }
        return new LogOffset(within(limit instanceof LogBudget budget ? budget : LogBudget.UNLIMITED, from));
    }

    /**
     * Waits for what is available: until there is something, or for a while there was nothing that had been published
     * before the trigger began. Others may publish faster than this ends.
     */
    private void gather(long from) {
        try {
            while (!intake.isClosed() && intake.failure().isEmpty()) {
                Duration left = options.idle().minus(intake.quiet());
                if (left.isNegative() || left.isZero()) {
                    intake.close();
                } else if (log.last() > from) {
                    return;
                } else {
                    log.awaitAfter(from, left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // So that Spark knows it for an interruption.
            throw new UncheckedIOException(new InterruptedIOException("Stopped while waiting for messages"));
        }
    }

    private long within(LogBudget budget, long from) {
        long end = from;
        long bytes = 0;
        long records = 0;
        for (Sealed segment : log.between(from, log.last())) {
            bytes += segment.bytes();
            records += segment.records();
            if (end > from && (bytes > budget.bytes() || records > budget.records())) {
                break;
            }
            end = segment.number();
        }
        return end;
    }

    @Override
    public Offset reportLatestOffset() {
        return new LogOffset(log.last());
    }

    @Override
    public InputPartition[] planInputPartitions(Offset start, Offset end) {
        long after = ((LogOffset) start).segment();
        long upTo = ((LogOffset) end).segment();
        List<Sealed> segments = log.between(after, upTo);
        if (segments.size() != upTo - after) {
            throw new PubSubSourceException("Cannot read segments " + (after + 1) + " to " + upTo + " of "
                    + log.directory() + ": " + (upTo - after - segments.size())
                    + " are missing; restore the checkpoint directory as a whole, or start with a new one");
        }
        return SegmentPart.of(log.directory().toString(), segments).toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return readers;
    }

    @Override
    public void commit(Offset end) {
        long done = ((LogOffset) end).segment();
        cleaner.execute(() -> {
            try {
                log.clean(done);
            } catch (IOException e) {
                LOG.warn("Cannot clean up {}; trying again after the next micro-batch", log.directory(), e);
            }
        });
    }

    @Override
    public Map<String, String> metrics(Optional<Offset> latestConsumedOffset) {
        Map<String, String> metrics = new HashMap<>();
        long after = latestConsumedOffset
                .map(offset -> LogOffset.parse(offset.json()).segment())
                .orElse(0L);
        List<Sealed> backlog = log.between(after, log.last());
        metrics.put("backlogMessages", sum(backlog, Sealed::records));
        metrics.put("backlogBytes", sum(backlog, Sealed::bytes));
        if (intake != null) {
            metrics.putAll(intake.metrics());
        }
        return metrics;
    }

    private static String sum(List<Sealed> segments, ToLongFunction<Sealed> what) {
        return Long.toString(segments.stream().mapToLong(what).sum());
    }

    @Override
    public void stop() {
        if (intake != null) {
            intake.close();
        }
        cleaner.shutdown();
    }
}
