package dev.weir.dataset;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.Replica;
import dev.weir.bigquery.ReplicaCheck;
import dev.weir.command.WarehouseOption;
import dev.weir.ledger.Ledger;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Warehouse;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir bigquery check}: proof that both hold the same. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Reads the rows that answer, from the warehouse and from BigQuery, computes their digests from their"
                        + " contents and compares them, by table and event day. Tells how many lines BigQuery refused, which"
                        + " are dead letters there, and whether all others are equal.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:equal", "1:not equal, BigQuery is behind, or something failed", "2:wrong options"})
public final class BigQueryCheckCommand implements Callable<Integer> {
    @Mixin
    private WarehouseOption warehouseOption;

    @Mixin
    private DatasetOption datasetOption;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        DatasetName name = datasetOption.dataset();
        Warehouse warehouse = warehouseOption.open();
        Job job = Job.start("weir bigquery check", warehouse);
        Replica replica = new Replica(job, name);
        long position = replica.position();
        Ledger ledger = warehouse.ledger().read();
        List<ReplicaCheck.Compared> compared = new ReplicaCheck(job.tables(), replica).run(ledger.prefix(position));
        long behind = ledger.position() - position;
        boolean equal = behind == 0 && compared.stream().allMatch(ReplicaCheck.Compared::equal);
        if (json) {
            ObjectNode document = new JsonMapper().createObjectNode();
            document.put("position", position);
            document.put("behind", behind);
            document.put("digests_equal", equal);
            document.set("tables", json(compared));
            System.out.println(document);
        } else {
            compared.forEach(one -> System.out.printf(
                    "%-9s %s %-8s %s%s%n",
                    one.equal() ? "equal" : "DIFFERENT", one.day(), one.table(), one.bigQuery(), explanation(one)));
            System.out.println(
                    behind == 0
                            ? "BigQuery has the ledger up to position " + position
                            : "BigQuery is " + behind + " ledger entries behind; run `weir bigquery copy`");
        }
        return equal ? 0 : 1;
    }

    private static String explanation(ReplicaCheck.Compared one) {
        if (one.refused() == 0) {
            return "";
        }
        return "; BigQuery refused " + one.refused() + " of these, which are dead letters there; all others are "
                + (one.explained() ? "equal" : "NOT EQUAL");
    }

    /** The comparison, by table and day. */
    public static ArrayNode json(List<ReplicaCheck.Compared> compared) {
        ArrayNode rows = new JsonMapper().createArrayNode();
        compared.forEach(one -> rows.addObject()
                .put("table", one.table())
                .put("day", one.day().toString())
                .put("equal", one.equal())
                .put("refused", one.refused())
                .put("equal_but_for_refused", one.equal() || one.explained())
                .put("warehouse", one.warehouse().toString())
                .put("bigquery", one.bigQuery().toString()));
        return rows;
    }
}
