package dev.weir.dataset;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir bigquery}: the answers in BigQuery. */
@Command(
        name = "bigquery",
        mixinStandardHelpOptions = true,
        description =
                "Makes and looks after a copy of a warehouse's answers in BigQuery; `stream` and `batch` keep it up"
                        + " to date with --bigquery.",
        subcommands = {
            BigQueryInitCommand.class,
            BigQueryViewsCommand.class,
            BigQueryCopyCommand.class,
            BigQueryCheckCommand.class
        })
public final class BigQueryCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as `weir bigquery init`");
    }
}
