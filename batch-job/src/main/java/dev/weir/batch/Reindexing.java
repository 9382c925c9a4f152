package dev.weir.batch;

import dev.weir.ledger.Ledger;
import dev.weir.ledger.RawSegment;
import dev.weir.ledger.Reindex;
import dev.weir.model.Lines;
import dev.weir.model.Model;
import dev.weir.warehouse.Warehouse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the raw segments that an older model, or other settings, parsed, and tells the ledger which days they touch now: a
 * healed dead letter may belong to a day that nobody knew of.
 */
final class Reindexing {
    private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);

    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Clock clock;
    private final Losses losses;

    /** @param losses where raw segments are noted that cannot be read; their index stays as it is */
    Reindexing(SparkSession spark, Warehouse warehouse, Clock clock, Losses losses) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.clock = clock;
        this.losses = losses;
    }

    /**
     * Brings the index up to date; does nothing where it is.
     *
     * @return the ledger, as of when all raw segments that can be read were indexed by the settings in force
     */
    Ledger run() {
        while (true) {
            Ledger ledger = warehouse.ledger().read();
            List<RawSegment> stale = stale(ledger).stream()
                    .filter(segment -> !losses.contains(segment))
                    .toList();
            if (stale.isEmpty()) {
                return ledger;
            }
            // A stream may admit what it parsed with the old settings at any moment, and some may be lost: look again.
            losses.reading(stale, () -> index(stale, ledger)).ifPresent(warehouse.ledger()::append);
        }
    }

    private Reindex index(List<RawSegment> stale, Ledger ledger) {
        LOG.info("The model or its settings changed: parsing {} raw segments anew", stale.size());
        Map<String, SortedMap<LocalDate, Long>> days = new TreeMap<>();
        Dataset<Row> parsed = Lines.parsed(warehouse.archive().read(spark, stale), ledger.settings());
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
        return new Reindex(clock.instant(), indexed);
    }

    /** The raw segments whose index is not the current model's. */
    static List<RawSegment> stale(Ledger ledger) {
        return ledger.rawSegments().stream()
                .filter(raw -> !raw.model().equals(Model.of(ledger.settings(), raw.sources())))
                .toList();
    }
}
