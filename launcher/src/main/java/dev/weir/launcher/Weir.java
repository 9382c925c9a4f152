package dev.weir.launcher;

import dev.weir.command.Failures;
import picocli.CommandLine;
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
        })
public final class Weir implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command as a process does; returns its exit code. */
    public static int run(String... arguments) {
        return Failures.run(() -> commandLine(arguments), arguments);
    }

    /** The command line that understands these arguments. */
    static CommandLine commandLine(String... arguments) {
        CommandLine weir = new CommandLine(new Weir());
        new Subcommands().addTo(weir, arguments);
        return weir;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as `weir demo`");
    }
}
