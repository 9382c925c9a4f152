package dev.weir.batch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.bigquery.BigQueryOption;
import dev.weir.bigquery.DatasetName;
import dev.weir.bigquery.Replica;
import dev.weir.command.Failures;
import dev.weir.command.WarehouseOption;
import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Drift;
import dev.weir.ledger.LostSegment;
import dev.weir.ledger.Publication;
import dev.weir.ledger.Tally;
import dev.weir.warehouse.Milestones;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir batch}: the batch layer. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Recomputes event days from the archive, compares them with the answers so far and publishes them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:published, or nothing to do",
            "1:failed; the answers are as before, or BigQuery did not take them: its message says so",
            "2:wrong options",
            "3:a difference between the layers has no explanation; nothing was published",
            "4:archive files are lost; the days that need them stay as they are, the others are published"
        })
public final class BatchCommand implements Callable<Integer> {
    private static final int UNEXPLAINED = 3;
    private static final int HELD_BACK = 4;

    @Mixin
    private WarehouseOption warehouseOption;

    @Mixin
    private BigQueryOption bigQueryOption;

    @Option(
            names = "--day",
            paramLabel = "YYYY-MM-DD",
            description = "An event day, UTC; may be repeated. Default: every day touched since it was last published.")
    private List<LocalDate> days = List.of();

    @Option(
            names = "--accept-unexplained",
            description =
                    "Publish even where a difference has no explanation: the way to repair answers that `weir verify`"
                            + " found damaged.")
    private boolean acceptUnexplained;

    @Option(names = "--json", description = "End with one JSON object on standard output.")
    private boolean json;

    /** The entry point of the jar that is submitted to a cluster. */
    public static void main(String[] arguments) {
        System.exit(Failures.run(new BatchCommand(), arguments));
    }

    @Override
    public Integer call() {
        Optional<DatasetName> dataset = bigQueryOption.dataset();
        Warehouse warehouse = warehouseOption.open();
        SparkSession spark = Sessions.start("weir batch");
        Milestones milestones = Milestones.of(System.getenv());
        Tables tables = new Tables(spark, warehouse, milestones);
        tables.create();
        BatchLayer layer = new BatchLayer(spark, warehouse, tables, Clock.systemUTC(), milestones);
        Optional<SortedSet<LocalDate>> asked = days.isEmpty() ? Optional.empty() : Optional.of(new TreeSet<>(days));
        Optional<Replica> replica = dataset.map(name -> new Replica(spark, warehouse, tables, name, milestones));
        // A wrong name or a missing right is told before the work, not after it.
        replica.ifPresent(Replica::catchUp);
        try {
            BatchLayer.Outcome outcome = layer.run(asked, acceptUnexplained ? Gate.OPEN : Gate.EXPLAINED);
            replica.ifPresent(Replica::catchUp);
            report(outcome);
            return outcome.lost().isEmpty() ? 0 : HELD_BACK;
        } catch (UnexplainedDriftException e) {
            System.err.println("batch: " + e.getMessage());
            return UNEXPLAINED;
        }
    }

    private void report(BatchLayer.Outcome outcome) {
        List<BatchSegment> segments =
                outcome.publication().map(Publication::segments).orElse(List.of());
        Tally tally = segments.stream().map(BatchSegment::tally).reduce(Tally.NONE, Tally::plus);
        long differing = segments.stream()
                .flatMap(segment -> segment.drift().stream())
                .mapToLong(Drift::differing)
                .sum();
        if (json) {
            ObjectNode summary = new JsonMapper().createObjectNode();
            summary.put("days", segments.size());
            summary.put("accepted", tally.accepted());
            summary.put("duplicates", tally.duplicates());
            summary.put("rejected", tally.rejected());
            summary.put("differing", differing);
            ArrayNode lost = summary.putArray("lost");
            for (LostSegment segment : outcome.lost()) {
                ObjectNode node = lost.addObject();
                node.put("segment", segment.id());
                node.put("file", segment.file());
                node.put("reason", segment.reason());
                ArrayNode held = node.putArray("days");
                segment.days().forEach(day -> held.add(day.toString()));
            }
            System.out.println(summary);
            return;
        }
        for (LostSegment segment : outcome.lost()) {
            System.err.println("Lost: " + segment.file() + " (" + segment.reason() + "); held back: " + segment.days());
        }
        if (segments.isEmpty()) {
            System.err.println(
                    outcome.lost().isEmpty()
                            ? "Nothing to do: every day is published as it is in the archive"
                            : "Published nothing");
        } else {
            System.err.println("Published " + segments.size() + " days: " + tally.accepted() + " events, "
                    + tally.duplicates() + " duplicates, " + tally.rejected() + " dead letters; " + differing
                    + " cells corrected (see `weir drift`)");
        }
    }
}
