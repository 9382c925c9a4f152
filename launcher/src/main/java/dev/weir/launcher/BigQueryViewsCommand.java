package dev.weir.launcher;

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

    @Override
    public Integer call() {
        System.err.println(
                "Made " + BigQueryDataset.open(datasetOption.dataset()).views() + " views and functions");
        return 0;
    }
}
