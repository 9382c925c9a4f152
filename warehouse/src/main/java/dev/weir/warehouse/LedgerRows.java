package dev.weir.warehouse;

import dev.weir.catalogue.LedgerView;
import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Entry;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import dev.weir.ledger.VisibleSegment;
import dev.weir.model.SparkSchema;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The ledger's entries as rows for SQL. */
public final class LedgerRows {
    /** Rows of {@link LedgerView#SEGMENTS}. */
    public static final StructType SEGMENTS = SparkSchema.of(LedgerView.SEGMENTS.columns());

    /** Rows of {@link LedgerView#DRIFT}. */
    public static final StructType DRIFT = SparkSchema.of(LedgerView.DRIFT.columns());

    private LedgerRows() {}

    /** Rows of {@link #SEGMENTS}. */
    public static List<Row> segments(Ledger ledger) {
        Set<VisibleSegment> visible = new HashSet<>(ledger.visible());
        List<Row> rows = new ArrayList<>();
        ledger.speedSegments().forEach((position, speed) -> rows.addAll(segments(position, speed, visible)));
        ledger.publications().forEach((position, publication) -> rows.addAll(segments(position, publication, visible)));
        return rows;
    }

    /**
     * Rows of {@link #SEGMENTS} of one entry; none of an entry that brings no segment.
     *
     * @param visible the segments that are shown
     */
    public static List<Row> segments(long position, Entry entry, Set<VisibleSegment> visible) {
        List<Row> rows = new ArrayList<>();
        if (entry instanceof SpeedSegment speed) {
            speed.days()
                    .forEach((day, tally) -> rows.add(row(
                            position,
                            speed.written(),
                            new VisibleSegment(speed.id(), day, Layer.SPEED),
                            visible,
                            tally,
                            speed.stream(),
                            speed.batch(),
                            null,
                            speed.model())));
        } else if (entry instanceof Publication publication) {
            publication.segments().forEach(segment -> rows.add(batchRow(position, publication, segment, visible)));
        }
        return rows;
    }

    private static Row batchRow(
            long position, Publication publication, BatchSegment segment, Set<VisibleSegment> visible) {
        return row(
                position,
                publication.written(),
                new VisibleSegment(segment.id(), segment.day(), Layer.BATCH),
                visible,
                segment.tally(),
                null,
                null,
                publication.readThrough(),
                publication.model());
    }

    private static Row row(
            long position,
            Instant written,
            VisibleSegment segment,
            Set<VisibleSegment> visible,
            Tally tally,
            String stream,
            Long batch,
            Long readThrough,
            String model) {
        return RowFactory.create(
                position,
                Timestamp.from(written),
                segment.layer().toString(),
                segment.segment(),
                Date.valueOf(segment.day()),
                visible.contains(segment),
                tally.accepted(),
                tally.duplicates(),
                tally.rejected(),
                stream,
                batch,
                readThrough,
                model);
    }

    /** Rows of {@link #DRIFT}. */
    public static List<Row> drift(Ledger ledger) {
        List<Row> rows = new ArrayList<>();
        ledger.publications().forEach((position, publication) -> rows.addAll(drift(position, publication)));
        return rows;
    }

    /** Rows of {@link #DRIFT} of one publication. */
    public static List<Row> drift(long position, Publication publication) {
        List<Row> rows = new ArrayList<>();
        for (BatchSegment segment : publication.segments()) {
            for (Drift drift : segment.drift()) {
                rows.add(RowFactory.create(
                        position,
                        Timestamp.from(publication.written()),
                        Date.valueOf(segment.day()),
                        drift.rollup(),
                        drift.cells(),
                        drift.differing(),
                        drift.speed(),
                        drift.batch(),
                        drift.difference(),
                        drift.duplicate(),
                        drift.late(),
                        drift.healed(),
                        drift.modelChange(),
                        drift.unexplained()));
            }
        }
        return rows;
    }
}
