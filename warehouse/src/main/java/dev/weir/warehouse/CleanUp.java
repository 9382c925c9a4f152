package dev.weir.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Table;
import dev.weir.ledger.Cleanup;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Console;

/**
 * Deletes what no answer can need any more: rows of segments superseded before a horizon, and what attempts left that the
 * ledger never admitted. The ledger hears of both first: nobody asks for what is being deleted, and no attempt is admitted
 * that was given up. So clocks and the times of files decide only what is worth looking at; that nothing is lost rests on
 * the ledger. The archive's admitted records are never touched.
 */
public final class CleanUp {
    private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

    /**
     * A younger attempt may still be running, and would have to begin again. An older one is given up however long answers are to
     * remain: Delta deletes files that nobody has committed after two days, see {@link Tables}.
     */
    private static final Duration LONGEST_ATTEMPT = Duration.ofDays(1);

    private static final int DELETE_ATTEMPTS = 20;

    private final Job job;

    public CleanUp(Job job) {
        this.job = job;
    }

    /**
     * What a clean-up deletes.
     *
     * @param horizon the earliest ledger position that can still be asked for
     * @param leastRead see {@link Cleanup#leastRead}
     * @param cells segments and days, as {@code segment@day}, whose cells are superseded
     * @param lines the same of lines: some of the speed layer's stand where cells are superseded
     * @param abandoned segments of attempts that were never admitted, in tables or archive
     * @param staged names of what was staged long ago
     */
    public record Plan(
            long horizon,
            long leastRead,
            List<String> cells,
            List<String> lines,
            List<String> abandoned,
            List<String> staged) {
        /** Segments and days of which some rows go. */
        public List<String> superseded() {
            return Stream.concat(cells.stream(), lines.stream()).distinct().toList();
        }
    }

    /**
     * Plans a clean-up.
     *
     * @param keep how far back answers must remain
     */
    public Plan plan(Duration keep) {
        Ledger ledger = job.warehouse().ledger().read();
        Instant now = job.clock().instant();
        Instant oldestAttempt = now.minus(LONGEST_ATTEMPT);
        long horizon = Math.max(ledger.horizon(), writtenBy(now.minus(keep), ledger, now));
        long oldAttempts = writtenBy(oldestAttempt, ledger, now);
        Ledger then = ledger.prefix(horizon);
        long leastRead = Math.max(ledger.leastRead(), oldAttempts == 0 ? 0 : oldAttempts + 1);
        return new Plan(
                horizon,
                leastRead,
                places(then.shown().supersededCells(leastRead)),
                places(then.shown().superseded(then.shown().lines())),
                abandoned(ledger, oldestAttempt),
                job.warehouse().staging().before(oldestAttempt));
    }

    /**
     * The position up to which entries were written by an instant. They end at the first younger one: where a clock jumped
     * back, entries that look old follow on young ones. An entry from the future tells nothing of its age, but those after
     * it do.
     */
    private static long writtenBy(Instant instant, Ledger ledger, Instant now) {
        long position = 0;
        for (int i = 0; i < ledger.entries().size(); i++) {
            Instant written = ledger.entries().get(i).written();
            if (!written.isAfter(instant)) {
                position = i + 1L;
            } else if (!written.isAfter(now)) {
                break;
            }
        }
        return position;
    }

    /** Does what was planned, but for attempts that were admitted since. */
    public void run(Plan plan) {
        Optional<Long> announced = job.warehouse().ledger().append(ledger -> announcement(plan, ledger));
        Ledger ledger = job.warehouse().ledger().read();
        LOG.info("Cleaning up what no answer from ledger position {} on needs", plan.horizon());
        job.milestones().reached(Milestone.CLEANING);
        Set<String> givenUp = ledger.givenUp();
        List<String> abandoned =
                plan.abandoned().stream().filter(givenUp::contains).toList();
        plan.staged().forEach(name -> deleteStaged(name, ledger));
        deleteAbandonedRaw(abandoned);
        Catalogue catalogue = job.tables().catalogue();
        boolean vacuum = announced.filter(this::isRecent).isPresent();
        SideBySide.run(
                () -> cleanUp(catalogue.lines(), plan.lines(), abandoned, vacuum),
                () -> cleanUp(catalogue.cells(), plan.cells(), abandoned, vacuum));
    }

    private void cleanUp(Table of, List<String> superseded, List<String> abandoned, boolean vacuum) {
        Path table = job.tables().path(of);
        delete(table, superseded, abandoned);
        job.spark().sql("OPTIMIZE " + Tables.identifier(table));
        if (vacuum) {
            DeltaTable delta = DeltaTable.forPath(job.spark(), table.toString());
            // Delta prints what it does, and standard output is for answers.
            Console.withOut(System.err, () -> delta.vacuum());
        }
        forgetVersions(table);
    }

    private void forgetVersions(Path table) {
        try {
            Archive archive = job.warehouse().archive();
            int files = new ExpiredLog(table, archive.files(), archive.many()).delete();
            LOG.info("Deleted {} files of old versions of {}", files, table);
        } catch (IOException e) {
            throw new WarehouseException("Cannot clean up the log of " + table + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether Delta may judge the age of files by this machine's clock. It deletes those that it does not know after two days:
     * of attempts that began a day before the announcement, which are given up, but also of others if this clock is ahead of the
     * file system's by more than the day between.
     */
    private boolean isRecent(long announced) {
        Duration ago = Duration.between(job.warehouse().ledger().stored(announced), Instant.now());
        if (ago.abs().compareTo(LONGEST_ATTEMPT) > 0) {
            LOG.warn(
                    "This machine's clock and that of the warehouse's files differ by {} hours: deleted rows keep their"
                            + " space until a clean-up by a clock that is right",
                    ago.toHours());
            return false;
        }
        return true;
    }

    /** What the ledger must say before anything is deleted; empty if it says so. */
    private Optional<Cleanup> announcement(Plan plan, Ledger ledger) {
        SortedSet<String> givenUp = new TreeSet<>(plan.abandoned());
        givenUp.removeAll(ledger.admitted());
        givenUp.removeAll(ledger.givenUp());
        boolean said =
                givenUp.isEmpty() && plan.horizon() <= ledger.horizon() && plan.leastRead() <= ledger.leastRead();
        return said
                ? Optional.empty()
                : Optional.of(new Cleanup(
                        job.clock().instant(),
                        Math.max(plan.horizon(), ledger.horizon()),
                        givenUp,
                        Math.max(plan.leastRead(), ledger.leastRead())));
    }

    /** What may still be published, stays. */
    private void deleteStaged(String name, Ledger ledger) {
        job.warehouse()
                .staging()
                .find(name)
                .filter(staged ->
                        ledger.admission().refuses(staged.publication()).isPresent())
                .ifPresent(staged -> job.warehouse().staging().delete(name));
    }

    private void delete(Path table, List<String> superseded, List<String> abandoned) {
        if (superseded.isEmpty() && abandoned.isEmpty()) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                DeltaTable.forPath(job.spark(), table.toString())
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

    private static List<String> places(List<VisibleSegment> segments) {
        return segments.stream().map(CleanUp::place).toList();
    }

    private static String place(VisibleSegment segment) {
        return segment.segment() + "@" + segment.day();
    }

    /** Segments in the tables or the archive that the ledger does not know and that are older than any running job. */
    private List<String> abandoned(Ledger ledger, Instant oldest) {
        Set<String> admitted = ledger.admitted();
        Set<String> abandoned = new HashSet<>();
        for (Table table : job.tables().catalogue().tables()) {
            for (Row row : job.tables()
                    .rows(table)
                    .select("segment", "_metadata.file_modification_time")
                    .groupBy("segment")
                    .agg(org.apache.spark.sql.functions.max("file_modification_time"))
                    .collectAsList()) {
                if (!admitted.contains(row.getString(0))
                        && row.<java.sql.Timestamp>getAs(1).toInstant().isBefore(oldest)) {
                    abandoned.add(row.getString(0));
                }
            }
        }
        try {
            for (FileStatus directory : job.warehouse().archive().segments()) {
                String id = rawSegment(directory.getPath());
                if (!admitted.contains(id) && newestWrite(directory).isBefore(oldest)) {
                    abandoned.add(id);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return abandoned.stream().sorted().toList();
    }

    /** Object stores have no directories, and say 0 for the time of what looks like one: the files in it tell. */
    private Instant newestWrite(FileStatus directory) throws IOException {
        long newest = directory.getModificationTime();
        RemoteIterator<LocatedFileStatus> files =
                job.warehouse().archive().files().listFiles(directory.getPath(), true);
        while (files.hasNext()) {
            newest = Math.max(newest, files.next().getModificationTime());
        }
        return Instant.ofEpochMilli(newest);
    }

    private void deleteAbandonedRaw(List<String> abandoned) {
        Set<String> ids = Set.copyOf(abandoned);
        try {
            if (!ids.isEmpty()) {
                Archive archive = job.warehouse().archive();
                archive.many()
                        .deleteDirectories(archive.segments().stream()
                                .map(FileStatus::getPath)
                                .filter(directory -> ids.contains(rawSegment(directory)))
                                .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rawSegment(Path directory) {
        return directory.getName().substring(directory.getName().indexOf('=') + 1);
    }
}
