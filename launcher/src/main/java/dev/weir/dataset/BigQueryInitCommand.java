package dev.weir.dataset;

import dev.weir.answers.Answers;
import dev.weir.bigquery.BigQueryViews;
import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.ReplicaSchema;
import dev.weir.bigquery.ReplicaTable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir bigquery init}: tables and views. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes data set, tables and views, or upgrades them: adds columns, never changes or drops one.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is there", "1:BigQuery refused, or a table is not Weir's", "2:wrong options"})
final class BigQueryInitCommand implements Callable<Integer> {
    @Mixin
    private DatasetOption datasetOption;

    @Mixin
    private ViewsOption viewsOption;

    @Option(
            names = "--location",
            defaultValue = "EU",
            paramLabel = "L",
            description = "Where a new data set lies, such as EU or europe-west3. Default: ${DEFAULT-VALUE}.")
    private String location;

    @Option(
            names = "--label",
            paramLabel = "KEY=VALUE",
            description = "A label of new data set and tables; may be repeated. app=weir is always there.")
    private Map<String, String> labels = Map.of();

    @Option(
            names = "--expire-days",
            paramLabel = "N",
            description = "BigQuery deletes a new table's rows of days that are over by so many. Default: never.")
    private Optional<Integer> expireDays;

    @Option(names = "--print", description = "Print the SQL of new tables and of the views; do nothing.")
    private boolean print;

    @Override
    public Integer call() {
        DatasetName name = datasetOption.dataset();
        DatasetName where = viewsOption.of(name);
        Map<String, String> all = new TreeMap<>(Map.of("app", "weir"));
        labels.forEach((key, value) -> {
            if (!key.matches("[a-z][a-z0-9_-]{0,62}") || !value.matches("[a-z0-9_-]{0,63}")) {
                throw new IllegalArgumentException("Invalid --label: " + key + "=" + value
                        + ", must be key=value of lower-case letters, digits, - and _");
            }
            all.put(key, value);
        });
        if (!location.matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException(
                    "Invalid --location: " + location + ", must be such as EU or europe-west3");
        }
        if (expireDays.isPresent() && expireDays.get() < 1) {
            throw new IllegalArgumentException("Invalid --expire-days: " + expireDays.get() + ", must be 1 or more");
        }
        OptionalInt days = expireDays.isPresent() ? OptionalInt.of(expireDays.get()) : OptionalInt.empty();
        if (print) {
            ReplicaSchema schema = new ReplicaSchema(name, Answers.CATALOGUE);
            for (ReplicaTable table : ReplicaTable.values()) {
                System.out.println(schema.create(table, all, days) + ";");
            }
            new BigQueryViews(name, Answers.CATALOGUE)
                    .statements(where)
                    .forEach(statement -> System.out.println(statement + ";"));
            return 0;
        }
        BigQueryDataset dataset = BigQueryDataset.open(name);
        dataset.init(location, all, days).forEach(System.err::println);
        dataset.initViews(where, all).forEach(System.err::println);
        int views = dataset.views(where);
        System.err.println("BigQuery " + name + ": tables are there, " + views + " views and functions made"
                + (where.equals(name) ? "" : ", some of them in " + where));
        return 0;
    }
}
