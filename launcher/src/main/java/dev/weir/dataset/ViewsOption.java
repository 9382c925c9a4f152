package dev.weir.dataset;

import dev.weir.bigquery.DatasetName;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of commands about views in BigQuery, those of which that name no client may lie in another data set, too. */
public final class ViewsOption {
    @Option(
            names = "--views",
            defaultValue = "${WEIR_BIGQUERY_VIEWS:-" + Option.NULL_VALUE + "}",
            paramLabel = "PROJECT.DATASET",
            description = "A data set with those views that name no client, for people who may not read the tables."
                    + " Default: $$WEIR_BIGQUERY_VIEWS, else that of --bigquery.")
    private Optional<String> name = Optional.empty();

    /**
     * The data set of the views.
     *
     * @param tables the data set of the tables
     * @throws IllegalArgumentException if it is not a name
     */
    public DatasetName of(DatasetName tables) {
        return name.filter(text -> !text.isEmpty()).map(DatasetName::parse).orElse(tables);
    }
}
