package dev.weir.pubsub;

import com.google.cloud.pubsub.v1.AckReplyConsumer;
import com.google.pubsub.v1.PubsubMessage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes what is pulled into the log, and acknowledges it when it is there. One thread does so: it collects messages until
 * a segment is large or old enough, drops those that are in the log, seals, acknowledges.
 */
final class Intake implements AutoCloseable {
    private static final Duration AGE = Duration.ofMillis(200);

    /** An object store takes about so long for a file anyway, and counts its price by files. */
    private static final Duration AGE_ON_OBJECT_STORE = Duration.ofSeconds(1);

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final MessageLog log;
    private final RecentKeys recent;
    private final Clock clock;
    private final long segmentBytes;
    private final long segmentRecords;
    private final Duration segmentAge;
    private final long backlogBytes;
    private final Puller puller;
    private final Thread writer = new Thread(this::run, "pubsub-log");
    private final BlockingQueue<Held> arrived = new LinkedBlockingQueue<>();
    private final AtomicReference<PubSubSourceException> failure = new AtomicReference<>();
    private final AtomicLong pulled = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final Instant began;
    /** The first message of the segment in the making; null if there is none. */
    private volatile Held oldest;

    private volatile Instant lastOfBefore;
    /** While set, what comes is still written, but nothing is waited for. */
    private volatile boolean stopping;
    /** Set when nothing comes any more. */
    private volatile boolean stopped;

    private boolean closed;

    /** A message that waits to be in the log. */
    private record Held(PubsubMessage message, AckReplyConsumer reply) {
        Instant published() {
            return Instant.ofEpochSecond(
                    message.getPublishTime().getSeconds(),
                    message.getPublishTime().getNanos());
        }
    }

    /**
     * Begins to pull.
     *
     * @throws PubSubSourceException if the subscription cannot be read, or the log not be written
     */
    Intake(PubSubOptions options, MessageLog log, RecentKeys recent, Clock clock) {
        this.log = log;
        this.recent = recent;
        this.clock = clock;
        this.segmentBytes = options.segmentBytes();
        this.segmentRecords = options.budget().records();
        this.segmentAge = options.segmentAge().orElse(log.onObjectStore() ? AGE_ON_OBJECT_STORE : AGE);
        this.backlogBytes = options.backlogBytes();
        this.began = clock.instant();
        try {
            // Each message that is taken and cannot be kept comes nearer to a dead-letter topic, where there is one.
            log.probe(segmentBytes);
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            // So that Spark knows it for an interruption.
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        this.puller = new Puller(options, this::receive, this::fail);
        this.lastOfBefore = clock.instant();
        writer.setDaemon(true);
        writer.start();
        puller.start();
    }

    /** Why nothing more comes, if so. */
    Optional<PubSubSourceException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** How long nothing came that had been published before the intake began. */
    Duration quiet() {
        Held held = oldest;
        return held != null || !arrived.isEmpty() ? Duration.ZERO : Duration.between(lastOfBefore, clock.instant());
    }

    /** What happened to messages since the start. */
    Map<String, String> metrics() {
        Held held = oldest;
        Held next = held == null ? arrived.peek() : held;
        long age = next == null
                ? 0
                : Math.max(
                        0, Duration.between(next.published(), clock.instant()).toMillis());
        return Map.of(
                "pulledMessages", Long.toString(pulled.get()),
                "acknowledgedMessages", Long.toString(acknowledged.get()),
                "duplicateMessages", Long.toString(duplicates.get()),
                "oldestUnacknowledgedMs", Long.toString(age));
    }

    private void receive(PubsubMessage message, AckReplyConsumer reply) {
        if (stopped || failure.get() != null) {
            reply.nack();
            return;
        }
        pulled.incrementAndGet();
        arrived.add(new Held(message, reply));
        if (failure.get() != null) {
            giveBack();
        }
    }

    private void fail(PubSubSourceException why) {
        failure.compareAndSet(null, why);
        // At once: what is returned would only come again, to be returned again.
        puller.stopAsync();
    }

    private PubSubSourceException cannotWrite(Exception why) {
        return new PubSubSourceException(
                "Cannot write segment " + (log.last() + 1) + " of " + log.directory() + ": " + why.getMessage()
                        + "; nothing was acknowledged that is not in the log, so start again when that is put right",
                why);
    }

    private void run() {
        List<Held> collected = new ArrayList<>();
        try {
            while (!stopped || !arrived.isEmpty()) {
                Held first = arrived.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    oldest = first;
                    Segment segment = collect(first, collected);
                    // What is unread is on disk, not in memory, but a disk ends too. Meanwhile the client holds back.
                    log.awaitRoom(backlogBytes, () -> stopping || failure.get() != null);
                    seal(segment);
                    acknowledge(collected);
                    oldest = null;
                }
            }
        } catch (IOException | RuntimeException e) {
            fail(cannotWrite(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(new PubSubSourceException("Cannot go on writing " + log.directory() + ": interrupted", e));
        } finally {
            if (!stopped) {
                // Such as for want of memory; else the stream would stand still without a word.
                fail(new PubSubSourceException(
                        "Cannot go on writing " + log.directory() + ": its thread ended; start again"));
            }
            // Empty unless it failed.
            collected.forEach(held -> held.reply().nack());
            oldest = null;
            giveBack();
        }
    }

    private Segment collect(Held first, List<Held> collected) throws InterruptedException {
        Segment segment = new Segment();
        long end = System.nanoTime() + segmentAge.toNanos();
        Held held = first;
        while (held != null) {
            collected.add(held);
            MessageKey key = MessageKey.of(held.message());
            if (recent.add(key)) {
                segment.add(key, held.message());
            } else {
                duplicates.incrementAndGet();
            }
            boolean full = segment.bodyBytes() >= segmentBytes || segment.records() >= segmentRecords;
            held = full ? null : arrived.poll(stopping ? 0 : end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return segment;
    }

    private void seal(Segment segment) throws IOException {
        if (!segment.isEmpty()) {
            log.seal(segment);
        }
    }

    private void acknowledge(List<Held> collected) {
        if (collected.stream().anyMatch(held -> held.published().isBefore(began))) {
            lastOfBefore = clock.instant();
        }
        collected.forEach(held -> held.reply().ack());
        acknowledged.addAndGet(collected.size());
        collected.clear();
    }

    private void giveBack() {
        for (Held held = arrived.poll(); held != null; held = arrived.poll()) {
            held.reply().nack();
        }
    }

    /** Pulls no more; what was pulled is in the log afterwards, or was given back. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        stopping = true;
        // What was pulled is still written: to be returned counts as a failed delivery.
        puller.close();
        stopped = true;
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                // Spark stops a query by an interruption, and closes its sources after that.
                interrupted = true;
            }
        }
        giveBack();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isClosed() {
        return closed;
    }
}
