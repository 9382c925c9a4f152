package dev.weir.dataset;

import dev.weir.bigquery.DatasetName;
import picocli.CommandLine.Option;

/** The option of commands about BigQuery alone. */
final class DatasetOption {
    @Option(
            names = "--bigquery",
            required = true,
            defaultValue = "${WEIR_BIGQUERY}",
            paramLabel = "PROJECT.DATASET",
            description = "The data set. Default: $$WEIR_BIGQUERY.")
    private String name;

    DatasetName dataset() {
        return DatasetName.parse(name);
    }
}
