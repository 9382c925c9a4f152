package dev.weir.batch;

import dev.weir.command.Failures;
import dev.weir.command.WarehouseOption;
import dev.weir.warehouse.FormatUpgrade;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Warehouse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weir upgrade}: brings an older warehouse to the present format. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Brings a warehouse that an older version made to the present format, from what it holds. Stop what writes to"
                        + " it first; until the upgrade is done, no other command opens it. It may be interrupted and run again. Answers as"
                        + " of older positions stay. A copy in BigQuery has to be made anew: see `weir bigquery init`.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:upgraded, or nothing to do", "1:failed; run it again", "2:wrong options"})
public final class UpgradeCommand implements Callable<Integer> {
    @Mixin
    private WarehouseOption warehouseOption;

    /** The entry point for a cluster. */
    public static void main(String[] arguments) {
        System.exit(Failures.run(new UpgradeCommand(), arguments));
    }

    @Override
    public Integer call() {
        Warehouse warehouse = warehouseOption.openAny();
        int done = new FormatUpgrade(Job.start("weir upgrade", warehouse)).run();
        System.out.println(
                warehouse.isOlder()
                        ? "Upgraded " + warehouse.location() + ": the answers of " + done + " days of segments"
                        : warehouse.location() + " has the present format");
        return 0;
    }
}
