package dev.weir.warehouse;

import dev.weir.ledger.Entry;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.VisibleSegment;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@link LedgerValues} as Spark's rows. */
public final class LedgerRows {
    /** One row a segment and event day. */
    public static final StructType SEGMENTS = schema(LedgerValues.SEGMENTS);

    /** One row a publication, event day and rollup. */
    public static final StructType DRIFT = schema(LedgerValues.DRIFT);

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

    private static StructType schema(List<LedgerValues.Column> columns) {
        StructType schema = new StructType();
        for (LedgerValues.Column column : columns) {
            schema = schema.add(column.name(), type(column.type()));
        }
        return schema;
    }

    private static DataType type(LedgerValues.Type type) {
        return switch (type) {
            case NUMBER -> DataTypes.LongType;
            case TEXT -> DataTypes.StringType;
            case TIME -> DataTypes.TimestampType;
            case DAY -> DataTypes.DateType;
            case TRUTH -> DataTypes.BooleanType;
        };
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
