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
import java.util.stream.Stream;
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
        List<Row> first = rows.between(entries, history, history + 1, "upload");
        List<Row> second = rows.between(entries, history + 1, history + 2, "upload");

        assertThat(entries.looked).isEqualTo(2);
        assertThat(first).extracting(row -> row.getLong(1)).containsExactly(history + 1L);
        assertThat(changes(first.get(0)))
                .containsExactlyInAnyOrder(
                        "partials s" + (history + 1) + " speed shown", "lines s" + (history + 1) + " speed shown");
        assertThat(changes(second.get(0)))
                .contains(
                        "partials b" + (history + 2) + " batch shown",
                        "partials s" + (history + 1) + " speed hidden",
                        "lines s" + (history + 1) + " speed hidden",
                        "lines s" + (history + 1) + " batch shown");
    }

    @Test
    void whatFailedIsWorkedOutAgainAndWhatOthersCopiedIsCaughtUpWith() {
        List<Entry> entries = history(50);
        List<Row> expected = new EntryRows("warehouse").between(entries, 0, 50, "upload");
        EntryRows rows = new EntryRows("warehouse");
        rows.between(entries, 0, 20, "failed");

        List<Row> again = rows.between(entries, 10, 30, "upload");
        List<Row> later = rows.between(entries, 40, 50, "upload");

        assertThat(again).isEqualTo(expected.subList(10, 30));
        assertThat(later).isEqualTo(expected.subList(40, 50));
    }

    private static Stream<String> words(Row change) {
        return Stream.of(
                change.getString(0),
                change.getString(1),
                change.getString(3),
                change.getBoolean(4) ? "shown" : "hidden");
    }

    private static List<String> changes(Row row) {
        return row.<List<Row>>getAs(5).stream()
                .map(change -> String.join(" ", words(change).toList()))
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
