package dev.weir.chaos;

import dev.weir.ledger.Entry;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.SpeedSegment;
import dev.weir.serving.Answer;
import dev.weir.serving.Engine;
import dev.weir.serving.Question;
import dev.weir.serving.duckdb.DuckDbEngine;
import dev.weir.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the answers while they change. Each must be that of one ledger position, never a mixture of two. */
final class ChaosWitness {
    /** Looking is not free, and a micro-batch changes little. */
    private static final int SOON = 4;

    private final Supplier<Warehouse> warehouse;
    private final List<String> contradictions = new ArrayList<>();
    private long position;
    private int snapshots;

    ChaosWitness(Supplier<Warehouse> warehouse) {
        this.warehouse = warehouse;
    }

    /** Looks, if there is enough new to see. */
    void look() {
        Ledger ledger = warehouse.get().ledger().read();
        // The power may have failed before an entry was durable that others saw already.
        position = Math.min(position, ledger.position());
        List<Entry> news = ledger.entries().subList((int) position, (int) ledger.position());
        if (news.size() < SOON && news.stream().allMatch(SpeedSegment.class::isInstance)) {
            return;
        }
        position = ledger.position();
        long shown = shown(ledger);
        if (warehouse.get().ledger().read().horizon() > ledger.position()) {
            // A clean-up announced meanwhile that this position is no longer answered.
            return;
        }
        snapshots++;
        long accepted = ledger.accounting().merged().accepted();
        if (shown != accepted) {
            contradictions.add("as of position " + ledger.position() + ", traffic shows " + shown
                    + " requests, and the ledger says " + accepted);
        }
    }

    /** By an engine of this look's own: what another knows of the tables, a power failure may have undone. */
    private long shown(Ledger ledger) {
        try (Engine engine = new DuckDbEngine(warehouse.get(), DuckDbEngine.HALF);
                Answer answer = engine.ask(Question.of("SELECT coalesce(sum(requests), 0) FROM traffic", ledger))) {
            return Long.parseLong(answer.texts().next()[0]);
        }
    }

    int snapshots() {
        return snapshots;
    }

    List<String> contradictions() {
        return List.copyOf(contradictions);
    }
}
