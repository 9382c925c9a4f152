package dev.weir.dataset;

import dev.weir.bigquery.DatasetName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir bigquery views}: views alone, for who may not make tables. */
@Command(
        name = "views",
        mixinStandardHelpOptions = true,
        description = "Makes all views and table functions anew; `init --print` shows their SQL.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:made", "1:BigQuery refused", "2:wrong options"})
final class BigQueryViewsCommand implements Callable<Integer> {
    @Mixin
    private DatasetOption datasetOption;

    @Mixin
    private ViewsOption viewsOption;

    @Override
    public Integer call() {
        DatasetName tables = datasetOption.dataset();
        int views = BigQueryDataset.open(tables).views(viewsOption.of(tables));
        System.err.println("Made " + views + " views and functions");
        return 0;
    }
}
