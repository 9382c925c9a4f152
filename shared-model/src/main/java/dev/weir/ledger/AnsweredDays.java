package dev.weir.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Visible segments by whether there is anything to merge on their day.
 *
 * @param settled of days that one segment answers for alone, which are most
 * @param live of all other days
 */
public record AnsweredDays(List<VisibleSegment> settled, List<VisibleSegment> live) {
    public AnsweredDays {
        settled = List.copyOf(settled);
        live = List.copyOf(live);
    }

    /** Tells segments apart. */
    public static AnsweredDays of(Collection<VisibleSegment> visible) {
        Map<LocalDate, Long> segments =
                visible.stream().collect(Collectors.groupingBy(VisibleSegment::day, Collectors.counting()));
        Map<Boolean, List<VisibleSegment>> alone =
                visible.stream().collect(Collectors.partitioningBy(segment -> segments.get(segment.day()) == 1));
        return new AnsweredDays(alone.get(true), alone.get(false));
    }
}
