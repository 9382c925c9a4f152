package dev.weir.batch;

import static org.apache.spark.sql.functions.col;

import dev.weir.ledger.Ledger;
import dev.weir.ledger.RawSegment;
import dev.weir.model.Lines;
import dev.weir.model.ModelSettings;
import dev.weir.warehouse.Archive;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The raw records of some event days, parsed.
 *
 * @param segments the raw segments that hold them
 * @param days the event days, UTC
 * @param settings the model's
 */
record Recomputation(List<RawSegment> segments, Set<LocalDate> days, ModelSettings settings) {
    /** What a ledger says of some days. */
    static Recomputation of(Ledger ledger, Set<LocalDate> days) {
        return new Recomputation(ledger.raw().touching(days), days, ledger.settings());
    }

    /** What a batch job that read through a position worked on; its index may be written after that position. */
    static Recomputation of(Ledger ledger, long readThrough, Set<LocalDate> days) {
        Recomputation then = of(ledger.prefix(readThrough), days);
        Set<String> known = then.segments.stream().map(RawSegment::id).collect(Collectors.toSet());
        Stream<RawSegment> indexedSince = of(ledger, days).segments.stream()
                .filter(raw -> raw.position() <= readThrough && !known.contains(raw.id()));
        return new Recomputation(
                Stream.concat(then.segments.stream(), indexedSince).toList(), days, then.settings);
    }

    /** The records, and perhaps some of other days that lie in the same segments. */
    Dataset<Row> raw(SparkSession spark, Archive archive) {
        return archive.read(spark, segments);
    }

    /** As {@link Lines#parsed(Dataset, ModelSettings)} gives them, of these days only. */
    Dataset<Row> parsed(Dataset<Row> raw) {
        Dataset<Row> parsed = Lines.parsed(raw, settings);
        boolean all = segments.stream()
                .allMatch(segment -> days.containsAll(segment.days().keySet()));
        return all
                ? parsed
                : parsed.where(col("day")
                        .isInCollection(
                                days.stream().map(java.sql.Date::valueOf).toList()));
    }

    /** The part of it that concerns some raw segments. */
    Recomputation only(Set<String> rawSegments) {
        return new Recomputation(
                segments.stream().filter(raw -> rawSegments.contains(raw.id())).toList(), days, settings);
    }

    /** How many records of a day the raw segments hold, as the ledger's index says. */
    long records(LocalDate day) {
        return segments.stream()
                .mapToLong(raw -> raw.days().getOrDefault(day, 0L))
                .sum();
    }
}
