package dev.weir.streaming;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.weir.format.Explanation;
import dev.weir.format.LineExplainer;
import dev.weir.format.LogFormat;
import dev.weir.format.ParserSettings;
import dev.weir.format.TrustedProxies;
import dev.weir.ledger.Hole;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Range;
import dev.weir.ledger.SpeedSegment;
import dev.weir.model.Copies;
import dev.weir.model.Lines;
import dev.weir.model.Model;
import dev.weir.model.ModelSettings;
import dev.weir.model.RawRecords;
import dev.weir.warehouse.Accounts;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Milestone;
import dev.weir.warehouse.SegmentWriter;
import dev.weir.warehouse.SideBySide;
import dev.weir.warehouse.StatesLostException;
import dev.weir.warehouse.WarehouseException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to one micro-batch: land the raw records, parse them from the archive, write lines and cells, and, last,
 * the ledger entry that makes all of it visible at once. A micro-batch that was admitted before is not done again.
 */
public final class SpeedLayer {
    private static final Logger LOG = LoggerFactory.getLogger(SpeedLayer.class);

    /** Of so many lines one is likely to say something; each may be long. */
    private static final int FEW = 10;

    /** As often as Spark by itself tries a task. */
    private static final int ATTEMPTS = 4;

    private final Job job;

    public SpeedLayer(Job job) {
        this.job = job;
    }

    /**
     * A micro-batch's outcome.
     *
     * @param segment as admitted
     * @param newlyAdmitted false where an earlier attempt had been admitted, so that nothing was done
     */
    public record Outcome(SpeedSegment segment, boolean newlyAdmitted) {}

    /** What was admitted so far, by this layer or others. */
    Ledger ledger() {
        return job.warehouse().ledger().read();
    }

    /** Processes a micro-batch of a source that loses nothing. */
    public Optional<Outcome> process(Dataset<Row> raw, String stream, long batch) {
        return process(raw, stream, batch, SourceLosses.NONE, Planned.Plans.NONE);
    }

    /**
     * Processes a micro-batch.
     *
     * @param raw rows of {@link RawRecords#SCHEMA}, the same on every attempt
     * @param stream the query's lasting identity
     * @param batch the micro-batch's number in it
     * @param losses of the source
     * @param plans of the source
     * @return empty if there was no record, nor one missing
     * @throws Replay.UncoveredException if others were admitted under the number
     */
    public Optional<Outcome> process(
            Dataset<Row> raw, String stream, long batch, SourceLosses losses, Planned.Plans plans) {
        int lost = 0;
        while (true) {
            String id = "s" + batch + "-" + UUID.randomUUID();
            try {
                Optional<Outcome> outcome = attempt(id, raw, stream, batch, losses, plans);
                if (outcome.isPresent() || !givenUp(id)) {
                    return outcome;
                }
            } catch (StatesLostException e) {
                if (++lost == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("micro-batch {}: {}; doing it again", batch, e.getMessage());
                continue;
            } catch (Exception e) {
                // Its rows may have been deleted while it read them, so it may have failed in any way, or found
                // nothing.
                if (!givenUp(id, e)) {
                    throw e;
                }
            }
            LOG.warn("micro-batch {}: a clean-up gave up this attempt, as if it had died; doing it again", batch);
        }
    }

    private boolean givenUp(String id) {
        return job.warehouse().ledger().read().givenUp().contains(id);
    }

    private boolean givenUp(String id, Exception failure) {
        try {
            return givenUp(id);
        } catch (WarehouseException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    private Optional<Outcome> attempt(
            String id, Dataset<Row> raw, String stream, long batch, SourceLosses losses, Planned.Plans plans) {
        Ledger before = job.warehouse().ledger().read();
        Optional<SpeedSegment> earlier = before.admitted(stream, batch);
        if (earlier.isPresent()) {
            new Replay(earlier.get())
                    .requireCovered(plans.of(batch), () -> contents(raw).ranges(), losses != SourceLosses.NONE);
            return Optional.of(new Outcome(earlier.get(), false));
        }
        LocalDate arrivalDay = LocalDate.ofInstant(job.clock().instant(), ZoneOffset.UTC);
        job.warehouse().archive().land(Arrivals.credible(raw, job.clock().instant()), arrivalDay, id);
        Dataset<Row> landed = job.warehouse().archive().read(raw.sparkSession(), arrivalDay, id);
        ModelSettings settings = job.warehouse().ledger().read().settings();
        SideBySide.Both<Copies, Landed> seen =
                SideBySide.run(() -> Copies.among(landed, settings), () -> contents(landed));
        try (Copies copies = seen.first()) {
            Landed contents = seen.second();
            List<Hole> holes = losses.in(batch, landed, before);
            if (contents.ranges().isEmpty() && holes.isEmpty()) {
                return Optional.empty();
            }
            job.milestones().reached(Milestone.LANDED);

            Accounts written = new SegmentWriter(job.tables())
                    .linesAndCells(Lines.of(Lines.parsed(landed, settings), copies, lit(id)), contents.records());
            job.milestones().reached(Milestone.WRITTEN);

            SpeedSegment segment =
                    segment(id, stream, batch, arrivalDay, contents.of(plans.of(batch)), holes, settings, written);
            job.warehouse().ledger().append(segment);
            job.milestones().reached(Milestone.ADMITTED);
            return Optional.of(new Outcome(segment, true));
        }
    }

    private record Landed(List<Range> ranges, Instant oldestArrival) {
        long records() {
            return ranges.stream().mapToLong(Range::records).sum();
        }

        /** The same with what is known of the contents. */
        Landed of(Optional<List<Planned>> planned) {
            return new Landed(Planned.named(ranges, planned), oldestArrival);
        }
    }

    /** Counts what is in the archive, whatever the source says that it sent. */
    private Landed contents(Dataset<Row> landed) {
        List<Range> ranges = new ArrayList<>();
        Instant oldest = job.clock().instant();
        for (Row row : landed.groupBy(RawRecords.SOURCE, RawRecords.PARTITION)
                .agg(min(RawRecords.POSITION), max(RawRecords.POSITION), count(lit(1)), min(col(RawRecords.ARRIVED)))
                .collectAsList()) {
            ranges.add(new Range(row.getString(0), row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
            Instant arrived = row.<Timestamp>getAs(5).toInstant();
            oldest = arrived.isBefore(oldest) ? arrived : oldest;
        }
        ranges.sort(Comparator.comparing(Range::source).thenComparing(Range::partition));
        return new Landed(ranges, oldest);
    }

    /** Where the first line of a segment that is landed, and is not blank, parts from a format; empty if none of a few does. */
    Optional<String> misfit(SpeedSegment segment, LogFormat format) {
        List<Row> first = job.warehouse()
                .archive()
                .read(job.spark(), segment.arrivalDay(), segment.id())
                .orderBy(RawRecords.SOURCE, RawRecords.PARTITION, RawRecords.POSITION)
                .select(RawRecords.VALUE, RawRecords.HEADER, RawRecords.SOURCE)
                .limit(FEW)
                .collectAsList();
        ModelSettings settings = job.warehouse().ledger().read().settings();
        return first.stream()
                .flatMap(row ->
                        misfit(row, format, settings.pinOf(row.getString(2)).zone()).stream())
                .findFirst();
    }

    private static Optional<String> misfit(Row row, LogFormat format, String zone) {
        ParserSettings settings = new ParserSettings(ZoneId.of(zone), TrustedProxies.DEFAULT);
        Explanation line = new LineExplainer(format, settings).explain(row.<byte[]>getAs(0), row.getString(1));
        return Optional.ofNullable(line.parting()).map(parting -> row.getString(2) + ", " + parting.message());
    }

    private SpeedSegment segment(
            String id,
            String stream,
            long batch,
            LocalDate arrivalDay,
            Landed contents,
            List<Hole> holes,
            ModelSettings settings,
            Accounts written) {
        String model =
                Model.of(settings, contents.ranges().stream().map(Range::source).toList());
        return new SpeedSegment(
                id,
                job.clock().instant(),
                contents.oldestArrival(),
                stream,
                batch,
                arrivalDay,
                contents.records(),
                written.tallies(),
                contents.ranges(),
                holes,
                written.formats(),
                model,
                written.total(job.warehouse().catalogue()));
    }
}
