package dev.weir.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The recomputation of one event day.
 *
 * @param id tags the tables' rows
 * @param day the event day, UTC
 * @param received raw records of that day, as the raw segments' ledger entries add up
 * @param tally what became of them
 * @param digests of its rows, by table; those of lines include the ones that it found right and left where they are
 * @param rewritten the raw segments whose lines it wrote anew; of all others that it read, the lines that the speed layer
 *     wrote stand. Null in older entries, which wrote all anew
 * @param drift how far the answers before it were off, by rollup
 */
public record BatchSegment(
        String id,
        LocalDate day,
        long received,
        Tally tally,
        Map<String, Digest> digests,
        SortedSet<String> rewritten,
        List<Drift> drift) {
    public BatchSegment {
        digests = new TreeMap<>(digests);
        rewritten = rewritten == null ? null : new TreeSet<>(rewritten);
        drift = List.copyOf(drift);
        if (tally.total() != received) {
            throw new IllegalArgumentException("Unbalanced batch segment " + id + ": the raw segments hold " + received
                    + " records of " + day + ", but accepted + duplicate + rejected = " + tally.total());
        }
    }

    /** The id of an attempt's segment for a day. */
    public static String id(String attempt, LocalDate day) {
        return attempt + "-" + day;
    }

    /** Whether the speed layer's lines of a raw segment, if it read that one, stand. */
    public boolean keeps(String rawSegment) {
        return rewritten != null && !rewritten.contains(rawSegment);
    }

    /** Whether the speed layer's lines of every raw segment that it read stand. */
    boolean keepsAll() {
        return rewritten != null && rewritten.isEmpty();
    }
}
