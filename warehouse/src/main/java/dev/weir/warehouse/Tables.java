package dev.weir.warehouse;

import dev.weir.model.Lines;
import dev.weir.rollup.Partials;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * The two Delta tables that both layers append to: what became of each line, and the rollups' partials. Both are
 * partitioned by event day.
 */
public final class Tables {
    private static final int CHANGE_ATTEMPTS = 3;

    /**
     * How Delta keeps the tables' logs, wherever they were made. A checkpoint has all files of a table, and so costs the more
     * the older it is; {@link ExpiredLog} lets go of old versions.
     */
    private static final SortedMap<String, String> LOG =
            new TreeMap<>(Map.of("delta.checkpointInterval", "50", "delta.enableExpiredLogCleanup", "false"));

    private final SparkSession spark;
    private final Path lines;
    private final Path partials;
    private final Milestones milestones;

    public Tables(SparkSession spark, Warehouse warehouse) {
        this(spark, warehouse, milestone -> {});
    }

    /** Tables that tell when lines were written. */
    public Tables(SparkSession spark, Warehouse warehouse, Milestones milestones) {
        this.spark = spark;
        this.milestones = milestones;
        this.lines = warehouse.lines();
        this.partials = warehouse.partials();
    }

    /** Makes the tables where they are missing. */
    public void create() {
        // A version's checksum spares a new process one look at the table's log, and costs a dozen requests a
        // micro-batch and table, where those are billed.
        spark.conf().set("spark.databricks.delta.writeChecksumFile.enabled", LogStores.isLocal(lines));
        create(lines, Lines.SCHEMA, "segment,outcome,timestamp");
        create(partials, Partials.SCHEMA, "segment,rollup,part,time");
    }

    /**
     * Gives tables that an older version made what new ones have, unless somebody has set it otherwise. Whoever appends at this
     * moment may have to do it again: so this is for the start of what runs long.
     */
    public void upgrade() {
        for (Path path : List.of(lines, partials)) {
            again(() -> {
                var has = DeltaLog.forTable(spark, path.toString())
                        .update(false, Option.empty(), Option.empty())
                        .metadata()
                        .configuration();
                String missing = LOG.entrySet().stream()
                        .filter(kept -> !has.contains(kept.getKey()))
                        .map(kept -> "'" + kept.getKey() + "' = '" + kept.getValue() + "'")
                        .collect(Collectors.joining(", "));
                if (!missing.isEmpty()) {
                    spark.sql("ALTER TABLE delta.`" + path.toString().replace("`", "``") + "` SET TBLPROPERTIES ("
                            + missing + ")");
                }
            });
        }
    }

    private void create(Path path, StructType schema, String skippingColumns) {
        if (DeltaTable.isDeltaTable(spark, path.toString())) {
            return;
        }
        again(() -> {
            DeltaTableBuilder table = DeltaTable.createIfNotExists(spark)
                    .location(path.toString())
                    .addColumns(schema)
                    .partitionedBy("day")
                    .property("delta.dataSkippingStatsColumns", skippingColumns);
            LOG.forEach(table::property);
            table.execute();
        });
    }

    /**
     * Another process may make or change the table at the same moment. Delta may still remember how it was, so only another
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

    public Dataset<Row> lines() {
        return spark.read().format("delta").load(lines.toString());
    }

    public Dataset<Row> partials() {
        return spark.read().format("delta").load(partials.toString());
    }

    void appendLines(Dataset<Row> rows) {
        append(rows, lines);
        milestones.reached(Milestone.HALFWAY);
    }

    void appendPartials(Dataset<Row> rows) {
        append(rows, partials);
    }

    private static void append(Dataset<Row> rows, Path path) {
        // A newer model may have more columns: the table gets them, its older rows hold null there.
        rows.write()
                .format("delta")
                .mode(SaveMode.Append)
                .option("mergeSchema", "true")
                .save(path.toString());
    }
}
