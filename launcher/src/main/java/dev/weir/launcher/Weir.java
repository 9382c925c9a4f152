package dev.weir.launcher;

import dev.weir.batch.BatchCommand;
import dev.weir.batch.CleanCommand;
import dev.weir.batch.UpgradeCommand;
import dev.weir.batch.VerifyCommand;
import dev.weir.chaos.ChaosCommand;
import dev.weir.command.Failures;
import dev.weir.streaming.ImportCommand;
import dev.weir.streaming.StreamCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "weir",
        mixinStandardHelpOptions = true,
        version = "weir 0.1.0",
        description = "Log analytics whose batch and speed layers provably agree.",
        footer = {
            "",
            "Also `weir test`, which runs every test, `weir fuzz`, and `weir bench`, which measures; see `weir bench --help`."
        },
        subcommands = {
            DemoCommand.class,
            ChaosCommand.class,
            ParseCommand.class,
            FormatsCommand.class,
            StreamCommand.class,
            ImportCommand.class,
            PublishCommand.class,
            BatchCommand.class,
            QueryCommand.class,
            StatusCommand.class,
            DriftCommand.class,
            VerifyCommand.class,
            DeadLettersCommand.class,
            SettingsCommand.class,
            CleanCommand.class,
            UpgradeCommand.class,
            BigQueryCommand.class,
            GenerateCommand.class
        })
public final class Weir implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(Failures.run(new Weir(), arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as `weir demo`");
    }
}
