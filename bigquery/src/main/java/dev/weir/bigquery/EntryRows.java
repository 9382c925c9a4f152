package dev.weir.bigquery;

import dev.weir.ledger.Cleanup;
import dev.weir.ledger.Compaction;
import dev.weir.ledger.Entry;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Publication;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Visibility;
import dev.weir.ledger.VisibleSegment;
import dev.weir.warehouse.LedgerRows;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Ledger entries as rows, and what they change in what is visible. What an entry makes visible and what it hides is worked out here, by the one meaning of the ledger
 * that both layers use, so that SQL has only to add it up: a segment is shown as of a position if the entries up to there have
 * shown it more often than hidden. What is visible is carried along: a row costs what its entry changes. Not thread-safe.
 */
final class EntryRows {
    private static final String VISIBLE = "visible";

    /** Some rows of a table that come into view or leave it; the upload is there where the entry brought the segment. */
    static final StructType VISIBILITY = new StructType()
            .add("position", DataTypes.LongType, false)
            .add("target", DataTypes.StringType, false)
            .add("segment", DataTypes.StringType, false)
            .add("day", DataTypes.DateType, false)
            .add("layer", DataTypes.StringType, false)
            .add("shown", DataTypes.BooleanType, false)
            .add(ReplicaTable.UPLOAD, DataTypes.StringType, true);

    private static final StructType SEGMENT = new StructType(Arrays.stream(LedgerRows.SEGMENTS.fields())
            .filter(field -> !field.name().equals(VISIBLE))
            .toArray(StructField[]::new));

    static final StructType SCHEMA = new StructType()
            .add("warehouse", DataTypes.StringType, false)
            .add("position", DataTypes.LongType, false)
            .add("written", DataTypes.TimestampType, false)
            .add(ReplicaTable.UPLOAD, DataTypes.StringType, false)
            .add("horizon", DataTypes.LongType, true)
            .add("segments", DataTypes.createArrayType(SEGMENT, false), false)
            .add("drift", DataTypes.createArrayType(LedgerRows.DRIFT, false), false);

    private final String warehouse;
    private Visibility visibility = new Visibility();

    EntryRows(String warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * What is appended for some entries.
     *
     * @param visibility rows of {@link #VISIBILITY}
     * @param entries rows of {@link #SCHEMA}
     */
    record Appended(List<Row> visibility, List<Row> entries) {}

    /**
     * The rows of entries whose segments one upload brought. Looks at no entry up to {@code after} that it has looked at
     * before, unless it was asked for later ones since.
     *
     * @param entries the ledger's
     */
    Appended between(List<Entry> entries, long after, long through, String upload) {
        if (visibility.position() > after) {
            visibility = new Visibility();
        }
        while (visibility.position() < after) {
            visibility.next(entries.get((int) visibility.position()));
        }
        List<Row> changes = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        while (visibility.position() < through) {
            Entry entry = entries.get((int) visibility.position());
            long position = visibility.position() + 1;
            Set<String> brought = brought(entry);
            Visibility.Change change = visibility.next(entry);
            changes.addAll(changes(position, ReplicaTable.CELLS, change.cells(), brought, upload));
            changes.addAll(changes(position, ReplicaTable.LINES, change.lines(), brought, upload));
            rows.add(row(position, entry, upload));
        }
        return new Appended(changes, rows);
    }

    /** The segments that entries brought, on each day that these have rows of. */
    static List<VisibleSegment> segments(List<Entry> entries, long after, long through) {
        List<VisibleSegment> segments = new ArrayList<>();
        for (Entry entry : entries.subList((int) after, (int) through)) {
            if (entry instanceof SpeedSegment speed) {
                speed.days().keySet().forEach(day -> segments.add(new VisibleSegment(speed.id(), day, Layer.SPEED)));
            } else if (entry instanceof Publication publication) {
                publication
                        .segments()
                        .forEach(segment -> segments.add(new VisibleSegment(segment.id(), segment.day(), Layer.BATCH)));
            } else if (entry instanceof Compaction compaction) {
                compaction
                        .days()
                        .keySet()
                        .forEach(day -> segments.add(new VisibleSegment(compaction.id(), day, Layer.SPEED)));
            }
        }
        return segments;
    }

    private static Set<String> brought(Entry entry) {
        return segments(List.of(entry), 0, 1).stream()
                .map(VisibleSegment::segment)
                .collect(Collectors.toSet());
    }

    private Row row(long position, Entry entry, String upload) {
        return RowFactory.create(
                warehouse,
                position,
                Timestamp.from(entry.written()),
                upload,
                entry instanceof Cleanup cleanup ? cleanup.horizon() : null,
                LedgerRows.segments(position, entry, Set.of()).stream()
                        .map(EntryRows::withoutVisible)
                        .toList(),
                entry instanceof Publication publication ? LedgerRows.drift(position, publication) : List.of());
    }

    private static List<Row> changes(
            long position, ReplicaTable table, Visibility.Difference difference, Set<String> brought, String upload) {
        List<Row> changes = new ArrayList<>();
        difference.hidden().forEach(segment -> changes.add(change(position, table, segment, false, null)));
        difference
                .shown()
                .forEach(segment -> changes.add(
                        change(position, table, segment, true, brought.contains(segment.segment()) ? upload : null)));
        return changes;
    }

    private static Row change(long position, ReplicaTable table, VisibleSegment segment, boolean shown, String upload) {
        return RowFactory.create(
                position,
                table.label(),
                segment.segment(),
                Date.valueOf(segment.day()),
                segment.layer().toString(),
                shown,
                upload);
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
}
