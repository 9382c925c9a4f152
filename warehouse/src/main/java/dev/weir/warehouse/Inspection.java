package dev.weir.warehouse;

import dev.weir.ledger.LostSegment;
import dev.weir.ledger.RawSegment;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Finds raw segments that the archive cannot give back as they were landed. */
public final class Inspection {
    /** Object stores answer slowly, and many at once. */
    private static final int AT_ONCE = 16;

    private final Function<RawSegment, Path> directories;
    private final Configuration hadoop;

    Inspection(Function<RawSegment, Path> directories, Configuration hadoop) {
        this.directories = directories;
        this.hadoop = hadoop;
    }

    /** How closely files are looked at. */
    public enum Depth {
        /** They are there, and hold as many records as were received. */
        FOOTERS,
        /** And every page has its checksum. */
        PAGES
    }

    /** The segments that are lost, in the order given. */
    public List<LostSegment> lost(Collection<RawSegment> segments, Depth depth) {
        ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Optional<LostSegment>>> looks = segments.stream()
                    .map(segment -> readers.submit(() -> look(segment, depth)))
                    .toList();
            List<LostSegment> lost = new ArrayList<>();
            for (Future<Optional<LostSegment>> look : looks) {
                look.get().ifPresent(lost::add);
            }
            return lost;
        } catch (ExecutionException e) {
            throw new WarehouseException("Cannot read the archive: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WarehouseException("Cannot read the archive: interrupted", e);
        } finally {
            readers.shutdownNow();
        }
    }

    private Optional<LostSegment> look(RawSegment segment, Depth depth) {
        Path directory = directories.apply(segment);
        Path file = directory;
        try {
            FileSystem files = directory.getFileSystem(hadoop);
            long records = 0;
            for (FileStatus status : files.listStatus(directory)) {
                if (status.getPath().getName().endsWith(".parquet")) {
                    file = status.getPath();
                    records += records(status, depth);
                }
            }
            return records == segment.received()
                    ? Optional.empty()
                    : lost(
                            segment,
                            directory,
                            "it holds " + records + " records, and " + segment.received() + " were landed");
        } catch (FileNotFoundException e) {
            return lost(segment, file, "it is gone");
        } catch (IOException | RuntimeException e) {
            // Parquet tells damage by exceptions of any kind.
            return lost(segment, file, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private long records(FileStatus file, Depth depth) throws IOException {
        var options =
                HadoopReadOptions.builder(hadoop).usePageChecksumVerification().build();
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop), options)) {
            while (depth == Depth.PAGES && reader.readNextRowGroup() != null) {
                // Reading checks.
            }
            return reader.getRecordCount();
        }
    }

    private static Optional<LostSegment> lost(RawSegment segment, Path file, String reason) {
        return Optional.of(new LostSegment(
                segment.id(),
                file.toString(),
                reason,
                new java.util.TreeSet<>(segment.days().keySet())));
    }
}
