package dev.weir.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.weir.command.Failures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weir bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures Weir next to Spark alone, ClickHouse and GoAccess, in ratios of one run, and writes"
                + " benchmarks/RESULTS.md. Peers are installed below .weir/peers where they are missing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured; the table says which targets were met",
            "1:a scenario failed; the others were measured",
            "2:wrong options"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final long QUICK_LINES = 100_000;

    /** The directory of the sources, told by the launcher. */
    private static final String HOME = "weir.home";

    @Spec
    private CommandSpec spec;

    @Option(names = "--list", description = "List the scenarios and end.")
    private boolean list;

    @Option(
            names = "--only",
            arity = "1..*",
            split = ",",
            paramLabel = "NAME",
            description = "Measure these scenarios; what is known of the others stays in the results.")
    private List<String> only = List.of();

    @Option(
            names = "--quick",
            description = "Small inputs and fewer runs, without what takes minutes; the results go to DIR.")
    private boolean quick;

    @Option(
            names = "--lines",
            paramLabel = "N",
            description = "Lines of the combined format. Default: 2000000, quick: 100000.")
    private Optional<Long> lines;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Counted runs; fewer of what takes minutes. Default: 5, quick: 3.")
    private Optional<Integer> runs;

    @Option(
            names = "--dir",
            defaultValue = ".weir/bench",
            paramLabel = "DIR",
            description = "Where logs and warehouses go. Default: ${DEFAULT-VALUE}.")
    private Path directory;

    @Option(names = "--json", description = "Print one JSON array instead of the table.")
    private boolean json;

    /** The launcher's entry point. */
    public static void main(String[] arguments) {
        System.exit(Failures.run(new BenchCommand(), arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Scenarios.ALL.forEach(scenario -> System.out.printf("%-16s %s%n", scenario.name(), scenario.about()));
            return 0;
        }
        lines.ifPresent(count -> require(count > 0, "Invalid --lines: " + count + ", must be 1 or more"));
        runs.ifPresent(count -> require(count > 0, "Invalid --runs: " + count + ", must be 1 or more"));
        Sizes sizes = quick
                ? Sizes.quick(lines.orElse(QUICK_LINES), runs.orElse(3))
                : Sizes.full(lines.orElse(2_000_000L), runs.orElse(5));
        List<Scenario> chosen = chosen(sizes);
        Path root = Path.of(Optional.ofNullable(System.getProperty(HOME))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot find the sources: " + HOME + " is not set; start through ./weir")));
        Path home = Files.createDirectories(directory.toAbsolutePath().normalize());
        Path page = quick ? home.resolve("RESULTS-quick.md") : root.resolve("benchmarks/RESULTS.md");
        Path kept = home.resolve(quick ? "results-quick.json" : "results.json");
        Results results = only.isEmpty() ? Results.empty() : Results.read(kept);
        results.versions().putAll(Versions.found());

        Progress progress = new Progress(System.err);
        Path scratch = home.resolve("scratch");
        Bench bench = new Bench(
                sizes,
                scratch,
                new Logs(home.resolve("logs"), progress),
                new Launcher(root, home.resolve("weir.log")),
                new Peers(
                        root.resolve("benchmarks/peers"),
                        root.resolve(".weir/peers"),
                        scratch,
                        results.versions(),
                        progress),
                progress);
        List<Measurement> table = new ArrayList<>();
        boolean failed = false;
        for (Scenario scenario : chosen) {
            progress.say("%s: %s", scenario.name(), scenario.about());
            Outcome outcome = measure(scenario, bench);
            failed |= outcome.failed();
            table.addAll(outcome.measurements());
            results.scenarios()
                    .put(
                            scenario.name(),
                            new Results.Measured(
                                    Clock.systemUTC().instant(), scenario.lines(sizes), outcome.measurements()));
            // Each time: what was measured is there, whatever becomes of the rest.
            results.write(kept);
            Files.writeString(page, Report.markdown(results, Machine.found(), command(), quick));
        }
        progress.say("Results are in %s", page);
        print(table);
        return failed ? 1 : 0;
    }

    private record Outcome(List<Measurement> measurements, boolean failed) {}

    private static Outcome measure(Scenario scenario, Bench bench) throws Exception {
        Directories.delete(bench.scratch());
        Files.createDirectories(bench.scratch());
        try {
            return new Outcome(scenario.measure(bench), false);
        } catch (Exception e) {
            e.printStackTrace();
            return new Outcome(
                    List.of(Measurement.missing(scenario.name(), "", Optional.empty(), "failed: " + e.getMessage())),
                    true);
        } finally {
            Directories.delete(bench.scratch());
        }
    }

    private List<Scenario> chosen(Sizes sizes) {
        Map<String, Scenario> byName =
                Scenarios.ALL.stream().collect(Collectors.toMap(Scenario::name, scenario -> scenario));
        for (String name : only) {
            Scenario scenario = byName.get(name);
            require(
                    scenario != null,
                    "Invalid scenario: " + name + ", must be one of "
                            + Scenarios.ALL.stream().map(Scenario::name).collect(Collectors.joining(", ")));
            require(
                    scenario.isPartOf(sizes),
                    "Cannot measure " + name + ": a quick run leaves it out; leave out --quick");
        }
        return Scenarios.ALL.stream()
                .filter(scenario -> scenario.isPartOf(sizes))
                .filter(scenario -> only.isEmpty() || only.contains(scenario.name()))
                .toList();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private String command() {
        return "./weir bench "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }

    private void print(List<Measurement> table) {
        if (json) {
            ArrayNode array = new JsonMapper().createArrayNode();
            table.forEach(measurement -> array.add(measurement.json()));
            System.out.println(array);
        } else {
            System.out.print(Report.table(table));
        }
    }
}
