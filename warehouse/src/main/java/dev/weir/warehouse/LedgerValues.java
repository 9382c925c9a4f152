package dev.weir.warehouse;

import dev.weir.catalogue.LedgerView;
import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Compaction;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Entry;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Publication;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import dev.weir.ledger.VisibleSegment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ledger's entries as rows for SQL, of plain values: {@link Long}, {@link String}, {@link Instant}, {@link LocalDate}, {@link Boolean}. */
public final class LedgerValues {
    private LedgerValues() {}

    /** Rows of {@link LedgerView#SEGMENTS}. */
    public static List<List<Object>> segments(Ledger ledger) {
        Set<VisibleSegment> visible = new HashSet<>(ledger.visible());
        List<List<Object>> rows = new ArrayList<>();
        ledger.speedSegments().forEach(speed -> rows.addAll(segments(speed.position(), speed.segment(), visible)));
        ledger.publications().forEach((position, publication) -> rows.addAll(segments(position, publication, visible)));
        ledger.compactions().forEach((position, compaction) -> rows.addAll(segments(position, compaction, visible)));
        return rows;
    }

    /**
     * Rows of {@link LedgerView#SEGMENTS} of one entry; none of an entry that brings no segment.
     *
     * @param visible the segments that are shown
     */
    public static List<List<Object>> segments(long position, Entry entry, Set<VisibleSegment> visible) {
        List<List<Object>> rows = new ArrayList<>();
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
        } else if (entry instanceof Compaction compaction) {
            compaction
                    .days()
                    .forEach((day, its) -> rows.add(row(
                            position,
                            compaction.written(),
                            new VisibleSegment(compaction.id(), day, Layer.SPEED),
                            visible,
                            its.tally(),
                            null,
                            null,
                            null,
                            compaction.model())));
        }
        return rows;
    }

    private static List<Object> batchRow(
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

    private static List<Object> row(
            long position,
            Instant written,
            VisibleSegment segment,
            Set<VisibleSegment> visible,
            Tally tally,
            String stream,
            Long batch,
            Long readThrough,
            String model) {
        return Arrays.asList(
                position,
                written,
                segment.layer().toString(),
                segment.segment(),
                segment.day(),
                visible.contains(segment),
                tally.accepted(),
                tally.duplicates(),
                tally.rejected(),
                stream,
                batch,
                readThrough,
                model);
    }

    /** Rows of {@link LedgerView#DRIFT}. */
    public static List<List<Object>> drift(Ledger ledger) {
        List<List<Object>> rows = new ArrayList<>();
        ledger.publications().forEach((position, publication) -> rows.addAll(drift(position, publication)));
        return rows;
    }

    /** Rows of {@link LedgerView#DRIFT} of one publication. */
    public static List<List<Object>> drift(long position, Publication publication) {
        List<List<Object>> rows = new ArrayList<>();
        for (BatchSegment segment : publication.segments()) {
            for (Drift drift : segment.drift()) {
                rows.add(Arrays.asList(
                        position,
                        publication.written(),
                        segment.day(),
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
