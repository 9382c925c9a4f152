package dev.weir.batch;

import dev.weir.ledger.Publication;
import java.util.List;

/** The layers differ and nothing explains it: either is wrong, and the older answers are kept. */
public final class UnexplainedDriftException extends RuntimeException {
    private UnexplainedDriftException(String message) {
        super(message);
    }

    static void throwIfAny(Publication publication) {
        List<String> where = publication.segments().stream()
                .flatMap(segment -> segment.drift().stream()
                        .filter(drift -> drift.unexplained() != 0)
                        .map(drift -> segment.day() + " " + drift.rollup() + ": " + drift.unexplained()))
                .toList();
        if (!where.isEmpty()) {
            throw new UnexplainedDriftException(
                    "Cannot publish: differences between the layers have no explanation (" + String.join(", ", where)
                            + "); the answers stay as they were. Look at the days with `weir verify`");
        }
    }
}
