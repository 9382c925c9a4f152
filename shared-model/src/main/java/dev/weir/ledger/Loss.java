package dev.weir.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A batch job found raw segments lost, and left the days that need them as they were.
 *
 * @param written see {@link Entry#written}
 * @param segments what is lost, and which days it holds back
 */
public record Loss(Instant written, List<LostSegment> segments) implements Entry {
    public Loss {
        segments = List.copyOf(segments);
    }

    /** What each day misses. */
    public SortedMap<LocalDate, List<LostSegment>> byDay() {
        SortedMap<LocalDate, List<LostSegment>> byDay = new TreeMap<>();
        segments.forEach(segment -> segment.days()
                .forEach(day ->
                        byDay.computeIfAbsent(day, unknown -> new ArrayList<>()).add(segment)));
        return byDay;
    }
}
