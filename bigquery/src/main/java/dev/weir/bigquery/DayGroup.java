package dev.weir.bigquery;

import dev.weir.ledger.VisibleSegment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one append to each table brings: rows of not too many days. BigQuery changes at most 4,000 partitions at a time
 * (<a href="https://cloud.google.com/bigquery/quotas#partitioned_tables">quotas</a>).
 *
 * @param lines the table that lines of these days lie in
 * @param cells the table of their cells
 * @param segments whose rows of which days
 */
record DayGroup(ReplicaTable lines, ReplicaTable cells, List<VisibleSegment> segments) {
    /** A quarter of what BigQuery would change: nothing but a hostile log has so many days in one upload. */
    static final int MOST_DAYS = 1_000;

    DayGroup {
        segments = List.copyOf(segments);
    }

    /** Puts segments into groups, each day into one. */
    static List<DayGroup> of(Collection<VisibleSegment> segments) {
        Map<ReplicaTable, Map<LocalDate, List<VisibleSegment>>> byTable = segments.stream()
                .collect(Collectors.groupingBy(
                        segment -> ReplicaTable.LINES.of(segment.day()),
                        TreeMap::new,
                        Collectors.groupingBy(VisibleSegment::day, TreeMap::new, Collectors.toList())));
        List<DayGroup> groups = new ArrayList<>();
        byTable.forEach((lines, days) -> {
            List<LocalDate> all = List.copyOf(days.keySet());
            for (int first = 0; first < all.size(); first += MOST_DAYS) {
                List<LocalDate> some = all.subList(first, Math.min(first + MOST_DAYS, all.size()));
                groups.add(new DayGroup(
                        lines,
                        ReplicaTable.CELLS.of(some.get(0)),
                        some.stream().flatMap(day -> days.get(day).stream()).toList()));
            }
        });
        return groups;
    }
}
