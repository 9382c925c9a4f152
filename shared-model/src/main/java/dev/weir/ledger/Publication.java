package dev.weir.ledger;

import java.time.Instant;
import java.util.List;

/**
 * Batch segments that became visible together.
 *
 * @param attempt the run of the batch job that wrote them
 * @param written see {@link Entry#written}
 * @param readThrough the ledger position up to which, inclusive, every raw segment was read
 * @param model the version of the model and the settings
 * @param segments one a day
 */
public record Publication(String attempt, Instant written, long readThrough, String model, List<BatchSegment> segments)
        implements Entry {
    public Publication {
        segments = List.copyOf(segments);
    }

    /** The same, written at another instant. */
    public Publication at(Instant instant) {
        return new Publication(attempt, instant, readThrough, model, segments);
    }
}
