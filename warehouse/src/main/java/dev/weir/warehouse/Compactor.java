package dev.weir.warehouse;

import static org.apache.spark.sql.functions.lit;

import dev.weir.catalogue.Table;
import dev.weir.ledger.Compaction;
import dev.weir.ledger.Digest;
import dev.weir.ledger.DueCompaction;
import dev.weir.ledger.Ledger;
import dev.weir.rollup.Cells;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the cells of many small speed segments into one segment, and many of those into one again, while streams go on. What
 * it merges stays until a clean-up, for answers as of older positions.
 */
public final class Compactor {
    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

    private final Job job;
    private final int many;

    /** @param many so many segments of a size become one */
    public Compactor(Job job, int many) {
        this.job = job;
        this.many = many;
    }

    /** Does all that is due, and returns the ledger in which nothing more was. */
    public synchronized Ledger compact() {
        while (true) {
            Ledger ledger = job.warehouse().ledger().read();
            Optional<DueCompaction> due = DueCompaction.in(ledger, many);
            if (due.isEmpty() || !merge(due.get())) {
                return ledger;
            }
        }
    }

    /** Returns whether it came into the ledger. */
    private boolean merge(DueCompaction due) {
        String id = "c" + UUID.randomUUID();
        Tables tables = job.tables();
        Table table = tables.catalogue().cells();
        Dataset<Row> parts =
                VisibleRows.of(tables.cells(), due.parts()).drop("layer").withColumn(Table.SEGMENT, lit(id));
        Dataset<Row> cells =
                Cells.digested(tables.counting().merged(parts), table).persist(StorageLevel.MEMORY_AND_DISK());
        SortedMap<LocalDate, Compaction.Compacted> days = new TreeMap<>();
        try {
            tables.appendCells(cells);
            Map<LocalDate, Digest> digests = SegmentWriter.digests(cells);
            due.days()
                    .forEach((day, tally) ->
                            days.put(day, new Compaction.Compacted(tally, digests.getOrDefault(day, Digest.NONE))));
        } finally {
            cells.unpersist();
        }
        job.milestones().reached(Milestone.COMPACTING);
        try {
            job.warehouse()
                    .ledger()
                    .append(new Compaction(
                            id, job.clock().instant(), due.first(), due.last(), due.segments(), due.model(), days));
            LOG.info("Merged the cells of {} micro-batches", due.segments());
            return true;
        } catch (LedgerLog.RefusedException e) {
            // A batch job, or another stream's compactor, was quicker: its work is as good.
            LOG.info("{}; the cells of {} micro-batches stay apart for now", e.getMessage(), due.segments());
            return false;
        }
    }
}
