package dev.weir.warehouse;

import static org.apache.spark.sql.functions.lit;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Table;
import dev.weir.model.SparkSchema;
import dev.weir.rollup.Cells;
import dev.weir.rollup.Grouping;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.StructField;
import scala.Option;

/**
 * The two Delta tables that both layers append to: what became of each line, and the rollups' cells. Both are
 * partitioned by event day.
 */
public final class Tables {
    private static final int CHANGE_ATTEMPTS = 3;

    /**
     * How Delta keeps the tables' logs, wherever they were made. A checkpoint has all files of a table, and so costs the more
     * the older it is; {@link ExpiredLog} lets go of old versions. It also has all files that were deleted or merged lately, some
     * 50,000 a day: readers hold on to what they began with for hours, not for a week.
     */
    private static final SortedMap<String, String> LOG = new TreeMap<>(Map.of(
            "delta.checkpointInterval", "50",
            "delta.enableExpiredLogCleanup", "false",
            "delta.deletedFileRetentionDuration", "interval 2 days"));

    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Milestones milestones;

    public Tables(SparkSession spark, Warehouse warehouse) {
        this(spark, warehouse, milestone -> {});
    }

    /** Tables that tell when lines were written. */
    public Tables(SparkSession spark, Warehouse warehouse, Milestones milestones) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.milestones = milestones;
    }

    /** Makes the tables where they are missing. */
    public void create() {
        configure();
        catalogue().tables().forEach(this::create);
    }

    /** Tells the session how the tables are written. */
    void configure() {
        // A version's checksum spares a new process one look at the table's log, and costs a dozen requests a
        // micro-batch and table, where those are billed.
        spark.conf()
                .set(
                        "spark.databricks.delta.writeChecksumFile.enabled",
                        LogStores.isLocal(path(catalogue().lines())));
    }

    /**
     * Gives tables that an older version made what new ones have, unless somebody has set it otherwise. Whoever appends at this
     * moment may have to do it again: so this is for the start of what runs long.
     */
    public void upgrade() {
        for (Table table : catalogue().tables()) {
            again(() -> {
                var has = snapshot(table).metadata().configuration();
                String missing = LOG.entrySet().stream()
                        .filter(kept -> !has.contains(kept.getKey()))
                        .map(kept -> "'" + kept.getKey() + "' = '" + kept.getValue() + "'")
                        .collect(Collectors.joining(", "));
                if (!missing.isEmpty()) {
                    spark.sql("ALTER TABLE " + identifier(path(table)) + " SET TBLPROPERTIES (" + missing + ")");
                }
            });
        }
    }

    private void create(Table of) {
        SortedMap<String, String> properties = new TreeMap<>(LOG);
        properties.put("delta.dataSkippingStatsColumns", String.join(",", of.leading()));
        new NewTable(spark, of, properties).create(path(of));
    }

    /** A table in SQL. Delta's own builders do not quote what stands in a path. */
    static String identifier(Path path) {
        return "delta.`" + path.toString().replace("`", "``") + "`";
    }

    /**
     * Another process may change the table at the same moment. Delta may still remember how it was, so only another
     * attempt, which looks anew, tells.
     */
    private static void again(Runnable change) {
        for (int attempt = 1; ; attempt++) {
            try {
                change.run();
                return;
            } catch (ConcurrentModificationException e) {
                if (attempt == CHANGE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** What tables and rollups there are. */
    public Catalogue catalogue() {
        return warehouse.catalogue();
    }

    /** How lines become cells, and cells are merged. */
    public Cells counting() {
        return counting(Grouping.of(catalogue().rollups()));
    }

    /** The same by other groupings. */
    public Cells counting(List<Grouping> groupings) {
        return new Cells(groupings, warehouse.keyed());
    }

    /** What became of each line. */
    public Dataset<Row> lines() {
        return rows(catalogue().lines());
    }

    /** The rollups' cells. */
    public Dataset<Row> cells() {
        return rows(catalogue().cells());
    }

    /** All rows of a table, whether or not they are visible; a column that it has not got yet is null. */
    public Dataset<Row> rows(Table table) {
        Dataset<Row> rows = spark.read().format("delta").load(path(table).toString());
        Set<String> has = Set.of(rows.columns());
        Map<String, Column> missing = new LinkedHashMap<>();
        for (StructField field : SparkSchema.of(table).fields()) {
            if (!has.contains(field.name())) {
                missing.put(field.name(), lit(null).cast(field.dataType()));
            }
        }
        return missing.isEmpty() ? rows : rows.withColumns(missing);
    }

    /** A table as it is now. */
    Snapshot snapshot(Table table) {
        return DeltaLog.forTable(spark, path(table).toString()).update(false, Option.empty(), Option.empty());
    }

    void appendLines(Dataset<Row> rows) {
        append(rows, catalogue().lines());
        milestones.reached(Milestone.HALFWAY);
    }

    void appendCells(Dataset<Row> rows) {
        append(rows, catalogue().cells());
    }

    /**
     * Appends cells once, however often it is asked to.
     *
     * @param name under which Delta remembers the last number
     * @param number greater than the one before; with one that is not, nothing is done
     */
    void appendCellsOnce(Dataset<Row> rows, String name, long number) {
        appending(rows)
                .option("txnAppId", name)
                .option("txnVersion", number)
                .save(path(catalogue().cells()).toString());
    }

    private void append(Dataset<Row> rows, Table table) {
        appending(rows).save(path(table).toString());
    }

    /** An append by which a newer model's columns come into the table: its older rows hold null there. */
    private static DataFrameWriter<Row> appending(Dataset<Row> rows) {
        return rows.write().format("delta").mode(SaveMode.Append).option("mergeSchema", "true");
    }

    Path path(Table table) {
        return warehouse.table(table);
    }
}
