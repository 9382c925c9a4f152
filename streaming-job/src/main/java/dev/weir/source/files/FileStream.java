package dev.weir.source.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;

/**
 * A stream of the lines in files. Every trigger's ranges are in the {@link SourceLog} before Spark hears of them, hence an
 * offset always means the same rows.
 */
final class FileStream implements MicroBatchStream, SupportsTriggerAvailableNow {
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final FileOptions options;
    private final PartitionReaderFactory readers;
    private final SourceLog log;
    private final SourceState state;
    private final FileListing listing;
    private final WatchedRest watched;
    private final RangePlanner planner;
    private long lastEntry;
    /** How long each file was when an AvailableNow trigger began; null where the stream goes on. */
    private Map<String, Long> snapshot;

    /** @param nanoTime as {@link System#nanoTime} gives it */
    FileStream(
            FileOptions options,
            String checkpoint,
            Configuration conf,
            PartitionReaderFactory readers,
            Clock clock,
            LongSupplier nanoTime)
            throws IOException {
        Warnings warnings = new Warnings();
        this.options = options;
        this.readers = readers;
        this.log = SourceLog.toWrite(SourceLog.directory(new Path(checkpoint)), conf);
        this.lastEntry = log.last();
        this.state = log.state();
        state.learn(options.known());
        this.listing = new FileListing(conf, warnings);
        Duration idle = options.idle().orElse(IDLE);
        Rest aged = Rest.byAge(idle);
        this.watched = new WatchedRest(idle, nanoTime);
        // An AvailableNow trigger ends where a stream that goes on would watch.
        Rest rest = (file, now) -> (snapshot == null ? watched : aged).of(file, now);
        this.planner = new RangePlanner(conf, state, warnings, clock, rest, options.splitBytes(), options.inflation());
    }

    @Override
    public Offset initialOffset() {
        return new FileOffset(0);
    }

    @Override
    public Offset deserializeOffset(String json) {
        return FileOffset.parse(json);
    }

    @Override
    public ReadLimit getDefaultReadLimit() {
        return options.budget();
    }

    @Override
    public void prepareForTriggerAvailableNow() {
        try {
            snapshot = new HashMap<>();
            listing.present(options.paths()).forEach(file -> snapshot.put(file.path(), file.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Offset latestOffset() {
        throw new UnsupportedOperationException("Spark calls latestOffset(Offset, ReadLimit)");
    }

    /**
     * The offset up to which the next micro-batch reads: the next entry of the log, planned and logged now if there is none
     * after {@code start}; {@code start} itself if nothing is new.
     */
    @Override
    public Offset latestOffset(Offset start, ReadLimit limit) {
        long from = ((FileOffset) start).entry();
        if (from < lastEntry) {
            // Logged, but Spark stopped before it noted the offset: its files count as read, so it must be served.
            return new FileOffset(from + 1);
        }
        if (from > lastEntry) {
            throw new IllegalStateException("Cannot go on after entry " + from + " of the source log: its last is "
                    + lastEntry + ". Restore the checkpoint directory as a whole, or start with a new one");
        }
        try {
            return plan(limit instanceof Budget budget ? budget : Budget.UNLIMITED) ? new FileOffset(lastEntry) : start;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputPartition[] planInputPartitions(Offset start, Offset end) {
        return LongStream.rangeClosed(((FileOffset) start).entry() + 1, ((FileOffset) end).entry())
                .mapToObj(this::read)
                .flatMap(entry -> entry.ranges().stream())
                .flatMap(range -> FilePart.split(range, options.splitBytes()).stream())
                .toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return readers;
    }

    @Override
    public void commit(Offset end) {
        long done = ((FileOffset) end).entry();
        if (done > 0 && done % SourceLog.WHOLE == 0) {
            try {
                log.clean(done);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void stop() {}

    /** Logs what is new as the next entry; false if nothing is. */
    private boolean plan(Budget budget) throws IOException {
        List<ListedFile> files = listing.present(options.paths());
        if (snapshot != null) {
            files = files.stream()
                    .filter(file -> snapshot.containsKey(file.path()))
                    .toList();
        }
        List<FileRange> ranges = planner.plan(files, budget, this::visibleLength);
        if (ranges.isEmpty()) {
            return false;
        }
        log.add(entry(lastEntry + 1, ranges, files));
        state.settled();
        lastEntry++;
        return true;
    }

    private LogEntry entry(long number, List<FileRange> ranges, List<ListedFile> files) {
        if (!SourceLog.isWhole(number)) {
            return new LogEntry(number, ranges, state.changedContents(), state.changedSightings());
        }
        Set<String> paths = files.stream().map(ListedFile::path).collect(Collectors.toCollection(HashSet::new));
        state.retainPaths(paths);
        watched.retain(paths);
        return new LogEntry(number, ranges, state.contents(), state.sightings());
    }

    private long visibleLength(ListedFile file) {
        return snapshot == null ? file.length() : Math.min(file.length(), snapshot.get(file.path()));
    }

    private LogEntry read(long entry) {
        try {
            return log.read(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
