package dev.weir.streaming;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.command.Failures;
import dev.weir.command.FormatOption;
import dev.weir.command.WarehouseOption;
import dev.weir.format.LogFormat;
import dev.weir.source.files.FormatCheck;
import dev.weir.source.files.SourcePath;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.WallClock;
import dev.weir.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir import}: existing log files into the archive. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Brings existing log files into a warehouse, each content once: importing a file again, renamed or"
                        + " compressed, changes nothing. They count at once; `weir batch` then recomputes their days.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all read, or nothing was new",
            "1:a file cannot be read (the others are imported), the format string that was given fits none of the first"
                    + " lines (nothing is imported), or the warehouse failed",
            "2:wrong options"
        })
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    private WarehouseOption warehouseOption;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, globs or directories.")
    private List<String> paths;

    @Mixin
    private FormatOption formatOption;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The zone of times that name none. Default: UTC.")
    private Optional<String> zone;

    @Option(
            names = "--max-ratio",
            defaultValue = "1100",
            paramLabel = "N",
            description = "A compressed file that holds more than N times as many bytes as it is long, and more than 16"
                    + " MiB, is left out and named. Default: ${DEFAULT-VALUE}.")
    private long maxRatio;

    @Option(names = "--json", description = "End with one JSON object on standard output.")
    private boolean json;

    /** The entry point for a cluster. */
    public static void main(String[] arguments) {
        System.exit(Failures.run(new ImportCommand(), arguments));
    }

    @Override
    public Integer call() throws Exception {
        Optional<String> format = formatOption.spec();
        Pins.requireValid(zone);
        Warehouse warehouse = warehouseOption.openOrCreate();
        FileImport files = new FileImport(warehouse, WallClock.ofProcess());
        FileImport.Plan plan = files.plan(paths, maxRatio);
        if (format.isPresent()) {
            new FormatCheck(LogFormat.parse(format.get()), Pins.settings(zone), HadoopSettings.ofProcess())
                    .require(plan.ranges());
        }
        for (String path : paths) {
            SourcePath named = SourcePath.of(path, HadoopSettings.ofProcess());
            Pins.pin(warehouse, Pins.sourcesOf(named), format, zone, WallClock.ofProcess());
        }
        long records = 0;
        if (!plan.ranges().isEmpty()) {
            Job job = Job.start("weir import", warehouse);
            job.tables().create();
            records = FileImport.run(plan, job);
        }
        if (json) {
            ObjectNode summary = new JsonMapper().createObjectNode();
            summary.put("files", plan.ranges().size());
            summary.put("lines", records);
            summary.put("warehouse", warehouse.location());
            System.out.println(summary);
        } else {
            System.err.println("Imported " + records + " lines of "
                    + plan.ranges().size() + " files; what was imported before was left out");
        }
        plan.unreadable().forEach(message -> System.err.println("import: " + message));
        return plan.unreadable().isEmpty() ? 0 : 1;
    }
}
