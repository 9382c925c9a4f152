package dev.weir.model;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.LocalSpark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopiesTest {
    private static final Copies.Limits ALWAYS = new Copies.Limits(10_000, 10_000);
    private static final Copies.Limits NEVER = new Copies.Limits(0, 0);

    private final SparkSession spark = LocalSpark.session();

    @ParameterizedTest(name = "{0} % copies")
    @CsvSource({"0", "2", "70"})
    void oneOfTheRecordsOfAnEventCountsAndEveryRecordIsThere(int percent) {
        List<Raw> records = Raw.generated(percent, 400, percent);

        List<Row> lines = lines(Raw.table(spark, records), ALWAYS).collectAsList();

        Map<Long, String> texts = records.stream()
                .collect(Collectors.toMap(Raw::position, raw -> new String(raw.value(), StandardCharsets.UTF_8)));
        assertThat(lines)
                .extracting(row -> row.<Long>getAs("position"))
                .containsExactlyInAnyOrderElementsOf(texts.keySet());
        Map<String, List<String>> outcomes = lines.stream()
                .collect(Collectors.groupingBy(
                        row -> texts.get(row.<Long>getAs("position")),
                        Collectors.mapping(row -> row.<String>getAs("outcome"), Collectors.toList())));
        assertThat(outcomes).allSatisfy((text, found) -> {
            if (text.startsWith("garbage")) {
                assertThat(found).containsOnly("rejected");
            } else {
                assertThat(found).containsOnlyOnce("accepted").doesNotContain("rejected");
            }
        });
    }

    @ParameterizedTest(name = "{0} % copies")
    @CsvSource({"0", "2", "70"})
    void theSameOnesAreMarkedWhateverTheOrderThePartitionsAndTheJoin(int percent) {
        List<Raw> records = Raw.generated(percent, 400, percent);
        List<Raw> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, new Random(percent));

        List<String> expected = LocalSpark.rows(lines(Raw.table(spark, records), ALWAYS));

        assertThat(LocalSpark.rows(lines(Raw.table(spark, shuffled).repartition(5), ALWAYS)))
                .isEqualTo(expected);
        assertThat(LocalSpark.rows(lines(Raw.table(spark, shuffled).coalesce(1), NEVER)))
                .isEqualTo(expected);
    }

    @Test
    void aRecordThatWasReadTwiceFromItsPlaceCountsOnce() {
        Raw once = Raw.of("s1", 7, "192.0.2.1 - - [02/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1");

        assertThat(outcomes(List.of(once, once.in("s2"), once.in("s3"))))
                .containsExactlyInAnyOrder("accepted", "duplicate", "duplicate");
    }

    @Test
    void oneLineMayBeManyEvents() {
        String line = "192.0.2.1 - - [02/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1";
        List<Raw> records = new ArrayList<>();
        for (int place = 0; place < 5; place++) {
            records.add(Raw.of("s1", place, line));
            records.add(Raw.of("s1", place, line).in("s2"));
        }

        for (Copies.Limits limits : List.of(NEVER, new Copies.Limits(1, 4), new Copies.Limits(1, 5), ALWAYS)) {
            assertThat(lines(Raw.table(spark, records), limits).collectAsList())
                    .extracting(row -> row.<String>getAs("outcome"))
                    .as("%s", limits)
                    .containsOnly("accepted", "duplicate")
                    .filteredOn("accepted"::equals)
                    .hasSize(5);
        }
    }

    @Test
    void equalLinesAtTwoPlacesAreTwoEventsUnlessTheyCarryARequestId() {
        String line = "192.0.2.1 - - [02/Mar/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1";

        assertThat(outcomes(List.of(Raw.of("s1", 1, line), Raw.of("s1", 2, line))))
                .containsOnly("accepted");
        assertThat(outcomes(List.of(Raw.of("s1", 1, Raw.json("r", 1, 1)), Raw.of("s1", 2, Raw.json("r", 1, 1)))))
                .containsExactlyInAnyOrder("accepted", "duplicate");
        assertThat(outcomes(List.of(Raw.of("s1", 1, Raw.json("r", 1, 1)), Raw.of("s1", 2, Raw.json("r", 1, 2)))))
                .containsOnly("accepted");
    }

    @Test
    void aBatchOverSeveralSegmentsGivesTheDigestsOfTheSegmentsThatItReplaces() {
        // Copies within each segment, none across.
        List<Raw> records = new ArrayList<>();
        for (int segment = 0; segment < 3; segment++) {
            int first = segment * 1_000;
            for (Raw raw : Raw.generated(segment, 150, 30)) {
                String line = new String(raw.value(), StandardCharsets.UTF_8).replace("\"r", "\"" + segment + "-");
                records.add(Raw.of("s" + segment, first + raw.position(), line));
            }
        }
        Function<Dataset<Row>, List<Row>> digests =
                lines -> lines.select("digest").orderBy("digest").collectAsList();

        List<Row> batch = digests.apply(lines(Raw.table(spark, records), ALWAYS));
        Dataset<Row> speed = lines(Raw.table(spark, of(records, "s0")), ALWAYS)
                .union(lines(Raw.table(spark, of(records, "s1")), ALWAYS))
                .union(lines(Raw.table(spark, of(records, "s2")), ALWAYS));

        assertThat(digests.apply(speed)).isEqualTo(batch).hasSize(450);
    }

    @Test
    void segmentsThatAreLookedThroughTogetherGiveWhatEachGivesByItself() {
        // Copies within segments and across.
        List<Raw> records = new ArrayList<>();
        for (int segment = 0; segment < 3; segment++) {
            for (Raw raw : Raw.generated(7, 150, 30)) {
                records.add(Raw.of("s" + segment, raw.position(), new String(raw.value(), StandardCharsets.UTF_8)));
            }
        }
        Dataset<Row> raw = Raw.table(spark, records);
        Dataset<Row> each = lines(Raw.table(spark, of(records, "s0")), ALWAYS)
                .union(lines(Raw.table(spark, of(records, "s1")), ALWAYS))
                .union(lines(Raw.table(spark, of(records, "s2")), ALWAYS));

        try (Copies copies = Copies.withinSegments(raw, ModelSettings.DEFAULT)) {
            Dataset<Row> together = Lines.of(Lines.parsed(raw, ModelSettings.DEFAULT), copies, lit("segment"));
            assertThat(LocalSpark.rows(together))
                    .isEqualTo(LocalSpark.rows(each))
                    .hasSize(450);
        }
    }

    private static List<Raw> of(List<Raw> records, String segment) {
        return records.stream().filter(raw -> raw.segment().equals(segment)).toList();
    }

    private List<String> outcomes(List<Raw> records) {
        return lines(Raw.table(spark, records), ALWAYS).collectAsList().stream()
                .map(row -> row.<String>getAs("outcome"))
                .toList();
    }

    /** The rows are kept, so that the copies can be let go. */
    private static Dataset<Row> lines(Dataset<Row> raw, Copies.Limits limits) {
        Dataset<Row> parsed = Lines.parsed(raw, ModelSettings.DEFAULT);
        try (Copies copies = Copies.among(raw, ModelSettings.DEFAULT, limits)) {
            return Lines.of(parsed, copies, lit("segment")).localCheckpoint();
        }
    }
}
