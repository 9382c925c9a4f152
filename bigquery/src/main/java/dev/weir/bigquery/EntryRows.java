package dev.weir.bigquery;

import dev.weir.ledger.Cleanup;
import dev.weir.ledger.Entry;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.VisibleSegment;
import dev.weir.warehouse.LedgerRows;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Ledger entries as rows. What an entry makes visible and what it hides is worked out here, by the one {@link Ledger} that
 * both layers use, so that SQL has only to add it up: a segment is shown as of a position if the entries up to there have
 * shown it more often than hidden.
 */
final class EntryRows {
    private static final String VISIBLE = "visible";

    /** Some rows of a table that come into view or leave it. */
    private static final StructType CHANGE = new StructType()
            .add("target", DataTypes.StringType, false)
            .add("segment", DataTypes.StringType, false)
            .add("day", DataTypes.DateType, false)
            .add("layer", DataTypes.StringType, false)
            .add("shown", DataTypes.BooleanType, false);

    private static final StructType SEGMENT = new StructType(Arrays.stream(LedgerRows.SEGMENTS.fields())
            .filter(field -> !field.name().equals(VISIBLE))
            .toArray(StructField[]::new));

    static final StructType SCHEMA = new StructType()
            .add("warehouse", DataTypes.StringType, false)
            .add("position", DataTypes.LongType, false)
            .add("written", DataTypes.TimestampType, false)
            .add(ReplicaTable.UPLOAD, DataTypes.StringType, false)
            .add("horizon", DataTypes.LongType, true)
            .add("changes", DataTypes.createArrayType(CHANGE, false), false)
            .add("segments", DataTypes.createArrayType(SEGMENT, false), false)
            .add("drift", DataTypes.createArrayType(LedgerRows.DRIFT, false), false);

    private final String warehouse;
    private final Ledger ledger;
    private final Map<Long, List<Row>> segments;
    private final Map<Long, List<Row>> drift;

    EntryRows(String warehouse, Ledger ledger) {
        this.warehouse = warehouse;
        this.ledger = ledger;
        this.segments = byPosition(LedgerRows.segments(ledger));
        this.drift = byPosition(LedgerRows.drift(ledger));
    }

    /** The rows of entries whose segments one upload brought. */
    List<Row> between(long after, long through, String upload) {
        List<Row> rows = new ArrayList<>();
        Ledger before = ledger.prefix(after);
        for (long position = after + 1; position <= through; position++) {
            Ledger now = ledger.prefix(position);
            rows.add(row(before, now, upload));
            before = now;
        }
        return rows;
    }

    /** The segments that entries brought. */
    Set<String> segments(long after, long through) {
        Set<String> ids = new LinkedHashSet<>();
        for (Entry entry : ledger.entries().subList((int) after, (int) through)) {
            if (entry instanceof SpeedSegment speed) {
                ids.add(speed.id());
            } else if (entry instanceof Publication publication) {
                publication.segments().forEach(segment -> ids.add(segment.id()));
            }
        }
        return ids;
    }

    private Row row(Ledger before, Ledger now, String upload) {
        Entry entry = now.entries().get(now.entries().size() - 1);
        List<Row> changes = new ArrayList<>();
        changes(changes, ReplicaTable.PARTIALS, before.visible(), now.visible());
        changes(changes, ReplicaTable.LINES, before.visibleLines(), now.visibleLines());
        return RowFactory.create(
                warehouse,
                now.position(),
                Timestamp.from(entry.written()),
                upload,
                entry instanceof Cleanup cleanup ? cleanup.horizon() : null,
                changes,
                segments.getOrDefault(now.position(), List.of()).stream()
                        .map(EntryRows::withoutVisible)
                        .toList(),
                drift.getOrDefault(now.position(), List.of()));
    }

    private static void changes(
            List<Row> changes, ReplicaTable table, List<VisibleSegment> before, List<VisibleSegment> now) {
        Set<VisibleSegment> hidden = new LinkedHashSet<>(before);
        now.forEach(hidden::remove);
        Set<VisibleSegment> shown = new LinkedHashSet<>(now);
        before.forEach(shown::remove);
        hidden.forEach(segment -> changes.add(change(table, segment, false)));
        shown.forEach(segment -> changes.add(change(table, segment, true)));
    }

    private static Row change(ReplicaTable table, VisibleSegment segment, boolean shown) {
        return RowFactory.create(
                table.label(),
                segment.segment(),
                Date.valueOf(segment.day()),
                segment.layer().toString(),
                shown);
    }

    private static Row withoutVisible(Row row) {
        int left = LedgerRows.SEGMENTS.fieldIndex(VISIBLE);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.length(); i++) {
            if (i != left) {
                values.add(row.get(i));
            }
        }
        return RowFactory.create(values.toArray());
    }

    private static Map<Long, List<Row>> byPosition(List<Row> rows) {
        return rows.stream().collect(Collectors.groupingBy(row -> row.getLong(0)));
    }
}
