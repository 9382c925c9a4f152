package dev.weir.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One pass over the lines gives what SQL's GROUP BY gives for each grouping. */
class CellsTest {
    private static final Sum BYTES = new Sum("bytes", "http_response_body_size");
    private static final List<Sum> SUMS = List.of(Sum.REQUESTS, BYTES);

    private static final Grouping BY_SITE = grouping("sites", Grain.MINUTE, Optional.empty(), "site");
    private static final Grouping BY_TWO =
            grouping("two", Grain.HOUR, Optional.empty(), "url_path", "CAST(http_response_status_code AS STRING)");
    private static final Grouping WITH_SLOT =
            grouping("slots", Grain.HOUR, Optional.of("duration_us DIV 1000000"), "site");

    private final SparkSession spark = LocalSpark.session();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void areWhatGroupingByEachForItselfGives(long seed) {
        Dataset<Row> lines =
                Line.table(spark, Line.generated(seed, 2000), i -> "s" + i % 3).repartition(3);

        List<String> cells = LocalSpark.rows(Cells.of(lines, List.of(BY_SITE, BY_TWO, WITH_SLOT), SUMS));

        assertThat(cells)
                .isEqualTo(LocalSpark.rows(grouped(lines, BY_SITE)
                        .unionByName(grouped(lines, BY_TWO))
                        .unionByName(grouped(lines, WITH_SLOT))))
                .isNotEmpty();
    }

    @Test
    void areTheSameWhenATaskHandsThemOutEarly() {
        Dataset<Row> lines =
                Line.table(spark, Line.generated(4, 5000), i -> "s").coalesce(1);
        List<Grouping> groupings = List.of(BY_SITE, BY_TWO, WITH_SLOT);

        assertThat(LocalSpark.rows(Cells.of(lines, groupings, SUMS, 1)))
                .isEqualTo(LocalSpark.rows(Cells.of(lines, groupings, SUMS)));
    }

    @Test
    void ofATaskGrowWithWhatIsInThem() {
        List<Line> lines = Line.ofManyClients("site", 3000);
        Grouping clients = grouping("clients", Grain.HOUR, Optional.empty(), "client_address");

        Dataset<Row> cells = Cells.of(Line.table(spark, lines, i -> "s").coalesce(1), List.of(clients), SUMS);

        assertThat(cells.count()).isEqualTo(3000);
        assertThat(cells.where("requests <> 1 OR bytes <> 100").count()).isZero();
    }

    @Test
    void keepBytesThatAreNoText() {
        Dataset<Row> lines = Line.table(spark, List.of(Line.accepted(0, "x", "/", "192.0.2.1", 1)), i -> "s")
                .withColumn("site", org.apache.spark.sql.functions.expr("CAST(X'FF00C0' AS STRING)"));

        Row cell = Cells.of(lines, List.of(BY_SITE), SUMS)
                .selectExpr("hex(CAST(d1 AS BINARY))")
                .head();

        assertThat(cell.getString(0)).isEqualTo("FF00C0");
    }

    @Test
    void countOnlyLinesThatMeetTheCondition() {
        Dataset<Row> lines = Line.table(spark, Line.generated(5, 500), i -> "s");
        Grouping accepted = new Grouping(
                "accepted",
                "",
                Optional.of("outcome = 'accepted'"),
                Optional.empty(),
                List.of("site"),
                Optional.empty(),
                SUMS);

        Row counted = Cells.of(lines, List.of(accepted), SUMS)
                .selectExpr("sum(requests)", "max(unix_micros(time))")
                .head();

        assertThat(counted.getLong(0))
                .isEqualTo(lines.where("outcome = 'accepted'").count());
        assertThat(counted.getLong(1)).as("no grain, no time").isZero();
    }

    private static Grouping grouping(String name, Grain grain, Optional<String> slot, String... dimensions) {
        return new Grouping(name, "", Optional.empty(), Optional.of(grain), List.of(dimensions), slot, SUMS);
    }

    private static Dataset<Row> grouped(Dataset<Row> lines, Grouping grouping) {
        long micros = grouping.grain().orElseThrow().micros();
        List<String> columns = new ArrayList<>(List.of(
                "segment",
                "day",
                "'" + grouping.name() + "' AS rollup",
                "'' AS part",
                "timestamp_micros(unix_micros(timestamp) DIV " + micros + " * " + micros + ") AS time",
                grouping.dimensions().get(0) + " AS d1",
                (grouping.dimensions().size() > 1 ? grouping.dimensions().get(1) : "''") + " AS d2",
                "CAST(" + grouping.slot().orElse("0") + " AS BIGINT) AS slot"));
        SUMS.forEach(sum -> columns.add(sum.expression() + " AS " + sum.name()));
        return lines.selectExpr(columns.toArray(String[]::new))
                .where("d1 IS NOT NULL AND d2 IS NOT NULL AND slot IS NOT NULL")
                .groupBy("segment", "day", "rollup", "part", "time", "d1", "d2", "slot")
                .agg(
                        org.apache.spark.sql.functions.sum("requests").as("requests"),
                        org.apache.spark.sql.functions.sum("bytes").as("bytes"));
    }
}
