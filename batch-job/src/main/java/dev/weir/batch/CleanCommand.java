package dev.weir.batch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.command.Failures;
import dev.weir.command.WarehouseOption;
import dev.weir.warehouse.CleanUp;
import dev.weir.warehouse.Job;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir clean}: deletes what no answer needs. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Deletes rows of superseded segments and what broken attempts left; compacts the tables."
                + " The raw archive of admitted segments is never touched.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed; run it again", "2:wrong options"})
public final class CleanCommand implements Callable<Integer> {
    @Mixin
    private WarehouseOption warehouseOption;

    @Option(
            names = "--keep-days",
            defaultValue = "7",
            paramLabel = "N",
            description = "How many days back `--as-of` must still work. Default: ${DEFAULT-VALUE}.")
    private long keepDays;

    @Option(names = "--dry-run", description = "Say what would go.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** The entry point for a cluster. */
    public static void main(String[] arguments) {
        System.exit(Failures.run(new CleanCommand(), arguments));
    }

    @Override
    public Integer call() {
        if (keepDays < 0) {
            throw new IllegalArgumentException("Invalid --keep-days: " + keepDays + ", must be 0 or more");
        }
        Job job = Job.start("weir clean", warehouseOption.open());
        job.tables().create();
        CleanUp cleanUp = new CleanUp(job);
        CleanUp.Plan plan = cleanUp.plan(Duration.ofDays(keepDays));
        if (!dryRun) {
            cleanUp.run(plan);
        }
        if (json) {
            ObjectNode document = new JsonMapper().createObjectNode();
            document.put("horizon", plan.horizon());
            document.put("superseded", plan.superseded().size());
            document.put("abandoned", plan.abandoned().size());
            document.put("dry_run", dryRun);
            System.out.println(document);
        } else {
            System.out.println((dryRun ? "Would delete" : "Deleted") + " rows of "
                    + plan.superseded().size()
                    + " superseded segment days and of " + plan.abandoned().size()
                    + " abandoned attempts; answers remain from ledger position " + plan.horizon() + " on");
        }
        return 0;
    }
}
