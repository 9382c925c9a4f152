package dev.weir.source.files;

import dev.weir.warehouse.LogStores;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The planned ranges of a stream, one file for each trigger, under the stream's checkpoint. An entry is there whole or not
 * at all, and is never changed: what it says is what every replay reads.
 */
final class SourceLog {
    /** Every so many entries, one carries the whole state, so that a restart need not read all. */
    static final long WHOLE = 50;

    private static final String SUFFIX = ".json";
    private static final String TEMPORARY = ".tmp";

    private final Path directory;
    private final Configuration conf;
    private final FileContext files;

    SourceLog(Path directory, Configuration conf) throws IOException {
        this.directory = directory;
        this.conf = conf;
        this.files = FileContext.getFileContext(directory.toUri(), conf);
    }

    /** Where a stream with this checkpoint keeps it. */
    static Path directory(Path checkpoint) {
        return new Path(checkpoint, "files");
    }

    /** Opens it for the one stream that writes it. */
    static SourceLog toWrite(Path directory, Configuration conf) throws IOException {
        SourceLog log = new SourceLog(directory, conf);
        log.files.mkdir(directory, FsPermission.getDirDefault(), true);
        log.removeTemporary();
        return log;
    }

    static boolean isWhole(long entry) {
        return entry % WHOLE == 0;
    }

    /** The last entry's number; 0 if there is none. */
    long last() throws IOException {
        SortedSet<Long> entries = entries();
        return entries.isEmpty() ? 0 : entries.last();
    }

    /** Makes the entry durable, or throws and leaves nothing. Of two who write it at once, one does. */
    void add(LogEntry entry) throws IOException {
        Path file = file(entry.entry());
        String json = FileRanges.JSON.writeValueAsString(entry);
        try {
            LogStores.of(file, conf).write(file, List.of(json).iterator(), false, conf);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(
                    "Cannot write " + file + ": it exists. Another query runs on the same checkpoint: stop one of them",
                    e);
        }
    }

    LogEntry read(long entry) throws IOException {
        try (InputStream in = files.open(file(entry))) {
            return FileRanges.JSON.readValue(in, LogEntry.class);
        } catch (FileNotFoundException e) {
            throw new IOException(
                    "Cannot read entry " + entry + " of the source log " + directory
                            + ": it is missing. Restore the checkpoint directory as a whole, or start with a new one",
                    e);
        }
    }

    /** The state after the last entry. */
    SourceState state() throws IOException {
        long last = last();
        SourceState state = new SourceState();
        for (long entry = Math.max(1, wholeAtOrBefore(last)); entry <= last; entry++) {
            LogEntry read = read(entry);
            read.contents().forEach(state::put);
            read.sightings().forEach(state::put);
        }
        state.settled();
        return state;
    }

    /** Removes what neither a replay after {@code done} nor a restart needs. */
    void clean(long done) throws IOException {
        for (long entry : entries().headSet(wholeAtOrBefore(done))) {
            files.delete(file(entry), false);
        }
    }

    /** Removes what a kill left half-written. */
    private void removeTemporary() throws IOException {
        RemoteIterator<FileStatus> listed = files.listStatus(directory);
        while (listed.hasNext()) {
            Path path = listed.next().getPath();
            if (path.getName().endsWith(TEMPORARY)) {
                files.delete(path, false);
            }
        }
    }

    private static long wholeAtOrBefore(long entry) {
        return entry - entry % WHOLE;
    }

    private Path file(long entry) {
        return new Path(directory, String.format("%010d%s", entry, SUFFIX));
    }

    private SortedSet<Long> entries() throws IOException {
        SortedSet<Long> entries = new TreeSet<>();
        RemoteIterator<FileStatus> listed = files.listStatus(directory);
        while (listed.hasNext()) {
            String name = listed.next().getPath().getName();
            if (name.matches("\\d+\\.json")) {
                entries.add(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
            }
        }
        return entries;
    }
}
