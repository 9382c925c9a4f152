package dev.weir.bigquery;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of commands that also write, or ask, BigQuery. */
public final class BigQueryOption {
    @Option(
            names = "--bigquery",
            defaultValue = "${WEIR_BIGQUERY:-" + Option.NULL_VALUE + "}",
            paramLabel = "PROJECT.DATASET",
            description = "Also bring the answers to this BigQuery data set, made by `weir bigquery init`."
                    + " Default: $$WEIR_BIGQUERY, else none.")
    private Optional<String> name;

    /**
     * The data set, if one is named.
     *
     * @throws IllegalArgumentException if it is not a name
     */
    public Optional<DatasetName> dataset() {
        return name.filter(text -> !text.isEmpty()).map(DatasetName::parse);
    }
}
