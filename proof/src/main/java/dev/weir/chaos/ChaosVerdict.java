package dev.weir.chaos;

import dev.weir.batch.Verification;
import dev.weir.generator.Truth;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.Tally;
import dev.weir.ledger.VisibleSegment;
import dev.weir.serving.Answer;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.truth.TruthComparison;
import dev.weir.warehouse.Job;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds a warehouse, all of whose days are published, against the truth about the lines that were streamed into it. */
public final class ChaosVerdict {
    private static final String SHOWN_TWICE =
            "SELECT partition, position FROM (SELECT partition, position FROM events UNION ALL SELECT partition, position"
                    + " FROM dead_letters) GROUP BY partition, position HAVING count(*) > 1";

    private final Job job;
    private final Engine engine;

    /** @param engine answers for the job's warehouse */
    public ChaosVerdict(Job job, Engine engine) {
        this.job = job;
        this.engine = engine;
    }

    /** Everything that is not as it should be, as text. */
    public List<String> differences(Truth truth) {
        Ledger ledger = job.warehouse().ledger().read();
        List<String> differences = new ArrayList<>(new TruthComparison(engine).differences(truth, ledger));
        books(ledger, truth, differences);
        try (Answer answer = engine.ask(Question.of(SHOWN_TWICE, ledger))) {
            answer.texts().forEachRemaining(place -> differences.add("shown twice: " + String.join(" ", place)));
        }
        Verification verification = new Verification(job);
        SortedSet<LocalDate> days =
                ledger.visible().stream().map(VisibleSegment::day).collect(Collectors.toCollection(TreeSet::new));
        for (LocalDate day : days) {
            verification.of(day).stream()
                    .filter(check -> !check.equal())
                    .forEach(check -> differences.add("not verified: " + check));
        }
        return differences;
    }

    /** Lines that were written, and are not in the merged answers exactly once. */
    long balance(Truth truth) {
        return truth.totals().overall().lines()
                - job.warehouse().ledger().read().accounting().merged().total();
    }

    private static void books(Ledger ledger, Truth truth, List<String> differences) {
        Tally merged = ledger.accounting().merged();
        var totals = truth.totals().overall();
        require("events", totals.accepted(), merged.accepted(), differences);
        require("duplicates", totals.duplicates(), merged.duplicates(), differences);
        require("dead letters", totals.rejected(), merged.rejected(), differences);
        require("lines received", totals.lines(), ledger.summary().received(), differences);
        require(
                "days to recompute",
                0,
                ledger.staleness().touchedSincePublished().size(),
                differences);
        require("incomplete days", 0, ledger.staleness().incompleteDays().size(), differences);
    }

    private static void require(String what, long expected, long found, List<String> differences) {
        if (expected != found) {
            differences.add(what + ": expected " + expected + ", got " + found);
        }
    }
}
