package dev.weir.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.ledger.BatchSegment;
import dev.weir.ledger.Digest;
import dev.weir.ledger.Entry;
import dev.weir.ledger.Publication;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryRowsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final int PER_DAY = 10;

    @ParameterizedTest
    @ValueSource(ints = {100, 2_000})
    void anEntryCostsTheSameHoweverLongTheHistory(int history) {
        EntryRows rows = new EntryRows("warehouse");
        Counting entries = new Counting(history(history));
        rows.between(entries, history, history, "upload");
        entries.looked = 0;

        entries.all.add(speed(history + 1, DAY.plusDays(history / PER_DAY)));
        entries.all.add(publication(history + 2, DAY.plusDays(history / PER_DAY)));
        EntryRows.Appended first = rows.between(entries, history, history + 1, "upload");
        EntryRows.Appended second = rows.between(entries, history + 1, history + 2, "upload");

        assertThat(entries.looked).isEqualTo(2);
        assertThat(first.entries()).extracting(row -> row.getLong(1)).containsExactly(history + 1L);
        assertThat(changes(first))
                .containsExactlyInAnyOrder(
                        "cells s" + (history + 1) + " speed shown upload",
                        "lines s" + (history + 1) + " speed shown upload");
        assertThat(changes(second))
                .contains(
                        "cells b" + (history + 2) + " batch shown upload",
                        "cells s" + (history + 1) + " speed hidden null",
                        "lines s" + (history + 1) + " speed hidden null",
                        "lines s" + (history + 1) + " batch shown null");
    }

    @Test
    void whatFailedIsWorkedOutAgainAndWhatOthersCopiedIsCaughtUpWith() {
        List<Entry> entries = history(50);
        EntryRows.Appended expected = new EntryRows("warehouse").between(entries, 0, 50, "upload");
        EntryRows rows = new EntryRows("warehouse");
        rows.between(entries, 0, 20, "failed");

        EntryRows.Appended again = rows.between(entries, 10, 30, "upload");
        EntryRows.Appended later = rows.between(entries, 40, 50, "upload");

        assertThat(again.entries()).isEqualTo(expected.entries().subList(10, 30));
        assertThat(again.visibility()).isEqualTo(of(expected.visibility(), 10, 30));
        assertThat(later.entries()).isEqualTo(expected.entries().subList(40, 50));
        assertThat(later.visibility()).isEqualTo(of(expected.visibility(), 40, 50));
    }

    private static List<Row> of(List<Row> changes, long after, long through) {
        return changes.stream()
                .filter(row -> row.getLong(0) > after && row.getLong(0) <= through)
                .toList();
    }

    @Test
    void noRowGrowsWithWhatAPublicationHides() {
        List<Entry> entries = new ArrayList<>();
        for (int position = 1; position <= 1_000; position++) {
            entries.add(speed(position, DAY));
        }
        entries.add(publication(1_001, DAY));

        EntryRows.Appended all = new EntryRows("warehouse").between(entries, 0, 1_001, "upload");

        assertThat(all.entries().get(1_000).<List<Row>>getAs(5))
                .as("segments that it brought")
                .hasSize(1);
        assertThat(all.visibility()).hasSize(2 * 1_000 + 2 * 1_000 + 1_000 + 2);
    }

    private static List<String> changes(EntryRows.Appended appended) {
        return appended.visibility().stream()
                .map(row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(4) + " "
                        + (row.getBoolean(5) ? "shown" : "hidden") + " " + row.getString(6))
                .toList();
    }

    /** Micro-batches, some a day, and a batch job after each day. */
    private static List<Entry> history(int length) {
        List<Entry> entries = new ArrayList<>();
        for (int position = 1; position <= length; position++) {
            LocalDate day = DAY.plusDays((position - 1) / PER_DAY);
            entries.add(position % PER_DAY == 0 ? publication(position, day) : speed(position, day));
        }
        return entries;
    }

    private static SpeedSegment speed(long position, LocalDate day) {
        Instant at = Instant.ofEpochSecond(position);
        return new SpeedSegment(
                "s" + position,
                at,
                at,
                "stream",
                position,
                day,
                1,
                new TreeMap<>(Map.of(day, new Tally(1, 0, 0))),
                List.of(),
                List.of(),
                new TreeMap<>(),
                "1",
                Map.of("lines", Digest.NONE));
    }

    private static Publication publication(long position, LocalDate day) {
        BatchSegment segment =
                new BatchSegment("b" + position, day, 0, Tally.NONE, Map.of(), new TreeSet<>(), List.of());
        return new Publication("b" + position, Instant.ofEpochSecond(position), position - 1, "1", List.of(segment));
    }

    /** Counts what is looked at. */
    private static final class Counting extends AbstractList<Entry> {
        private final List<Entry> all;
        private int looked;

        Counting(List<Entry> all) {
            this.all = all;
        }

        @Override
        public Entry get(int index) {
            looked++;
            return all.get(index);
        }

        @Override
        public int size() {
            return all.size();
        }
    }
}
