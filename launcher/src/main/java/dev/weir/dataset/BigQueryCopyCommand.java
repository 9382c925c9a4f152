package dev.weir.dataset;

import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.Replica;
import dev.weir.command.WarehouseOption;
import dev.weir.warehouse.Milestones;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir bigquery copy}: what BigQuery lacks. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Appends to BigQuery what the warehouse's ledger has beyond it. Interrupted, it goes on from there.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:BigQuery has all of the ledger", "1:BigQuery or the warehouse failed", "2:wrong options"})
final class BigQueryCopyCommand implements Callable<Integer> {
    @Mixin
    private WarehouseOption warehouseOption;

    @Mixin
    private DatasetOption datasetOption;

    @Override
    public Integer call() {
        DatasetName name = datasetOption.dataset();
        Warehouse warehouse = warehouseOption.open();
        SparkSession spark = Sessions.start("weir bigquery copy");
        Tables tables = new Tables(spark, warehouse);
        tables.create();
        long position = new Replica(spark, warehouse, tables, name, Milestones.of(System.getenv())).catchUp();
        System.err.println("BigQuery " + name + " has the ledger up to position " + position);
        return 0;
    }
}
