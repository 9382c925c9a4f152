package dev.weir.dataset;

import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.Replica;
import dev.weir.command.WarehouseOption;
import dev.weir.warehouse.Job;
import java.util.concurrent.Callable;
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
        Job job = Job.start("weir bigquery copy", warehouseOption.open());
        job.tables().create();
        long position = new Replica(job, name).catchUp();
        System.err.println("BigQuery " + name + " has the ledger up to position " + position);
        return 0;
    }
}
