package dev.weir.warehouse;

import dev.weir.model.Lines;
import dev.weir.rollup.Partials;
import io.delta.tables.DeltaTable;
import java.util.ConcurrentModificationException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The two Delta tables that both layers append to: what became of each line, and the rollups' partials. Both are
 * partitioned by event day.
 */
public final class Tables {
    private static final int CREATE_ATTEMPTS = 3;

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
        create(lines, Lines.SCHEMA, "segment,outcome,timestamp");
        create(partials, Partials.SCHEMA, "segment,rollup,part,time");
    }

    private void create(Path path, StructType schema, String skippingColumns) {
        if (DeltaTable.isDeltaTable(spark, path.toString())) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                DeltaTable.createIfNotExists(spark)
                        .location(path.toString())
                        .addColumns(schema)
                        .partitionedBy("day")
                        .property("delta.dataSkippingStatsColumns", skippingColumns)
                        .execute();
                return;
            } catch (ConcurrentModificationException e) {
                // Another process made it at the same moment. Delta may still remember that there was none, so only
                // another attempt, which looks anew, tells.
                if (attempt == CREATE_ATTEMPTS) {
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
