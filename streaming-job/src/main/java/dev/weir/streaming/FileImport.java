package dev.weir.streaming;

import dev.weir.source.files.FilePlanner;
import dev.weir.source.files.FileRange;
import dev.weir.source.files.FileRanges;
import dev.weir.source.files.KnownFile;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads files once, in portions, each a micro-batch of the speed layer. */
public final class FileImport {
    private static final Logger LOG = LoggerFactory.getLogger(FileImport.class);

    /** One portion is one raw segment: large enough to be cheap, small enough to be retried. */
    private static final long PORTION_BYTES = 1L << 30;

    private final Warehouse warehouse;
    private final Clock clock;

    public FileImport(Warehouse warehouse, Clock clock) {
        this.warehouse = warehouse;
        this.clock = clock;
    }

    /**
     * What is new.
     *
     * @param ranges of files, none of which the ledger knows
     * @param unreadable says of each file that cannot be read why
     */
    public record Plan(List<FileRange> ranges, List<String> unreadable) {
        public Plan {
            ranges = List.copyOf(ranges);
            unreadable = List.copyOf(unreadable);
        }
    }

    /** The same with as much in compressed files as logs are likely to hold. */
    public Plan plan(List<String> paths) throws IOException {
        return plan(paths, new FilePlanner(HadoopSettings.ofProcess()));
    }

    /**
     * Finds what the ledger does not know yet.
     *
     * @param maxRatio how many times as many bytes as are stored a compressed file may hold
     * @throws IllegalArgumentException if a path matches nothing
     */
    public Plan plan(List<String> paths, long maxRatio) throws IOException {
        return plan(paths, new FilePlanner(HadoopSettings.ofProcess(), maxRatio));
    }

    private Plan plan(List<String> paths, FilePlanner planner) throws IOException {
        List<KnownFile> files = FilesRead.according(warehouse.ledger().read());
        List<String> unreadable = new ArrayList<>();
        List<FileRange> ranges = planner.plan(paths, files, clock, Duration.ZERO, unreadable::add);
        return new Plan(ranges, unreadable);
    }

    /**
     * Imports what was planned.
     *
     * @return how many records
     */
    public static long run(Plan plan, Job job) {
        SpeedLayer layer = new SpeedLayer(job);
        long records = 0;
        for (List<FileRange> portion : portions(plan.ranges())) {
            Dataset<Row> raw = job.spark()
                    .read()
                    .format("weir-files")
                    .option("ranges", FileRanges.toJson(portion))
                    .load();
            Optional<SpeedLayer.Outcome> done = layer.process(
                    raw, "import-" + identity(portion), 0, SourceLosses.NONE, batch -> Planned.of(portion));
            if (done.isPresent()) {
                records += done.get().segment().received();
                LOG.info("Imported {} files, {} lines", portion.size(), records);
            }
        }
        return records;
    }

    /** The same files make the same micro-batch, so that two imports at once admit one. Copies are found to be duplicates. */
    private static UUID identity(List<FileRange> portion) {
        StringBuilder said = new StringBuilder();
        portion.forEach(range -> said.append(range.path())
                .append(' ')
                .append(range.partition())
                .append(' ')
                .append(range.from())
                .append('-')
                .append(range.marks().end().at())
                .append('\n'));
        return UUID.nameUUIDFromBytes(said.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<List<FileRange>> portions(List<FileRange> ranges) {
        List<List<FileRange>> portions = new ArrayList<>();
        long bytes = 0;
        for (FileRange range : ranges) {
            if (portions.isEmpty() || bytes >= PORTION_BYTES) {
                portions.add(new ArrayList<>());
                bytes = 0;
            }
            portions.get(portions.size() - 1).add(range);
            bytes += range.to() - range.from();
        }
        return portions;
    }
}
