package dev.weir.chaos;

import dev.weir.chaos.ChaosPoint.Command;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.RawSegment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a disk does to a warehouse while its power is on. */
final class ChaosFaults {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int HELD_BACK = 4;

    /** EFBIG, in the C library's words. */
    private static final String FULL = "File too large";

    private final ChaosMachine machine;
    private final ChaosWork work;
    private final ChaosJobs jobs;
    private final ChaosArchive archive;
    private final ChaosTurns turns;
    private final ChaosRecord record;

    ChaosFaults(
            ChaosMachine machine,
            ChaosWork work,
            ChaosJobs jobs,
            ChaosArchive archive,
            ChaosTurns turns,
            ChaosRecord record) {
        this.machine = machine;
        this.work = work;
        this.jobs = jobs;
        this.archive = archive;
        this.turns = turns;
        this.record = record;
    }

    /** A stream that cannot write on has to end, and to say why. */
    void fillDisk(ChaosCase one, List<String> stream) throws IOException, InterruptedException {
        turns.take(Command.STREAM, () -> {
            try (ChaosChild child = machine.start(Map.of(), stream)) {
                if (!child.awaitSaying(Command.STREAM.atWork(), PATIENCE)) {
                    record.failed("the stream did not begin: " + child.err());
                    return;
                }
                child.limitFiles(1000 + one.random().nextInt(12_000));
                if (!child.awaitEnd(PATIENCE)) {
                    record.failed("the stream does not say that it cannot write: " + child.err());
                } else if (child.code() != 1 || !child.says("stream: ", FULL)) {
                    record.failed("the stream ended unclearly, with exit code " + child.code() + ": " + child.err());
                }
                record.happened(ChaosHazard.DISK_FULL);
            }
        });
    }

    /** Damages what a process left that was killed. */
    void tear(ChaosCase one) throws IOException, InterruptedException {
        turns.whileNobodyStreams(() -> {
            if (archive.tear(machine.ledger(), one.random())) {
                record.happened(ChaosHazard.TORN_FILE);
            }
        });
    }

    /** A batch job has to hold back the days of a file that is damaged, and to publish them when it is back. */
    void lose(ChaosCase one) throws IOException, InterruptedException {
        Random random = one.random();
        List<RawSegment> segments = machine.ledger().raw().all();
        RawSegment lost = segments.get(random.nextInt(segments.size()));
        String day = lost.days().firstKey().toString();
        ChaosArchive.Loss loss = archive.loss(lost, random);
        try {
            // A power failure between the two would bring the file back, and the job would find nothing amiss.
            jobs.await(machine.start(loss::damage, Map.of(), work.batch(List.of(day))), HELD_BACK, "batch");
            if (!machine.ledger()
                    .staleness()
                    .incompleteDays()
                    .containsKey(lost.days().firstKey())) {
                record.failed(day + " is not marked as incomplete");
            }
        } finally {
            loss.restore();
        }
        jobs.run(0, Map.of(), work.batch(List.of()));
        // Also the other days of the segment, which the batch may have left.
        Ledger ledger = machine.ledger();
        if (!ledger.staleness().incompleteDays().isEmpty()) {
            jobs.run(
                    0,
                    Map.of(),
                    work.batch(ledger.staleness().incompleteDays().keySet().stream()
                            .map(Object::toString)
                            .toList()));
        }
        record.happened(ChaosHazard.LOST_FILE);
    }
}
