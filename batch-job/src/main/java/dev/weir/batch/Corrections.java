package dev.weir.batch;

import dev.weir.ledger.Digest;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.VisibleSegment;
import dev.weir.warehouse.Accounts;
import dev.weir.warehouse.Digests;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.VisibleRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Finds the lines that the speed layer got wrong: the batch layer writes those anew. Where the digest of the stored lines
 * equals that of the recomputed ones, they are what it would write.
 */
final class Corrections {
    private final SparkSession spark;
    private final Tables tables;

    Corrections(SparkSession spark, Tables tables) {
        this.spark = spark;
        this.tables = tables;
    }

    /**
     * Holds recomputed lines against those that the speed layer wrote, by event day and raw segment.
     *
     * @param ledger as it was when the recomputation read it
     * @param days what was recomputed; each is in the result
     */
    RawParts of(Ledger ledger, Collection<LocalDate> days, Accounts recomputed) {
        SortedMap<LocalDate, Ledger.Published> newest = ledger.newestBatch();
        SortedMap<LocalDate, SortedSet<String>> wrong = new TreeMap<>();
        List<VisibleSegment> standing = new ArrayList<>();
        for (LocalDate day : days) {
            // What the speed layer wrote nothing of is wrong unless it is nothing.
            SortedSet<String> parts =
                    new TreeSet<>(recomputed.lines().getOrDefault(day, Map.of()).keySet());
            ledger.speedSegments().forEach((position, speed) -> {
                if (speed.days().containsKey(day)) {
                    parts.add(speed.id());
                    // Once replaced, the speed layer's lines may be gone.
                    if (!replaced(newest.get(day), position, speed.id())) {
                        standing.add(new VisibleSegment(speed.id(), day, Layer.SPEED));
                    }
                }
            });
            wrong.put(day, parts);
        }
        stored(standing).forEach((segment, digest) -> {
            Digest now = recomputed
                    .lines()
                    .getOrDefault(segment.day(), Map.of())
                    .getOrDefault(segment.segment(), Digest.NONE);
            if (now.equals(digest)) {
                wrong.get(segment.day()).remove(segment.segment());
            }
        });
        return new RawParts(wrong);
    }

    /** The digests of the lines of some segments; of each that has any. */
    private Map<VisibleSegment, Digest> stored(List<VisibleSegment> segments) {
        Map<VisibleSegment, Digest> stored = new HashMap<>();
        Dataset<Row> lines = VisibleRows.of(spark, tables.lines(), segments);
        for (Row row : Digests.by(lines, new String[] {"segment", "day"}).collectAsList()) {
            stored.put(
                    new VisibleSegment(row.getString(0), row.getDate(1).toLocalDate(), Layer.SPEED),
                    Digests.of(row, 2));
        }
        return stored;
    }

    /** Whether a batch segment has its own lines of a raw segment. */
    private static boolean replaced(Ledger.Published batch, long position, String rawSegment) {
        return batch != null
                && position <= batch.readThrough()
                && !batch.segment().keeps(rawSegment);
    }
}
