package dev.weir.batch;

import dev.weir.ledger.Ledger;
import dev.weir.ledger.RawSegment;
import dev.weir.ledger.Reindex;
import dev.weir.model.Lines;
import dev.weir.model.Model;
import dev.weir.model.ModelSettings;
import dev.weir.warehouse.Job;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the raw segments that an older model, or other settings, parsed, and tells the ledger which days they touch now: a
 * healed dead letter may belong to a day that nobody knew of.
 */
final class Reindexing {
    private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);

    /** Streams take new settings at their next micro-batch: so often is enough for them. */
    private static final int LOOKS = 3;

    private final Job job;
    private final Losses losses;

    /** @param losses where raw segments are noted that cannot be read; their index stays as it is */
    Reindexing(Job job, Losses losses) {
        this.job = job;
        this.losses = losses;
    }

    /**
     * A ledger all of whose raw segments that can be read are indexed by the settings in force.
     *
     * @param ledger what a batch job works on
     * @param readThrough up to where that is all that the real ledger says
     */
    record Indexed(Ledger ledger, long readThrough) {}

    /**
     * Brings the index up to date; does nothing where it is. A stream may admit what it parsed with the old settings at any
     * moment, so it looks again. One that goes on doing so runs another version of Weir: what it admits meanwhile is left
     * for the next batch.
     */
    Indexed run() {
        Ledger ledger = job.warehouse().ledger().read();
        for (int look = 1; ; look++) {
            List<RawSegment> stale = readable(outdated(ledger));
            if (stale.isEmpty()) {
                return new Indexed(ledger, ledger.position());
            }
            Ledger through = ledger;
            Optional<Reindex> index = losses.reading(stale, () -> index(stale, through));
            index.ifPresent(job.warehouse().ledger()::append);
            ledger = job.warehouse().ledger().read();
            if (index.isPresent() && look >= LOOKS) {
                List<RawSegment> since = readable(outdated(ledger));
                if (!since.isEmpty()) {
                    warn(since, ledger);
                    return new Indexed(through.with(index.get()), through.position());
                }
            }
        }
    }

    private List<RawSegment> readable(List<RawSegment> segments) {
        return segments.stream().filter(segment -> !losses.contains(segment)).toList();
    }

    private static void warn(List<RawSegment> stale, Ledger ledger) {
        RawSegment one = stale.get(0);
        LOG.warn(
                "Stream {} goes on admitting lines that model {} parsed, and this batch runs model {}: their versions of Weir"
                        + " differ. What it admitted since the batch began is left for the next one; upgrade the older",
                ledger.speedSegment(one.position()).stream(),
                one.model(),
                Model.of(ledger.settings(), one.sources()));
    }

    private Reindex index(List<RawSegment> stale, Ledger ledger) {
        LOG.info("The model or its settings changed: parsing {} raw segments anew", stale.size());
        Map<String, SortedMap<LocalDate, Long>> days = new TreeMap<>();
        Dataset<Row> parsed = Lines.parsed(job.warehouse().archive().read(job.spark(), stale), ledger.settings());
        for (Row row : parsed.groupBy(Lines.RAW_SEGMENT, "day").count().collectAsList()) {
            days.computeIfAbsent(row.getString(0), id -> new TreeMap<>())
                    .put(row.getDate(1).toLocalDate(), row.getLong(2));
        }
        Map<String, Reindex.Indexed> indexed = new TreeMap<>();
        for (RawSegment raw : stale) {
            indexed.put(
                    raw.id(),
                    new Reindex.Indexed(
                            Model.of(ledger.settings(), raw.sources()), days.getOrDefault(raw.id(), new TreeMap<>())));
        }
        return new Reindex(job.clock().instant(), indexed);
    }

    /** The raw segments whose index is not the current model's. */
    private static List<RawSegment> outdated(Ledger ledger) {
        ModelSettings settings = ledger.settings();
        return ledger.raw().outdated(sources -> Model.of(settings, sources));
    }
}
