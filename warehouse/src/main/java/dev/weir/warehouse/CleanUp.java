package dev.weir.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import dev.weir.ledger.Cleanup;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Console;

/**
 * Deletes what no answer can need any more: rows of segments superseded before a horizon, and what attempts left that the
 * ledger never admitted. The horizon is announced in the ledger first, so that nobody asks for what is being deleted. The
 * archive's admitted records are never touched.
 */
public final class CleanUp {
    private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

    /** A younger attempt may still be running. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofDays(1);

    private static final int DELETE_ATTEMPTS = 20;

    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Tables tables;
    private final Clock clock;
    private final Milestones milestones;

    public CleanUp(SparkSession spark, Warehouse warehouse, Tables tables, Clock clock, Milestones milestones) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.tables = tables;
        this.clock = clock;
        this.milestones = milestones;
    }

    /**
     * What a clean-up deletes.
     *
     * @param horizon the earliest ledger position that can still be asked for
     * @param partials segments and days, as {@code segment@day}, whose partials are superseded
     * @param lines the same of lines: some of the speed layer's stand where partials are superseded
     * @param abandoned segments of attempts that were never admitted, in tables or archive
     * @param staged files of what was staged too long ago to be published
     */
    public record Plan(
            long horizon, List<String> partials, List<String> lines, List<String> abandoned, List<Path> staged) {
        /** Segments and days of which some rows go. */
        public List<String> superseded() {
            return Stream.concat(partials.stream(), lines.stream()).distinct().toList();
        }
    }

    /**
     * Plans a clean-up.
     *
     * @param keep how far back answers must remain
     */
    public Plan plan(Duration keep) {
        Ledger ledger = warehouse.ledger().read();
        Instant oldest = clock.instant().minus(keep);
        Instant oldestAttempt = clock.instant().minus(keep.compareTo(LONGEST_ATTEMPT) > 0 ? keep : LONGEST_ATTEMPT);
        long horizon = ledger.horizon();
        // Up to the first young entry: where a clock jumped back, entries that look old follow on young ones.
        int old = 0;
        while (old < ledger.entries().size()
                && !ledger.entries().get(old).written().isAfter(oldest)) {
            old++;
        }
        horizon = Math.max(horizon, old);
        Ledger then = ledger.prefix(horizon);
        return new Plan(
                horizon,
                superseded(then, then.visible()),
                superseded(then, then.visibleLines()),
                abandoned(ledger, oldestAttempt),
                staged(oldestAttempt));
    }

    private List<Path> staged(Instant oldest) {
        try {
            return warehouse.staging().before(oldest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does what was planned. */
    public void run(Plan plan) {
        Ledger ledger = warehouse.ledger().read();
        if (plan.horizon() > ledger.horizon()) {
            warehouse.ledger().append(new Cleanup(clock.instant(), plan.horizon()));
        }
        LOG.info("Cleaning up what no answer from ledger position {} on needs", plan.horizon());
        milestones.reached(Milestone.CLEANING);
        deleteStaged(plan);
        delete(warehouse.lines(), plan.lines(), plan.abandoned());
        delete(warehouse.partials(), plan.partials(), plan.abandoned());
        deleteAbandonedRaw(plan);
        for (Path table : List.of(warehouse.lines(), warehouse.partials())) {
            DeltaTable delta = DeltaTable.forPath(spark, table.toString());
            delta.optimize().executeCompaction();
            // Delta prints what it does, and standard output is for answers.
            Console.withOut(System.err, () -> delta.vacuum());
        }
    }

    private void delete(Path table, List<String> superseded, List<String> abandoned) {
        if (superseded.isEmpty() && abandoned.isEmpty()) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                DeltaTable.forPath(spark, table.toString())
                        .delete(concat(col("segment"), lit("@"), col("day").cast("string"))
                                .isInCollection(superseded)
                                .or(col("segment").isInCollection(abandoned)));
                return;
            } catch (ConcurrentModificationException e) {
                // Somebody appended meanwhile. Delta cannot know that none of those rows was meant.
                if (attempt == DELETE_ATTEMPTS) {
                    throw new WarehouseException(
                            "Cannot clean up " + table + ": others wrote to it during each of " + attempt
                                    + " attempts; run it again when less is written",
                            e);
                }
            }
        }
    }

    /** Rows that no position from the horizon on shows: written by then, and no longer shown. */
    private static List<String> superseded(Ledger then, List<VisibleSegment> visible) {
        Set<String> shown = visible.stream().map(CleanUp::place).collect(Collectors.toSet());
        return then.written().stream()
                .map(CleanUp::place)
                .filter(place -> !shown.contains(place))
                .toList();
    }

    private static String place(VisibleSegment segment) {
        return segment.segment() + "@" + segment.day();
    }

    /** Segments in the tables or the archive that the ledger does not know and that are older than any running job. */
    private List<String> abandoned(Ledger ledger, Instant oldest) {
        Set<String> admitted = ledger.admitted();
        Set<String> abandoned = new HashSet<>();
        for (Dataset<Row> table : List.of(tables.lines(), tables.partials())) {
            for (Row row : table.select("segment", "_metadata.file_modification_time")
                    .groupBy("segment")
                    .agg(org.apache.spark.sql.functions.max("file_modification_time"))
                    .collectAsList()) {
                if (!admitted.contains(row.getString(0))
                        && row.<java.sql.Timestamp>getAs(1).toInstant().isBefore(oldest)) {
                    abandoned.add(row.getString(0));
                }
            }
        }
        for (FileStatus directory : rawDirectories()) {
            String id = rawSegment(directory.getPath());
            if (!admitted.contains(id)
                    && Instant.ofEpochMilli(directory.getModificationTime()).isBefore(oldest)) {
                abandoned.add(id);
            }
        }
        return abandoned.stream().sorted().toList();
    }

    private void deleteStaged(Plan plan) {
        try {
            for (Path file : plan.staged()) {
                warehouse.archive().files().delete(file, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteAbandonedRaw(Plan plan) {
        try {
            FileSystem files = warehouse.archive().files();
            for (FileStatus directory : rawDirectories()) {
                if (plan.abandoned().contains(rawSegment(directory.getPath()))) {
                    files.delete(directory.getPath(), true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<FileStatus> rawDirectories() {
        try {
            FileStatus[] found = warehouse
                    .archive()
                    .files()
                    .globStatus(new Path(warehouse.archive().directory(), "*/raw_segment=*"));
            return found == null ? List.of() : List.of(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rawSegment(Path directory) {
        return directory.getName().substring(directory.getName().indexOf('=') + 1);
    }
}
