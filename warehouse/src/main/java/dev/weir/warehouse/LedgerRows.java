package dev.weir.warehouse;

import dev.weir.catalogue.LedgerView;
import dev.weir.ledger.Entry;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.VisibleSegment;
import dev.weir.model.SparkSchema;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** {@link LedgerValues} as Spark's rows. */
public final class LedgerRows {
    /** Rows of {@link LedgerView#SEGMENTS}. */
    public static final StructType SEGMENTS = SparkSchema.nullable(LedgerView.SEGMENTS.columns());

    /** Rows of {@link LedgerView#DRIFT}. */
    public static final StructType DRIFT = SparkSchema.nullable(LedgerView.DRIFT.columns());

    private LedgerRows() {}

    /** Rows of {@link #SEGMENTS}. */
    public static List<Row> segments(Ledger ledger) {
        return rows(LedgerValues.segments(ledger));
    }

    /**
     * Rows of {@link #SEGMENTS} of one entry; none of an entry that brings no segment.
     *
     * @param visible the segments that are shown
     */
    public static List<Row> segments(long position, Entry entry, Set<VisibleSegment> visible) {
        return rows(LedgerValues.segments(position, entry, visible));
    }

    /** Rows of {@link #DRIFT}. */
    public static List<Row> drift(Ledger ledger) {
        return rows(LedgerValues.drift(ledger));
    }

    /** Rows of {@link #DRIFT} of one publication. */
    public static List<Row> drift(long position, Publication publication) {
        return rows(LedgerValues.drift(position, publication));
    }

    private static List<Row> rows(List<List<Object>> rows) {
        return rows.stream()
                .map(row ->
                        RowFactory.create(row.stream().map(LedgerRows::value).toArray()))
                .toList();
    }

    private static Object value(Object value) {
        if (value instanceof Instant time) {
            return Timestamp.from(time);
        }
        return value instanceof LocalDate day ? Date.valueOf(day) : value;
    }
}
