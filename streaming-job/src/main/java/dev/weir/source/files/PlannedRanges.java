package dev.weir.source.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What a stream's micro-batches read, as its checkpoint says: no file is opened for it. */
public final class PlannedRanges {
    private final Path checkpoint;
    private final Configuration hadoop;

    /** @param checkpoint of the query, whose only source is {@code weir-files} */
    public PlannedRanges(Path checkpoint, Configuration hadoop) {
        this.checkpoint = checkpoint;
        this.hadoop = hadoop;
    }

    /**
     * What a micro-batch reads.
     *
     * @throws IOException if Spark's offset log or the source's log is not whole
     */
    public List<FileRange> of(long batch) throws IOException {
        long last = end(batch);
        List<FileRange> ranges = new ArrayList<>();
        SourceLog log = new SourceLog(SourceLog.directory(new Path(checkpoint, "sources/0")), hadoop);
        for (long entry = batch == 0 ? 1 : end(batch - 1) + 1; entry <= last; entry++) {
            ranges.addAll(log.read(entry).ranges());
        }
        return ranges;
    }

    /** The files that the source's log knows of; none where there is no log. */
    public Set<String> paths() throws IOException {
        Path directory = SourceLog.directory(new Path(checkpoint, "sources/0"));
        if (!directory.getFileSystem(hadoop).exists(directory)) {
            return Set.of();
        }
        SourceState state = new SourceLog(directory, hadoop).state();
        return Stream.concat(
                        state.sightings().stream().map(Sighting::path),
                        state.contents().stream().map(ReadState::path))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** The last entry of the source's log that a micro-batch reads. */
    private long end(long batch) throws IOException {
        Path file = new Path(checkpoint, "offsets/" + batch);
        FileSystem files = file.getFileSystem(hadoop);
        try (InputStream in = files.open(file)) {
            // A version, the query's settings, then one line a source, of which there is one.
            List<String> text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (text.size() != 3) {
                throw new IOException("Cannot read " + file + ": it holds no offset of one source");
            }
            return FileOffset.parse(text.get(2)).entry();
        } catch (FileNotFoundException e) {
            throw new IOException(
                    "Cannot read " + file + ": it is missing. Restore the checkpoint directory as a whole, or start"
                            + " with a new one",
                    e);
        }
    }
}
