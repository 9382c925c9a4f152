package dev.weir.launcher;

import dev.weir.batch.BatchCommand;
import dev.weir.batch.CleanCommand;
import dev.weir.batch.UpgradeCommand;
import dev.weir.batch.VerifyCommand;
import dev.weir.chaos.ChaosCommand;
import dev.weir.dataset.BigQueryCommand;
import dev.weir.demo.DemoCommand;
import dev.weir.logs.FormatsCommand;
import dev.weir.logs.GenerateCommand;
import dev.weir.logs.ParseCommand;
import dev.weir.operations.DeadLettersCommand;
import dev.weir.operations.DriftCommand;
import dev.weir.operations.SettingsCommand;
import dev.weir.operations.StatusCommand;
import dev.weir.publish.PublishCommand;
import dev.weir.query.IpCommand;
import dev.weir.query.QueryCommand;
import dev.weir.query.ViewsCommand;
import dev.weir.storage.CheckCommand;
import dev.weir.streaming.ImportCommand;
import dev.weir.streaming.StreamCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands by their names. The class of one is loaded when it is called: most bring Spark. What {@code weir --help} says of
 * the others lies in a resource, a line each.
 */
final class Subcommands {
    private static final String SUMMARIES = "commands.txt";

    private final Map<String, String> summaries = new LinkedHashMap<>();

    Subcommands() {
        try (InputStream in = Objects.requireNonNull(Subcommands.class.getResourceAsStream(SUMMARIES))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] parts = line.split("\t", 2);
                summaries.put(parts[0], parts[1]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is said of each, by its name, in the order in which it is said. */
    Map<String, String> summaries() {
        return summaries;
    }

    /** Adds all of them to a command line that is about to be given arguments. */
    void addTo(CommandLine weir, String... arguments) {
        Optional<String> called =
                Arrays.stream(arguments).filter(word -> !word.startsWith("-")).findFirst();
        // A file may hold further arguments, and so the command's name.
        boolean any = called.isPresent() && called.get().startsWith("@");
        summaries.forEach((name, summary) ->
                weir.addSubcommand(name, any || name.equals(called.orElse("")) ? command(name) : named(name, summary)));
    }

    private static CommandSpec named(String name, String summary) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(summary);
        return spec;
    }

    /**
     * A command.
     *
     * @throws IllegalArgumentException if none has the name
     */
    static Object command(String name) {
        return switch (name) {
            case "demo" -> new DemoCommand();
            case "chaos" -> new ChaosCommand();
            case "parse" -> new ParseCommand();
            case "formats" -> new FormatsCommand();
            case "stream" -> new StreamCommand();
            case "import" -> new ImportCommand();
            case "publish" -> new PublishCommand();
            case "batch" -> new BatchCommand();
            case "query" -> new QueryCommand();
            case "views" -> new ViewsCommand();
            case "ip" -> new IpCommand();
            case "status" -> new StatusCommand();
            case "drift" -> new DriftCommand();
            case "verify" -> new VerifyCommand();
            case "dead-letters" -> new DeadLettersCommand();
            case "settings" -> new SettingsCommand();
            case "clean" -> new CleanCommand();
            case "upgrade" -> new UpgradeCommand();
            case "check" -> new CheckCommand();
            case "bigquery" -> new BigQueryCommand();
            case "generate" -> new GenerateCommand();
            default -> throw new IllegalArgumentException("Invalid command: " + name + ", must be one of commands.txt");
        };
    }
}
