package dev.weir.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Loss;
import dev.weir.ledger.LostSegment;
import dev.weir.ledger.Publication;
import dev.weir.ledger.Staged;
import dev.weir.ledger.Tally;
import dev.weir.model.Copies;
import dev.weir.model.Lines;
import dev.weir.model.Model;
import dev.weir.warehouse.Accounts;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Milestone;
import dev.weir.warehouse.SegmentWriter;
import dev.weir.warehouse.WarehouseException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recomputes event days from the archive, compares with the answers so far, and publishes all of them by one ledger entry. */
public final class BatchLayer {
    private static final Logger LOG = LoggerFactory.getLogger(BatchLayer.class);

    private final Job job;

    public BatchLayer(Job job) {
        this.job = job;
    }

    /**
     * What came of a run.
     *
     * @param publication empty if there was nothing to publish
     * @param lost the raw segments that could not be read, and the days that stay as they were because of them
     */
    public record Outcome(Optional<Publication> publication, List<LostSegment> lost) {}

    /**
     * Recomputes and publishes.
     *
     * @param asked the event days, to which those are added that exchanged lines with them since they were published; empty
     *     for every day that was touched since it was last published
     * @throws UnexplainedDriftException if a difference has no explanation; nothing is published then
     */
    public Outcome run(Optional<SortedSet<LocalDate>> asked) {
        return run(asked, Gate.EXPLAINED);
    }

    /** As {@link #run(Optional)}, through another gate. */
    public Outcome run(Optional<SortedSet<LocalDate>> asked, Gate gate) {
        while (true) {
            long began = job.warehouse().ledger().read().position();
            try {
                return publish(stage(asked), gate);
            } catch (Exception e) {
                // Its rows may have been deleted while it compared them, so it may have failed in any way.
                if (!job.warehouse().ledger().read().gaveUpBatchesSince(began)) {
                    throw e;
                }
                LOG.warn("A clean-up gave up this attempt, as if it had died; recomputing again");
            }
        }
    }

    /**
     * Recomputes and compares.
     *
     * @param asked as {@link #run(Optional)} has it
     */
    public Staged stage(Optional<SortedSet<LocalDate>> asked) {
        Losses losses = new Losses(job.warehouse().archive().inspection());
        Reindexing.Indexed indexed = new Reindexing(job, losses).run();
        Ledger ledger = indexed.ledger();
        SortedSet<LocalDate> wanted = ledger.staleness()
                .publishedTogether(asked.orElseGet(() -> ledger.staleness().touchedSincePublished()));
        while (true) {
            String attempt = "b" + UUID.randomUUID();
            List<LostSegment> lost = held(ledger, wanted, losses.found());
            SortedSet<LocalDate> days = new TreeSet<>(wanted);
            lost.forEach(segment -> days.removeAll(segment.days()));
            Recomputation work = Recomputation.of(ledger, days);
            Optional<List<BatchSegment>> segments = days.isEmpty()
                    ? Optional.of(List.of())
                    : losses.reading(work.segments(), () -> write(work, ledger, attempt))
                            .map(rows -> compared(work, ledger, attempt, rows));
            if (segments.isPresent()) {
                mark(lost);
                return new Staged(publication(work, indexed.readThrough(), attempt, segments.get()), lost);
            }
        }
    }

    /**
     * Publishes what was staged, though other lines were admitted since; once, however often it is asked to.
     *
     * @throws UnexplainedDriftException if a difference has no explanation and the gate minds; nothing is published then
     * @throws dev.weir.warehouse.LedgerLog.RefusedException if another batch job has published one of the days since
     */
    public Outcome publish(Staged staged, Gate gate) {
        Publication publication = staged.publication();
        if (publication.segments().isEmpty()) {
            return new Outcome(Optional.empty(), staged.lost());
        }
        Optional<Publication> earlier = job.warehouse().ledger().read().publications().values().stream()
                .filter(published -> published.attempt().equals(publication.attempt()))
                .findFirst();
        if (earlier.isPresent()) {
            LOG.info("It was published at {} already", earlier.get().written());
            return new Outcome(earlier, staged.lost());
        }
        if (staged.expired(job.clock().instant())) {
            throw new WarehouseException("Cannot publish what was staged at " + publication.written() + ", more than "
                    + Staged.VALID.toHours()
                    + " hours ago: a clean-up may have deleted its rows; run the batch again");
        }
        // Of an attempt that was overtaken, rows may be missing that it would be held against.
        job.warehouse().ledger().require(publication);
        if (gate == Gate.EXPLAINED) {
            UnexplainedDriftException.throwIfAny(publication);
        }
        Publication now = publication.at(job.clock().instant());
        long position = job.warehouse().ledger().append(now);
        LOG.info("Published {} days at ledger position {}", now.segments().size(), position);
        job.milestones().reached(Milestone.PUBLISHED);
        return new Outcome(Optional.of(now), staged.lost());
    }

    /** Adds to each lost segment the days that have to wait for it though it holds no line of them. */
    private static List<LostSegment> held(Ledger ledger, SortedSet<LocalDate> wanted, List<LostSegment> lost) {
        return lost.stream()
                .map(segment -> segment.with(ledger.staleness().heldBack(wanted, segment.days())))
                .toList();
    }

    private void mark(List<LostSegment> lost) {
        for (LostSegment segment : lost) {
            LOG.warn(
                    "Cannot read raw segment {}: {}: {}; the answers of {} stay as they are. Restore it from a backup and"
                            + " run the batch again",
                    segment.id(),
                    segment.file(),
                    segment.reason(),
                    segment.days());
        }
        Loss loss = new Loss(job.clock().instant(), lost);
        job.warehouse().ledger().append(ledger -> Optional.of(loss).filter(said -> isNews(said, ledger)));
    }

    private static boolean isNews(Loss loss, Ledger ledger) {
        SortedMap<LocalDate, List<LostSegment>> marked = ledger.staleness().incompleteDays();
        return loss.byDay().entrySet().stream().anyMatch(day -> !day.getValue().equals(marked.get(day.getKey())));
    }

    private List<BatchSegment> compared(Recomputation work, Ledger ledger, String attempt, Rows rows) {
        job.milestones().reached(Milestone.STAGED);
        Map<LocalDate, List<Drift>> drift = new Comparison(job.tables()).run(ledger, rows.corrections(), attempt);
        return work.days().stream()
                .map(day -> new BatchSegment(
                        BatchSegment.id(attempt, day),
                        day,
                        work.records(day),
                        rows.accounts().tallies().getOrDefault(day, Tally.NONE),
                        rows.accounts().digests(day, job.warehouse().catalogue()),
                        rows.corrections().of(day),
                        drift.getOrDefault(day, List.of())))
                .toList();
    }

    /** What an attempt wrote, and which lines it had to. */
    private record Rows(Accounts accounts, RawParts corrections) {}

    private Rows write(Recomputation work, Ledger ledger, String attempt) {
        LOG.info(
                "Recomputing {} days from {} raw segments",
                work.days().size(),
                work.segments().size());
        SegmentWriter writer = new SegmentWriter(job.tables());
        Dataset<Row> raw = work.raw(job.spark(), job.warehouse().archive());
        try (Copies copies = Copies.among(raw, work.settings())) {
            Corrections speedLayers = new Corrections(job.tables());
            SegmentWriter.Written<RawParts> written = writer.cells(
                    lines(work, raw, copies, attempt), recomputed -> speedLayers.of(ledger, work.days(), recomputed));
            RawParts corrections = written.found();
            if (!corrections.none()) {
                Recomputation again = work.only(corrections.all());
                writer.lines(corrections.among(
                        lines(again, again.raw(job.spark(), job.warehouse().archive()), copies, attempt)));
            }
            return new Rows(written.accounts(), corrections);
        }
    }

    private static Dataset<Row> lines(Recomputation work, Dataset<Row> raw, Copies copies, String attempt) {
        return Lines.of(
                work.parsed(raw), copies, concat(lit(attempt + "-"), col("day").cast("string")));
    }

    private Publication publication(Recomputation work, long readThrough, String attempt, List<BatchSegment> segments) {
        SortedSet<String> sources = new TreeSet<>();
        work.segments().forEach(raw -> sources.addAll(raw.sources()));
        return new Publication(
                attempt, job.clock().instant(), readThrough, Model.of(work.settings(), sources), segments);
    }
}
