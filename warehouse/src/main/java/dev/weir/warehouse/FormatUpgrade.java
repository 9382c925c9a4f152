package dev.weir.warehouse;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import dev.weir.catalogue.Outcome;
import dev.weir.catalogue.Table;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Upgrade;
import dev.weir.ledger.VisibleSegment;
import dev.weir.rollup.Cells;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a warehouse of format 1 to format 2, whose cells are made of the lines that it holds: of all segments that an answer from the
 * horizon on may need, so that answers as of older positions stay. First the ledger says so, by an entry that programs of
 * the older format cannot read: none of them admits anything after it. Last, the warehouse gets its new format; until then no command
 * opens it. Each day's cells are one append that Delta does once, however often it is asked to: so it may die anywhere and be run again,
 * and several may run at once.
 */
public final class FormatUpgrade {
    private static final Logger LOG = LoggerFactory.getLogger(FormatUpgrade.class);

    /** Under this name Delta remembers the last day that was appended, counted from {@link #FIRST_DAY}. */
    private static final String APPEND = "weir-format-2";

    private static final LocalDate FIRST_DAY = LocalDate.of(-9999, 1, 1);

    private static final StructType HOLDER = new StructType()
            .add("holder", DataTypes.StringType, false)
            .add(Table.DAY, DataTypes.DateType, false)
            .add("target", DataTypes.StringType, false);

    private final Job job;

    /** @param job on a warehouse of any format */
    public FormatUpgrade(Job job) {
        this.job = job;
    }

    /** Whose lines, on which day, make the cells of a segment. */
    private record Holder(String holder, LocalDate day, String target) {}

    /**
     * Upgrades it.
     *
     * @return of how many segments' days it made cells; 0 if it has the present format already
     */
    public int run() {
        try {
            if (!job.warehouse().isOlder()) {
                job.warehouse().deleteOlderTables();
                return 0;
            }
            Warehouse newer = job.warehouse().upgrading();
            job.milestones().reached(Milestone.UPGRADING);
            List<Holder> holders = announced(newer);
            job.milestones().reached(Milestone.UPGRADING);
            makeCells(newer, holders);
            newer.putInForce();
            job.milestones().reached(Milestone.UPGRADING);
            newer.deleteOlderTables();
            return (int) holders.stream()
                    .map(holder -> List.of(holder.target(), holder.day()))
                    .distinct()
                    .count();
        } catch (IOException e) {
            throw new WarehouseException(
                    "Cannot upgrade warehouse " + job.warehouse().location() + ": " + e.getMessage(), e);
        }
    }

    /** From here on nothing comes into the ledger but by this format. */
    private List<Holder> announced(Warehouse newer) {
        newer.ledger()
                .append(ledger -> ledger.isOfFormat(WarehouseIdentity.FORMAT)
                        ? Optional.empty()
                        : Optional.of(new Upgrade(job.clock().instant(), WarehouseIdentity.FORMAT)));
        return holders(newer.ledger().read());
    }

    private void makeCells(Warehouse newer, List<Holder> holders) {
        Tables tables = job.on(newer).tables();
        tables.create();
        Map<LocalDate, List<Holder>> days = new TreeMap<>();
        holders.forEach(holder ->
                days.computeIfAbsent(holder.day(), day -> new ArrayList<>()).add(holder));
        int done = 0;
        for (Map.Entry<LocalDate, List<Holder>> day : days.entrySet()) {
            append(tables, day.getKey(), day.getValue());
            job.milestones().reached(Milestone.UPGRADING);
            LOG.info("Upgraded {} ({} of {} days)", day.getKey(), ++done, days.size());
        }
    }

    private void append(Tables tables, LocalDate day, List<Holder> holders) {
        List<Row> rows = holders.stream()
                .map(holder -> RowFactory.create(holder.holder(), java.sql.Date.valueOf(holder.day()), holder.target()))
                .toList();
        Dataset<Row> of = job.spark().createDataFrame(rows, HOLDER);
        Dataset<Row> lines = tables.lines()
                .where(col(Table.DAY).equalTo(java.sql.Date.valueOf(day)))
                .where(Outcome.ACCEPTED.condition())
                .withColumnRenamed(Table.SEGMENT, "holder")
                .join(broadcast(of), new String[] {"holder", Table.DAY})
                .withColumnRenamed("target", Table.SEGMENT);
        Dataset<Row> cells = tables.counting().of(lines);
        tables.appendCellsOnce(
                Cells.digested(cells, tables.catalogue().cells()), APPEND, day.toEpochDay() - FIRST_DAY.toEpochDay());
    }

    private static List<Holder> holders(Ledger ledger) {
        Ledger horizon = ledger.prefix(ledger.horizon());
        Set<VisibleSegment> gone = Set.copyOf(horizon.shown().superseded(horizon.visible()));
        List<Holder> holders = new ArrayList<>();
        ledger.speedSegments().map(Ledger.Admitted::segment).forEach(speed -> {
            for (LocalDate day : speed.days().keySet()) {
                if (!gone.contains(new VisibleSegment(speed.id(), day, Layer.SPEED))) {
                    holders.add(new Holder(speed.id(), day, speed.id()));
                }
            }
        });
        for (Ledger.Published batch : ledger.published()) {
            String id = batch.segment().id();
            LocalDate day = batch.segment().day();
            if (!gone.contains(new VisibleSegment(id, day, Layer.BATCH))) {
                ledger.shown().linesOf(batch).forEach(holder -> holders.add(new Holder(holder.segment(), day, id)));
            }
        }
        return holders;
    }
}
