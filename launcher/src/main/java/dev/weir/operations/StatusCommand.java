package dev.weir.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.command.Visible;
import dev.weir.command.WarehouseOption;
import dev.weir.ledger.Hole;
import dev.weir.ledger.Layer;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Summary;
import dev.weir.ledger.Tally;
import dev.weir.ledger.VisibleSegment;
import dev.weir.warehouse.WallClock;
import dev.weir.warehouse.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir status}: what the ledger says; needs no Spark. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says what is in a warehouse, how fresh it is and whether its books balance.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the books balance", "1:they do not, or the warehouse cannot be read", "2:wrong options"})
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private WarehouseOption warehouseOption;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(
            names = "--sizes",
            description = "Also say how many bytes archive, tables and ledger have; this looks at every file.")
    private boolean sizes;

    @Override
    public Integer call() {
        Warehouse warehouse = warehouseOption.openAny();
        Ledger ledger = warehouse.ledger().read();
        ObjectNode document = document(warehouse, ledger);
        if (sizes) {
            document.put("archive_bytes", warehouse.size("archive"));
            document.put("table_bytes", warehouse.size("tables"));
            document.put("ledger_bytes", warehouse.size("ledger"));
        }
        if (json) {
            System.out.println(document);
        } else {
            document.properties().forEach(entry -> print(entry.getKey().replace('_', ' '), entry.getValue()));
        }
        return document.path("balance").asLong() == 0 ? 0 : 1;
    }

    private static void print(String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(element -> print(name, element));
        } else {
            System.out.printf("%-24s %s%n", name, value.isTextual() ? Visible.line(value.asText()) : value.toString());
        }
    }

    private static ObjectNode document(Warehouse warehouse, Ledger ledger) {
        ObjectNode document = new JsonMapper().createObjectNode();
        document.put("warehouse", warehouse.location());
        document.put("ledger_position", ledger.position());
        document.put("answers_since_position", ledger.horizon());
        Summary all = ledger.summary();
        document.put("speed_segments", all.segments());
        document.put("publications", ledger.publications().size());
        List<VisibleSegment> visible = ledger.visible();
        document.put("visible_speed_segments", count(visible, Layer.SPEED));
        document.put("visible_batch_segments", count(visible, Layer.BATCH));
        Tally merged = ledger.accounting().merged();
        document.put("received", all.received());
        document.put("accepted", merged.accepted());
        document.put("duplicates", merged.duplicates());
        document.put("rejected", merged.rejected());
        // Every record received is in the merged answers once: as an event, a duplicate or a dead letter.
        document.put("balance", all.received() - merged.total());
        document.put(
                "duplicates_found_by_batch", merged.duplicates() - all.tally().duplicates());
        holes(ledger, document);
        freshness(ledger, document);
        ObjectNode recognised = document.putObject("formats");
        all.formats().forEach(recognised::put);
        document.put(
                "days_to_recompute", ledger.staleness().touchedSincePublished().size());
        incompleteDays(ledger, document);
        return document;
    }

    /** What sources had lost before it was read: no fault of the books, but nothing to be silent about. */
    private static void holes(Ledger ledger, ObjectNode document) {
        document.put("holes", ledger.accounting().holes().size());
        document.put(
                "positions_in_holes",
                ledger.accounting().holes().stream().mapToLong(Hole::positions).sum());
        ArrayNode list = document.putArray("hole_list");
        ledger.accounting()
                .holes()
                .forEach(hole -> list.addObject()
                        .put("source", hole.source())
                        .put("partition", hole.partition())
                        .put("from", hole.from())
                        .put("to", hole.to()));
    }

    /** Days that the batch layer cannot recompute, because the archive has lost what they are made of. */
    private static void incompleteDays(Ledger ledger, ObjectNode document) {
        ArrayNode list = document.putArray("incomplete_days");
        ledger.staleness()
                .incompleteDays()
                .forEach((day, lost) -> lost.forEach(segment -> list.addObject()
                        .put("day", day.toString())
                        .put("segment", segment.id())
                        .put("file", segment.file())
                        .put("reason", segment.reason())));
    }

    private static void freshness(Ledger ledger, ObjectNode document) {
        // The last by position, and no time below zero: clocks jump.
        ledger.newestSpeedSegment().ifPresent(segment -> {
            Instant written = segment.written();
            document.put("last_arrival", written.toString());
            document.put(
                    "seconds_since_last_arrival",
                    Math.max(
                            0,
                            Duration.between(written, WallClock.ofProcess().instant())
                                    .toSeconds()));
            document.put(
                    "lag_seconds",
                    Math.max(
                                    0,
                                    Duration.between(segment.oldestArrival(), written)
                                            .toMillis())
                            / 1000.0);
        });
        ledger.publications().values().stream()
                .map(publication -> publication.written())
                .max(Comparator.naturalOrder())
                .ifPresent(written -> document.put("last_publication", written.toString()));
    }

    private static long count(List<VisibleSegment> visible, Layer layer) {
        return visible.stream().filter(segment -> segment.layer() == layer).count();
    }
}
