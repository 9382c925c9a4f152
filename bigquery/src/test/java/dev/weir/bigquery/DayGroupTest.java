package dev.weir.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ledger.Layer;
import dev.weir.ledger.VisibleSegment;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** BigQuery's limits hold whatever days log lines name. */
class DayGroupTest {
    /** Of a table, see <a href="https://cloud.google.com/bigquery/quotas#partitioned_tables">quotas</a>. */
    private static final int MOST_PARTITIONS = 10_000;

    /** Changed at a time. */
    private static final int MOST_CHANGED = 4_000;

    /** All that a line may name. */
    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);

    private static final LocalDate END = LocalDate.of(2201, 1, 1);

    @Test
    void noTableGetsMorePartitionsThanItMayHaveNorAnAppendMoreThanItMayChange() {
        List<VisibleSegment> segments = new ArrayList<>();
        FIRST.datesUntil(END).forEach(day -> {
            segments.add(new VisibleSegment("s1", day, Layer.SPEED));
            segments.add(new VisibleSegment("s2", day, Layer.SPEED));
        });

        List<DayGroup> groups = DayGroup.of(segments);

        Map<String, Set<Object>> partitions = new TreeMap<>();
        for (DayGroup group : groups) {
            for (ReplicaTable table : List.of(group.lines(), group.cells())) {
                Set<Object> changed = new HashSet<>();
                group.segments().forEach(segment -> changed.add(partition(table, segment.day())));
                assertThat(changed).hasSizeLessThanOrEqualTo(MOST_CHANGED);
                partitions
                        .computeIfAbsent(table.label(), none -> new HashSet<>())
                        .addAll(changed);
            }
        }
        assertThat(partitions)
                .containsOnlyKeys("lines", "lines_other_days", "cells", "cells_other_days")
                .allSatisfy((table, all) -> assertThat(all).hasSizeLessThanOrEqualTo(MOST_PARTITIONS));
        List<VisibleSegment> grouped = new ArrayList<>();
        groups.forEach(group -> grouped.addAll(group.segments()));
        assertThat(grouped).hasSameSizeAs(segments);
        assertThat(new HashSet<>(grouped)).isEqualTo(new HashSet<>(segments));
    }

    @Test
    void aDayIsOfOneGroup() {
        Set<LocalDate> days = new HashSet<>();
        List<VisibleSegment> segments = FIRST.datesUntil(END)
                .map(day -> new VisibleSegment("s", day, Layer.SPEED))
                .toList();

        for (DayGroup group : DayGroup.of(segments)) {
            group.segments()
                    .forEach(segment -> assertThat(days.add(segment.day())).isTrue());
        }
    }

    @Test
    void anOrdinaryUploadIsOneAppendToTheTablesByDay() {
        List<VisibleSegment> segments = LocalDate.of(2026, 11, 1)
                .datesUntil(LocalDate.of(2026, 12, 1))
                .map(day -> new VisibleSegment("s", day, Layer.SPEED))
                .toList();

        assertThat(DayGroup.of(segments))
                .containsExactly(new DayGroup(ReplicaTable.LINES, ReplicaTable.CELLS, segments));
        assertThat(DayGroup.of(List.of())).isEmpty();
    }

    /** As BigQuery computes it. */
    private static Object partition(ReplicaTable table, LocalDate day) {
        return switch (table.partition().orElseThrow()) {
            case "`day`" -> day;
            case "DATE_TRUNC(`day`, MONTH)" -> YearMonth.from(day);
            default -> throw new AssertionError(table.partition());
        };
    }
}
