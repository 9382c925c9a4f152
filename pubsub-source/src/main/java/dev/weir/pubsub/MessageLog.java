package dev.weir.pubsub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of a stream, in segments that are numbered without a gap and never change. What is in it was or may be
 * acknowledged, so it must be offered. One process writes at a time: of two, the second to take a number fails.
 *
 * <p>A segment is known only if it is whole. Where an object appears by being closed, a writer that failed may have left one
 * that is cut short. Nothing of it was acknowledged, so it stays, as a segment without messages, and they come again; to
 * delete it would be to race with whoever else takes it for one.
 *
 * <p>Of segments that are not needed any more, the keys of their messages stay, until so many others came that no message
 * of theirs is expected again.
 */
final class MessageLog {
    /** So many segments are cleaned up together: each makes a file of keys, which a restart reads. */
    static final int CHUNK = 100;

    private static final Logger LOG = LoggerFactory.getLogger(MessageLog.class);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final String SEGMENT = ".segment";
    private static final String KEYS = ".keys";

    private final Path directory;
    private final Configuration conf;
    private final FileSystem files;
    private final WholeFiles whole;
    private final int horizon;
    /** Segments that are there, by number. */
    private final NavigableMap<Long, Sealed> segments = new TreeMap<>();
    /** Files of keys, by the number of the last segment that they speak for; with how many keys. */
    private final NavigableMap<Long, Integer> cleaned = new TreeMap<>();
    /** Numbers at which there may be a file of keys that is cut short. */
    private final Set<Long> spoilt = new HashSet<>();

    private long last;
    private long read;

    /**
     * Opens or begins a log.
     *
     * @param horizon how many keys are kept at least
     * @param known told of each message that is or was in it, the oldest first
     */
    MessageLog(Path directory, Configuration conf, int horizon, Consumer<MessageKey> known) throws IOException {
        this.whole = new WholeFiles(directory, conf);
        this.directory = directory;
        this.conf = conf;
        this.horizon = horizon;
        this.files = directory.getFileSystem(conf);
        NavigableMap<Long, Long> found = new TreeMap<>();
        for (FileStatus status : files.listStatus(directory)) {
            String name = status.getPath().getName();
            if (name.endsWith(WholeFiles.TEMPORARY)) {
                // Of a process that was killed: its messages were not acknowledged, and come again.
                files.delete(status.getPath(), false);
            } else if (name.endsWith(SEGMENT)) {
                found.put(number(name, SEGMENT), status.getLen());
            } else if (name.endsWith(KEYS)) {
                cleaned.put(number(name, KEYS), 0);
            }
        }
        for (long number : List.copyOf(cleaned.keySet())) {
            Optional<List<MessageKey>> keys = ifWhole(keysFile(number), SegmentFile::keys);
            if (keys.isEmpty()) {
                // The segments of which it should speak are still there.
                cleaned.remove(number);
                spoilt.add(number);
            } else {
                cleaned.put(number, keys.get().size());
                keys.get().forEach(known);
            }
        }
        long kept = cleaned.isEmpty() ? 0 : cleaned.lastKey();
        for (long number : found.headMap(kept, true).keySet()) {
            // Its keys were written down, then the process was killed.
            files.delete(segment(number).path(), false);
        }
        last = kept;
        for (var segment : found.tailMap(kept, false).entrySet()) {
            if (segment.getKey() != last + 1) {
                throw segment(last + 1).missing(null);
            }
            Optional<List<MessageKey>> keys = ifWhole(segment(segment.getKey()), SegmentFile::keysOfWhole);
            keys.orElse(List.of()).forEach(known);
            add(new Sealed(
                    segment.getKey(), keys.map(List::size).orElse(0), keys.isPresent() ? segment.getValue() : 0));
        }
    }

    private interface Reading {
        List<MessageKey> of(SegmentFile file) throws IOException;
    }

    private Optional<List<MessageKey>> ifWhole(SegmentFile file, Reading keys) throws IOException {
        try {
            return Optional.of(keys.of(file));
        } catch (CutShortException e) {
            if (!onObjectStore()) {
                // Elsewhere a file gets its name when it is whole, so something happened to it afterwards.
                throw e;
            }
            LOG.warn("Leaving out {}: its writer failed before its end; nothing of it was acknowledged", file.path());
            return Optional.empty();
        }
    }

    Path directory() {
        return directory;
    }

    boolean onObjectStore() {
        return whole.onObjectStore();
    }

    /** The last segment's number; 0 if there is none. */
    synchronized long last() {
        return last;
    }

    /**
     * Tries whether a segment can be written.
     *
     * @throws IOException if none of so many bytes can be
     */
    void probe(long bytes) throws IOException {
        whole.probe(bytes);
    }

    /**
     * Makes the segment durable.
     *
     * @throws IOException if that is not certain
     */
    void seal(Segment segment) throws IOException {
        long number = last() + 1;
        List<ByteBuffer> content = segment.content();
        try {
            whole.create(segmentName(number), content);
        } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
            throw new IOException("it exists; another query runs on the same checkpoint: stop one of them", e);
        }
        add(new Sealed(
                number,
                segment.records(),
                content.stream().mapToLong(ByteBuffer::remaining).sum()));
    }

    private synchronized void add(Sealed segment) {
        segments.put(segment.number(), segment);
        last = segment.number();
        notifyAll();
    }

    /** Waits until there is a segment after this one, but not for ever. */
    synchronized void awaitAfter(long segment, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); last <= segment && left > 0; left = end - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }

    /** Says that everything up to a segment is processed, so that there is room for more. */
    synchronized void read(long upTo) {
        read = Math.max(read, upTo);
        notifyAll();
    }

    /** Waits until fewer bytes than these are unread, or it is in vain. */
    synchronized void awaitRoom(long bytes, BooleanSupplier inVain) throws InterruptedException {
        while (unreadBytes() >= bytes && !inVain.getAsBoolean()) {
            wait(GLANCE.toMillis());
        }
    }

    private long unreadBytes() {
        return segments.tailMap(read, false).values().stream()
                .mapToLong(Sealed::bytes)
                .sum();
    }

    /** The segments after one up to and with another. */
    synchronized List<Sealed> between(long after, long upTo) {
        return List.copyOf(segments.subMap(after, false, upTo, true).values());
    }

    SegmentFile segment(long number) {
        return new SegmentFile(new Path(directory, segmentName(number)), conf);
    }

    /** Removes segments up to this one, in whole chunks, but keeps their keys up to the horizon. */
    void clean(long upTo) throws IOException {
        List<Sealed> done = between(0, upTo);
        int from = 0;
        for (int to = CHUNK; to <= done.size(); to++) {
            if (!spoilt.contains(done.get(to - 1).number())) {
                clean(done.subList(from, to));
                from = to;
                to += CHUNK - 1;
            }
        }
    }

    private void clean(List<Sealed> chunk) throws IOException {
        List<MessageKey> keys = new ArrayList<>();
        for (Sealed segment : chunk) {
            if (segment.records() > 0) {
                keys.addAll(segment(segment.number()).keys());
            }
        }
        long number = chunk.get(chunk.size() - 1).number();
        try {
            whole.create(name(number, KEYS), List.of(Segment.keysAlone(keys)));
        } catch (IOException | RuntimeException e) {
            spoilt.add(number);
            throw e;
        }
        cleaned.put(number, keys.size());
        for (Sealed segment : chunk) {
            files.delete(segment(segment.number()).path(), false);
            synchronized (this) {
                segments.remove(segment.number());
            }
        }
        long newer = 0;
        for (long file : List.copyOf(cleaned.descendingKeySet())) {
            // The newest stays in any case: it says how far the log was.
            if (newer >= horizon) {
                files.delete(keysFile(file).path(), false);
                cleaned.remove(file);
            } else {
                newer += cleaned.get(file);
            }
        }
    }

    private SegmentFile keysFile(long number) {
        return new SegmentFile(new Path(directory, name(number, KEYS)), conf);
    }

    static String segmentName(long number) {
        return name(number, SEGMENT);
    }

    private static String name(long number, String suffix) {
        return String.format("%012d%s", number, suffix);
    }

    private long number(String name, String suffix) throws IOException {
        try {
            return Long.parseLong(name.substring(0, name.length() - suffix.length()));
        } catch (NumberFormatException e) {
            throw new IOException(
                    "Cannot read " + new Path(directory, name) + ": it is no part of the log; remove it", e);
        }
    }
}
