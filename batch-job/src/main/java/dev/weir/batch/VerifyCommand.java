package dev.weir.batch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.command.Failures;
import dev.weir.command.WarehouseOption;
import dev.weir.warehouse.Job;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir verify}: proof of a day's answers. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Computes a day anew from the archive and compares digests with what is stored and published.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:equal",
            "1:not equal, nothing to verify, or failed; the cells that differ are shown",
            "2:wrong options"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private WarehouseOption warehouseOption;

    @Option(names = "--day", required = true, paramLabel = "YYYY-MM-DD", description = "The event day, UTC.")
    private LocalDate day;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** The entry point for a cluster. */
    public static void main(String[] arguments) {
        System.exit(Failures.run(new VerifyCommand(), arguments));
    }

    @Override
    public Integer call() {
        List<Verification.Check> checks = new Verification(Job.start("weir verify", warehouseOption.open())).of(day);
        boolean equal = !checks.isEmpty() && checks.stream().allMatch(Verification.Check::equal);
        if (json) {
            System.out.println(document(checks, equal));
        } else {
            for (Verification.Check check : checks) {
                System.out.printf(
                        "%-9s %-5s %-8s %s%n",
                        check.equal() ? "equal" : "DIFFERENT", check.layer(), check.table(), check.segment());
                check.differing().forEach(row -> System.out.println("  " + row));
            }
            System.out.println(
                    checks.isEmpty() ? "No segment answers for " + day : day + (equal ? ": equal" : ": NOT EQUAL"));
        }
        return equal ? 0 : 1;
    }

    private ObjectNode document(List<Verification.Check> checks, boolean equal) {
        ObjectNode document = new JsonMapper().createObjectNode();
        document.put("day", day.toString());
        document.put("equal", equal);
        ArrayNode array = document.putArray("checks");
        for (Verification.Check check : checks) {
            ObjectNode node = array.addObject();
            node.put("segment", check.segment());
            node.put("layer", check.layer().toString());
            node.put("table", check.table());
            node.put("equal", check.equal());
            node.put("recomputed", check.recomputed().toString());
            node.put("stored", check.stored().toString());
            if (check.published() != null) {
                node.put("published", check.published().toString());
            }
            check.differing().forEach(node.putArray("differing")::add);
        }
        return document;
    }
}
