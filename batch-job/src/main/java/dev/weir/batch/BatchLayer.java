package dev.weir.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.Tally;
import dev.weir.model.Copies;
import dev.weir.model.Lines;
import dev.weir.model.Model;
import dev.weir.warehouse.Milestone;
import dev.weir.warehouse.Milestones;
import dev.weir.warehouse.SegmentWriter;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recomputes event days from the archive, compares with the answers so far, and publishes all of them by one ledger entry. */
public final class BatchLayer {
    private static final Logger LOG = LoggerFactory.getLogger(BatchLayer.class);

    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Tables tables;
    private final Clock clock;
    private final Milestones milestones;

    public BatchLayer(SparkSession spark, Warehouse warehouse, Tables tables, Clock clock, Milestones milestones) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.tables = tables;
        this.clock = clock;
        this.milestones = milestones;
    }

    /**
     * Recomputes and publishes.
     *
     * @param asked the event days, to which those are added that exchanged lines with them since they were published; empty
     *     for every day that was touched since it was last published
     * @return the publication; empty if there was nothing to do
     * @throws UnexplainedDriftException if a difference has no explanation; nothing is published then
     */
    public Optional<Publication> run(Optional<SortedSet<LocalDate>> asked) {
        return run(asked, Gate.EXPLAINED);
    }

    /** As {@link #run(Optional)}, through another gate. */
    public Optional<Publication> run(Optional<SortedSet<LocalDate>> asked, Gate gate) {
        Ledger ledger = new Reindexing(spark, warehouse, clock).run();
        SortedSet<LocalDate> days = ledger.publishedTogether(asked.orElseGet(ledger::touchedSincePublished));
        if (days.isEmpty()) {
            return Optional.empty();
        }
        Recomputation work = Recomputation.of(ledger, days);
        LOG.info(
                "Recomputing {} days from {} raw segments",
                days.size(),
                work.segments().size());
        String attempt = "b" + UUID.randomUUID();
        Staged staged = stage(work, ledger, attempt);
        milestones.reached(Milestone.STAGED);

        Map<LocalDate, List<Drift>> drift = new Comparison(spark, tables).run(ledger, staged.corrections(), attempt);
        Publication publication = publication(work, ledger, attempt, staged, drift);
        if (gate == Gate.EXPLAINED) {
            UnexplainedDriftException.throwIfAny(publication);
        }
        long position = warehouse.ledger().append(publication);
        LOG.info("Published {} days at ledger position {}", days.size(), position);
        milestones.reached(Milestone.PUBLISHED);
        return Optional.of(publication);
    }

    /** What an attempt wrote, and which lines it had to. */
    private record Staged(SegmentWriter.Summary summary, RawParts corrections) {}

    private Staged stage(Recomputation work, Ledger ledger, String attempt) {
        SegmentWriter writer = new SegmentWriter(tables);
        List<String> ids =
                work.days().stream().map(day -> segmentId(attempt, day)).toList();
        Dataset<Row> raw = work.raw(spark, warehouse.archive());
        try (Copies copies = Copies.among(raw, work.settings())) {
            SegmentWriter.Summary summary = writer.partials(lines(work, raw, copies, attempt), ids);
            RawParts corrections = Corrections.of(ledger, work.days(), summary.accounts());
            if (!corrections.none()) {
                Recomputation again = work.only(corrections.all());
                Dataset<Row> wrong =
                        corrections.among(lines(again, again.raw(spark, warehouse.archive()), copies, attempt));
                SegmentWriter.requireStored(
                        writer.lines(wrong, ids), Corrections.digests(corrections, summary.accounts()));
            }
            return new Staged(summary, corrections);
        }
    }

    private static Dataset<Row> lines(Recomputation work, Dataset<Row> raw, Copies copies, String attempt) {
        return Lines.of(
                work.parsed(raw), copies, concat(lit(attempt + "-"), col("day").cast("string")));
    }

    /** The id of an attempt's segment for a day. */
    static String segmentId(String attempt, LocalDate day) {
        return attempt + "-" + day;
    }

    private Publication publication(
            Recomputation work, Ledger ledger, String attempt, Staged staged, Map<LocalDate, List<Drift>> drift) {
        List<BatchSegment> segments = new ArrayList<>();
        for (LocalDate day : work.days()) {
            segments.add(new BatchSegment(
                    segmentId(attempt, day),
                    day,
                    work.records(day),
                    staged.summary().accounts().tallies().getOrDefault(day, Tally.NONE),
                    staged.summary().digests(day),
                    staged.corrections().of(day),
                    drift.getOrDefault(day, List.of())));
        }
        SortedSet<String> sources = new TreeSet<>();
        work.segments().forEach(raw -> sources.addAll(raw.sources()));
        return new Publication(
                attempt, clock.instant(), ledger.position(), Model.of(work.settings(), sources), segments);
    }
}
