package dev.weir.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A raw segment that the archive cannot give back as it was landed.
 *
 * @param id the raw segment's
 * @param file the file or directory that is gone or damaged
 * @param reason what is wrong with it
 * @param days the event days that cannot be recomputed without it
 */
public record LostSegment(String id, String file, String reason, SortedSet<LocalDate> days) {
    public LostSegment {
        days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    }

    /** The same segment, and what else it holds back. */
    public LostSegment with(Collection<LocalDate> moreDays) {
        SortedSet<LocalDate> all = new TreeSet<>(days);
        all.addAll(moreDays);
        return new LostSegment(id, file, reason, all);
    }
}
