package dev.weir.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.weir.benchmarks.Measurement.Target;
import dev.weir.command.Failures;
import dev.weir.generator.Format;
import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.Warehouse;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures Weir next to Spark doing nothing but reading, in ratios of one run.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured; the table says which targets were met", "1:failed", "2:wrong options"})
public final class BenchCommand implements Callable<Integer> {
    private static final long QUICK_LINES = 200_000;

    @Option(names = "--quick", description = "200,000 lines and 3 runs: a minute or two.")
    private boolean quick;

    @Option(
            names = "--lines",
            defaultValue = "2000000",
            paramLabel = "N",
            description = "Lines of the combined format. Default: ${DEFAULT-VALUE}.")
    private long lines;

    @Option(
            names = "--runs",
            defaultValue = "5",
            paramLabel = "N",
            description = "Counted runs. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--dir",
            defaultValue = ".weir/bench",
            paramLabel = "DIR",
            description = "Where logs and warehouses go. Default: ${DEFAULT-VALUE}.")
    private Path directory;

    @Option(names = "--json", description = "End with one JSON array on standard output.")
    private boolean json;

    /** The launcher's entry point. */
    public static void main(String[] arguments) {
        System.exit(Failures.run(new BenchCommand(), arguments));
    }

    @Override
    public Integer call() throws Exception {
        long count = quick ? Math.min(lines, QUICK_LINES) : lines;
        Path home = Files.createDirectories(directory.toAbsolutePath().normalize());
        Path logs = home.resolve("combined-" + count + ".log");
        if (!Files.exists(logs)) {
            System.err.println("Generating " + count + " lines");
            Path part = home.resolve("combined.part");
            try (OutputStream out = Files.newOutputStream(part)) {
                Generator.print(GeneratorOptions.of(count, 1).withFormat(Format.named("combined")), out, n -> {});
            }
            Files.move(part, logs);
        }
        List<Measurement> table = measure(logs, count, home, new Stopwatch(quick ? 1 : 2, quick ? 3 : runs));
        print(table);
        if (json) {
            ArrayNode array = new JsonMapper().createArrayNode();
            table.forEach(measurement -> array.add(measurement.json()));
            System.out.println(array);
        }
        return 0;
    }

    private static List<Measurement> measure(Path logs, long count, Path home, Stopwatch stopwatch) throws Exception {
        SparkSession spark = Sessions.start("weir bench");
        Layers layers = new Layers(spark, logs);
        List<Measurement> table = new ArrayList<>();

        System.err.println("Reading and parsing in Spark");
        List<List<Double>> parsing = stopwatch.inTurns(layers::read, layers::parse);
        table.add(
                Measurement.of("spark_read_text", "lines/s", Optional.empty(), Stopwatch.rates(count, parsing.get(0))));
        table.add(Measurement.of(
                "spark_parse_all_fields", "lines/s", Optional.empty(), Stopwatch.rates(count, parsing.get(1))));
        table.add(Measurement.of(
                "parse_to_read", "ratio", Target.atMost(1.25), Stopwatch.ratios(parsing.get(1), parsing.get(0))));

        System.err.println("Speed and batch layer");
        Path warehouseDirectory = home.resolve("warehouse");
        Warehouse warehouse = layers.speed(warehouseDirectory);
        List<List<Double>> batch = stopwatch.inTurns(() -> layers.batch(warehouse));
        List<List<Double>> speed = stopwatch.inTurns(() -> layers.speed(home.resolve("warehouse-speed")));
        table.add(Measurement.of(
                "speed_layer", "lines/s", Target.atLeast(100_000), Stopwatch.rates(count, speed.get(0))));
        table.add(Measurement.of("batch_layer", "lines/s", Optional.empty(), Stopwatch.rates(count, batch.get(0))));
        return table;
    }

    private static void print(List<Measurement> table) {
        System.err.printf("%-26s %14s %-8s %-12s %s%n", "name", "median", "unit", "target", "met");
        for (Measurement m : table) {
            System.err.printf(
                    "%-26s %14s %-8s %-12s %s%n",
                    m.name(),
                    Measurement.number(m.value()),
                    m.unit(),
                    m.target().map(Target::toString).orElse(""),
                    m.verdict());
        }
    }
}
