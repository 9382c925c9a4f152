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
import dev.weir.ledger.Staged;
import dev.weir.ledger.Tally;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Staging;
import dev.weir.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
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
            "0:published, or staged, or nothing to do",
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
            names = "--stage",
            paramLabel = "NAME",
            description = "Recompute and compare only: the answers stay as they are until `weir batch --publish NAME`,"
                    + " within 12 hours.")
    private Optional<String> stage = Optional.empty();

    @Option(
            names = "--publish",
            paramLabel = "NAME",
            description = "Publish what was staged under this name. Whoever does it twice, publishes it once.")
    private Optional<String> publish = Optional.empty();

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
        requireOneKindOfWork();
        Optional<DatasetName> dataset = bigQueryOption.dataset();
        Warehouse warehouse = warehouseOption.open();
        // A wrong name is told before the work, not after it.
        stage.ifPresent(Staging::requireName);
        Optional<Staged> staged = publish.map(warehouse.staging()::get);
        Job job = Job.start("weir batch", warehouse);
        job.tables().create();
        BatchLayer layer = new BatchLayer(job);
        if (stage.isPresent()) {
            Staged work = layer.stage(asked());
            warehouse.staging().put(stage.get(), work);
            report(work.publication().segments(), work.lost());
            // What is lost is told by its publication, which is to go on with the other days.
            return 0;
        }
        Optional<Replica> replica = dataset.map(name -> new Replica(job, name));
        // A wrong name or a missing right is told before the work, not after it.
        replica.ifPresent(Replica::catchUp);
        try {
            Gate gate = acceptUnexplained ? Gate.OPEN : Gate.EXPLAINED;
            BatchLayer.Outcome outcome =
                    staged.isPresent() ? layer.publish(staged.get(), gate) : layer.run(asked(), gate);
            replica.ifPresent(Replica::catchUp);
            report(outcome.publication().map(Publication::segments).orElse(List.of()), outcome.lost());
            return outcome.lost().isEmpty() ? 0 : HELD_BACK;
        } catch (UnexplainedDriftException e) {
            System.err.println("batch: " + e.getMessage());
            return UNEXPLAINED;
        }
    }

    private void requireOneKindOfWork() {
        if (stage.isPresent() && publish.isPresent()) {
            throw new IllegalArgumentException(
                    "Invalid --publish: it goes without --stage; to do both at once, leave out both");
        }
        if (publish.isPresent() && !days.isEmpty()) {
            throw new IllegalArgumentException("Invalid --day: what --publish publishes was chosen by --stage");
        }
        if (stage.isPresent() && acceptUnexplained) {
            throw new IllegalArgumentException("Invalid --accept-unexplained: it belongs to --publish");
        }
    }

    private Optional<SortedSet<LocalDate>> asked() {
        return days.isEmpty() ? Optional.empty() : Optional.of(new TreeSet<>(days));
    }

    private void report(List<BatchSegment> segments, List<LostSegment> lostSegments) {
        Tally tally = segments.stream().map(BatchSegment::tally).reduce(Tally.NONE, Tally::plus);
        long differing = drift(segments, Drift::differing);
        long unexplained = drift(segments, Drift::unexplained);
        if (json) {
            ObjectNode summary = new JsonMapper().createObjectNode();
            stage.ifPresent(name -> summary.put("staged", name));
            summary.put("days", segments.size());
            summary.put("accepted", tally.accepted());
            summary.put("duplicates", tally.duplicates());
            summary.put("rejected", tally.rejected());
            summary.put("differing", differing);
            summary.put("unexplained", unexplained);
            ArrayNode lost = summary.putArray("lost");
            for (LostSegment segment : lostSegments) {
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
        for (LostSegment segment : lostSegments) {
            System.err.println("Lost: " + segment.file() + " (" + segment.reason() + "); held back: " + segment.days());
        }
        String became = tally.accepted() + " events, " + tally.duplicates() + " duplicates, " + tally.rejected()
                + " dead letters; " + differing;
        if (segments.isEmpty()) {
            System.err.println(
                    lostSegments.isEmpty()
                            ? "Nothing to do: every day is published as it is in the archive"
                            : "Nothing can be published");
        } else if (stage.isPresent()) {
            System.err.println("Staged " + segments.size() + " days: " + became + " cells to correct, " + unexplained
                    + " differences without explanation");
        } else {
            System.err.println(
                    "Published " + segments.size() + " days: " + became + " cells corrected (see `weir drift`)");
        }
    }

    private static long drift(List<BatchSegment> segments, ToLongFunction<Drift> count) {
        return segments.stream()
                .flatMap(segment -> segment.drift().stream())
                .mapToLong(count)
                .sum();
    }
}
