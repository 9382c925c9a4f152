package dev.weir.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a batch job recomputed and compared, whose rows nobody sees before it is published.
 *
 * @param publication what the ledger would be told; without segments if there was nothing to do
 * @param lost the raw segments that could not be read, and the days that stay as they are because of them
 */
public record Staged(Publication publication, List<LostSegment> lost) {
    /** How long it may wait: well below the age at which a clean-up takes rows of attempts for abandoned. */
    public static final Duration VALID = Duration.ofHours(12);

    public Staged {
        lost = List.copyOf(lost);
    }

    /** Whether a clean-up may have deleted its rows by then. */
    public boolean expired(Instant now) {
        return publication.written().plus(VALID).isBefore(now);
    }
}
