package dev.weir.operations;

import dev.weir.batch.BatchLayer;
import dev.weir.command.WarehouseOption;
import dev.weir.model.ModelSettings;
import dev.weir.query.EngineName;
import dev.weir.query.ResultPrinter;
import dev.weir.serving.Answer;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.WallClock;
import dev.weir.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weir dead-letters}: what could not be read, and reading it again. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lists lines that no format could read, by source and reason, with a sample. With --replay, parses"
                        + " everything that an older model or other settings parsed anew, as if it had always been so;"
                        + " doing it twice is doing it once.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:listed or replayed",
            "1:failed; the answers are as before",
            "2:wrong options",
            "4:archive files are lost; the days that need them stay as they are"
        })
public final class DeadLettersCommand implements Callable<Integer> {
    private static final int HELD_BACK = 4;

    private static final String LIST = """
            SELECT source, reason, COUNT(*) AS lines, MIN(day) AS first_day, MAX(day) AS last_day, MIN(raw) AS sample
            FROM dead_letters GROUP BY source, reason ORDER BY lines DESC, source, reason""";

    @Mixin
    private WarehouseOption warehouseOption;

    @Mixin
    private PinOptions pinOptions;

    @Option(names = "--replay", description = "Parse anew and publish.")
    private boolean replay;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        List<ModelSettings.Pin> pins = pinOptions.pins();
        Warehouse warehouse = warehouseOption.open();
        warehouse.ledger().change(settings -> settings.withPins(pins), WallClock.ofProcess());
        boolean heldBack = replay && replay(warehouse);
        list(warehouse);
        return heldBack ? HELD_BACK : 0;
    }

    /** Whether days were held back. */
    private static boolean replay(Warehouse warehouse) {
        Job job = Job.start("weir dead-letters", warehouse);
        job.tables().create();
        BatchLayer.Outcome outcome = new BatchLayer(job).run(Optional.empty());
        System.err.println(outcome.publication()
                .map(publication -> "Recomputed " + publication.segments().size() + " days; "
                        + publication.segments().stream()
                                .mapToLong(segment -> segment.tally().rejected())
                                .sum()
                        + " dead letters are left in them")
                .orElse("Nothing to replay: all that can be read was parsed by this model and these settings"));
        return !outcome.lost().isEmpty();
    }

    private void list(Warehouse warehouse) {
        ResultPrinter printer = new ResultPrinter(System.out);
        try (Engine engine = EngineName.of(Optional.empty(), warehouse).open(warehouse);
                Answer answer = engine.ask(Question.of(LIST))) {
            if (json) {
                printer.json(answer);
            } else {
                printer.table(answer);
            }
        }
    }
}
