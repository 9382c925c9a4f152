package dev.weir.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.weir.LocalSpark;
import dev.weir.rollup.Dimension;
import dev.weir.rollup.Limits;
import dev.weir.rollup.Line;
import dev.weir.rollup.Partials;
import dev.weir.rollup.Rollup;
import dev.weir.rollup.Rollups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class RollupViewTest {
    private final SparkSession spark = LocalSpark.session();

    @Test
    void distinctCountsAreExactBelowTheirLimitAndNearAboveIt() {
        List<Line> lines = new ArrayList<>();
        for (int clients : new int[] {1, 1023, 1024, 5_000, 100_000}) {
            lines.addAll(Line.ofManyClients(clients + ".example", clients));
        }
        // Again: repeats do not count.
        lines.addAll(Line.ofManyClients("1023.example", 1023));

        List<Row> rows = answers(Rollups.SITES_BY_HOUR, lines).collectAsList();

        assertThat(rows).hasSize(5).allSatisfy(row -> {
            int clients = Integer.parseInt(row.<String>getAs("site").replace(".example", ""));
            assertThat(row.<Long>getAs("clients")).isCloseTo(clients, withPercentage(clients < 1024 ? 0 : 15));
        });
    }

    /** How many durations, and below which power of two: a site of each. */
    private static final int[][] DURATIONS = {
        {1, 10}, {2, 20}, {3, 5}, {99, 30}, {100, 30}, {101, 30}, {5_000, 7}, {5_000, 40}, {20_000, 62}
    };

    @Test
    void percentilesAreWithinOnePercentOfTheNearestRank() {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, long[]> expected = new TreeMap<>();
        List<Line> lines = new ArrayList<>();
        for (int[] these : DURATIONS) {
            String site = these[0] + "-to-2-" + these[1] + ".example";
            long[] durations = new long[these[0]];
            for (int i = 0; i < durations.length; i++) {
                durations[i] = random.nextLong(1L << random.nextInt(1, these[1] + 1));
                lines.add(Line.accepted(0, site, "/", "192.0.2.1", durations[i]));
            }
            Arrays.sort(durations);
            expected.put(site, durations);
        }

        List<Row> rows = answers(Rollups.TRAFFIC, lines).collectAsList();

        assertThat(rows).hasSize(DURATIONS.length).allSatisfy(row -> {
            long[] durations = expected.get(row.<String>getAs("site"));
            assertThat(row.<Long>getAs("durations")).isEqualTo(durations.length);
            for (int p : new int[] {50, 90, 95, 99}) {
                long exact = durations[(durations.length * p + 99) / 100 - 1];
                assertThat(row.<Long>getAs("duration_p" + p + "_us"))
                        .as("p%s of %s", p, row.<String>getAs("site"))
                        .isCloseTo(exact, withPercentage(1));
            }
        });
    }

    @Test
    void cellsWithoutDurationsHaveNoPercentiles() {
        Line line = Line.generated(1, 50).stream()
                .filter(l -> l.duration() == null && l.outcome().equals("accepted"))
                .findFirst()
                .orElseThrow();

        Row row = theOnly(Rollups.TRAFFIC, List.of(line));

        assertThat(row.<Long>getAs("durations")).isZero();
        assertThat(row.<Long>getAs("duration_p50_us")).isNull();
        assertThat(row.<Long>getAs("requests")).isOne();
    }

    @Test
    void statusIsANumber() {
        Row row = theOnly(Rollups.STATUS, List.of(Line.accepted(0, "a.example", "/", "192.0.2.1", 1)));

        assertThat(row.<Integer>getAs("status")).isEqualTo(200);
        assertThat(row.<Long>getAs("requests")).isOne();
        assertThat(row.<Long>getAs("bytes")).isEqualTo(100);
    }

    @Test
    void requestsForWhatIsMissingAreOneRowOfThePathsAndInDetailElsewhere() {
        List<Line> lines = Line.generated(4, 2_000).stream()
                .filter(line -> Long.valueOf(404).equals(line.status()))
                .toList();

        assertThat(answers(Rollups.PATHS, lines).collectAsList())
                .extracting(row -> row.<String>getAs("path"))
                .containsOnly("(not found)");
        assertThat(answers(Rollups.NOT_FOUND, lines).collectAsList())
                .extracting(row -> row.<String>getAs("path"))
                .contains("/page/1?", "/page/2?");
    }

    @Test
    void aMillionDistinctValuesAreBoundedRows() {
        int lines = 1_000_000;
        Dataset<Row> table = spark.range(lines)
                .selectExpr(
                        "'s' AS segment",
                        "DATE'2026-03-02' AS day",
                        "'accepted' AS outcome",
                        "TIMESTAMP'2026-03-02 00:00:00' AS timestamp",
                        "concat('site', id, '.example') AS site",
                        "concat('/path/', id) AS url_path",
                        "concat('/path/', id) AS url_template",
                        "CAST(200 AS BIGINT) AS http_response_status_code",
                        "CAST(1 AS BIGINT) AS http_response_body_size",
                        "'GET' AS http_request_method",
                        "concat('client', id) AS client_address",
                        "'-' AS user_agent_original",
                        "'-' AS referrer_site",
                        "CAST(NULL AS BIGINT) AS duration_us");
        Rollup paths = new Rollup(
                "paths_of_all_sites",
                Rollups.PATHS.grain(),
                List.of(Rollups.PATHS.dimensions().get(1)),
                Rollups.PATHS.sums(),
                List.of());
        List<Rollup> rollups = List.of(paths);
        Dataset<Row> partials =
                Limits.apply(Partials.of(table, rollups).cache(), rollups).cache();

        for (Rollup rollup : rollups) {
            int limit = rollup.dimensions().get(0).limit();
            List<Row> rows = answers(rollup, partials).collectAsList();

            assertThat(rows).as(rollup.name()).hasSize(limit + 1);
            assertThat(rows)
                    .filteredOn(row -> Dimension.OTHER.equals(
                            row.getAs(rollup.dimensions().get(0).name())))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.<Long>getAs("requests")).isEqualTo(lines - limit);
                        assertThat(row.<Long>getAs("bytes")).isEqualTo(lines - limit);
                        assertThat(row.<Long>getAs("status_2xx")).isEqualTo(lines - limit);
                    });
        }
        spark.catalog().clearCache();
    }

    private Row theOnly(Rollup rollup, List<Line> lines) {
        List<Row> rows = answers(rollup, lines).collectAsList();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private Dataset<Row> answers(Rollup rollup, List<Line> lines) {
        List<Rollup> only = List.of(rollup);
        return answers(rollup, Limits.apply(Partials.of(Line.table(spark, lines, i -> "s"), only), only));
    }

    private Dataset<Row> answers(Rollup rollup, Dataset<Row> partials) {
        partials.createOrReplaceTempView("visible");
        Dataset<Row> answers =
                spark.sql(new RollupView(rollup, Dialect.SPARK).sql(Optional.empty(), Optional.of("visible")));
        spark.catalog().dropTempView("visible");
        return answers;
    }
}
