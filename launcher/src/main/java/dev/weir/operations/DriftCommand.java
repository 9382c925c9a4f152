package dev.weir.operations;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.command.WarehouseOption;
import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Publication;
import dev.weir.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir drift}: how far the speed layer was off, and why; needs no Spark. */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says for each publication, day and rollup how the answers changed, in requests, and why.",
        footer = {
            "",
            "difference = batch - speed = duplicate + healed + model change + unexplained. Late requests are counted at once"
                    + " by the speed layer, so they explain no difference."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything is explained", "1:something is not, or the warehouse failed", "2:wrong options"})
public final class DriftCommand implements Callable<Integer> {
    @Mixin
    private WarehouseOption warehouseOption;

    @Option(names = "--day", paramLabel = "YYYY-MM-DD", description = "Only this event day, UTC.")
    private Optional<LocalDate> day;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Warehouse warehouse = warehouseOption.openAny();
        SortedMap<Long, Publication> publications = warehouse.ledger().read().publications();
        ArrayNode rows = new JsonMapper().createArrayNode();
        long unexplained = 0;
        for (var publication : publications.entrySet()) {
            for (BatchSegment segment : publication.getValue().segments()) {
                if (day.isEmpty() || day.get().equals(segment.day())) {
                    for (Drift drift : segment.drift()) {
                        rows.add(row(publication.getKey(), segment.day(), drift));
                        unexplained += drift.unexplained();
                    }
                }
            }
        }
        if (json) {
            ObjectNode document = new JsonMapper().createObjectNode();
            document.set("drift", rows);
            document.put("unexplained", unexplained);
            System.out.println(document);
        } else {
            print(rows);
        }
        return unexplained == 0 ? 0 : 1;
    }

    private static ObjectNode row(long position, LocalDate day, Drift drift) {
        ObjectNode row = new JsonMapper().createObjectNode();
        row.put("position", position);
        row.put("day", day.toString());
        row.put("rollup", drift.rollup());
        row.put("cells", drift.cells());
        row.put("differing", drift.differing());
        row.put("speed", drift.speed());
        row.put("batch", drift.batch());
        row.put("difference", drift.difference());
        row.put("duplicate", drift.duplicate());
        row.put("late", drift.late());
        row.put("healed", drift.healed());
        row.put("model_change", drift.modelChange());
        row.put("unexplained", drift.unexplained());
        return row;
    }

    private static void print(ArrayNode rows) {
        if (rows.isEmpty()) {
            System.out.println("Nothing was published yet; run `weir batch`");
            return;
        }
        StringBuilder header = new StringBuilder();
        rows.get(0).fieldNames().forEachRemaining(name -> header.append(String.format("%-13s", name)));
        System.out.println(header.toString().stripTrailing());
        rows.forEach(row -> {
            StringBuilder line = new StringBuilder();
            row.forEach(value -> line.append(String.format("%-13s", value.asText())));
            System.out.println(line.toString().stripTrailing());
        });
    }
}
