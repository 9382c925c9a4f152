package dev.weir.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The recomputation of one event day.
 *
 * @param id tags the tables' rows
 * @param day the event day, UTC
 * @param received raw records of that day, as the raw segments' ledger entries add up
 * @param tally what became of them
 * @param digests of the rows written, by table
 * @param drift how far the answers before it were off, by rollup
 */
public record BatchSegment(
        String id, LocalDate day, long received, Tally tally, Map<String, Digest> digests, List<Drift> drift) {
    public BatchSegment {
        digests = new TreeMap<>(digests);
        drift = List.copyOf(drift);
        if (tally.total() != received) {
            throw new IllegalArgumentException("Unbalanced batch segment " + id + ": the raw segments hold " + received
                    + " records of " + day + ", but accepted + duplicate + rejected = " + tally.total());
        }
    }
}
