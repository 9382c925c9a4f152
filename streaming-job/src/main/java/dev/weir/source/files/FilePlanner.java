package dev.weir.source.files;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/**
 * Plans what an import reads: all that is in files and was not read before, under whatever name.
 *
 * <pre>{@code
 * List<FileRange> ranges = new FilePlanner(conf).plan(List.of("/var/log/nginx"), known, Clock.systemUTC(), Duration.ZERO);
 * spark.read().format("weir-files").option("ranges", FileRanges.toJson(ranges)).load();
 * }</pre>
 */
public final class FilePlanner {
    private final Configuration conf;
    private final Inflation inflation;

    public FilePlanner(Configuration conf) {
        this(conf, Inflation.DEFAULT);
    }

    /** @param maxRatio how many times as many bytes as are stored a compressed file may hold; 16 MiB it may always */
    public FilePlanner(Configuration conf, long maxRatio) {
        this(conf, new Inflation(maxRatio));
    }

    FilePlanner(Configuration conf, Inflation inflation) {
        this.conf = Objects.requireNonNull(conf, "conf is null");
        this.inflation = inflation;
    }

    /**
     * The unread ranges, older files first; at most one for each content.
     *
     * @param paths files, globs, or directories, whose files are taken with all below
     * @param known what was read before
     * @param clock says when the ranges arrive
     * @param idle how long a file must be unchanged for its last line to be taken without line end; zero: at once
     * @throws IllegalArgumentException if a path matches nothing
     * @throws IOException if the listing fails; an unreadable file is only warned of
     */
    public List<FileRange> plan(List<String> paths, Collection<KnownFile> known, Clock clock, Duration idle)
            throws IOException {
        return plan(paths, known, clock, idle, new Warnings());
    }

    /**
     * The same, where the caller is told what cannot be read instead of the log.
     *
     * @param unreadable is told of each file that is left out, and why
     */
    public List<FileRange> plan(
            List<String> paths, Collection<KnownFile> known, Clock clock, Duration idle, Consumer<String> unreadable)
            throws IOException {
        return plan(paths, known, clock, idle, new Warnings(unreadable));
    }

    private List<FileRange> plan(
            List<String> paths, Collection<KnownFile> known, Clock clock, Duration idle, Warnings warnings)
            throws IOException {
        List<ListedFile> files = new FileListing(conf, warnings).required(paths);
        return new RangePlanner(
                        conf, SourceState.of(known), warnings, clock, Rest.byAge(idle), ContentPass.STRIDE, inflation)
                .plan(files, Budget.UNLIMITED, ListedFile::length);
    }
}
