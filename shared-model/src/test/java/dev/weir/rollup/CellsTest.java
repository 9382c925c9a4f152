package dev.weir.rollup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.LocalSpark;
import dev.weir.answers.Answers;
import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.Column;
import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Rollup;
import dev.weir.model.SparkSchema;
import dev.weir.view.Dialect;
import dev.weir.view.RollupView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link CellAlgebraTest} and the views' SQL in DuckDB show without Spark, goes through Spark as it is. */
class CellsTest {
    private static final KeyedHash KEYED = KeyedHash.by("00112233445566778899aabbccddeeff");
    private static final Catalogue CATALOGUE = Answers.CATALOGUE;
    private static final Catalogue SMALL = new Catalogue(
            CATALOGUE.rollups().stream().map(rollup -> rollup.limitedTo(3)).toList());

    private final SparkSession spark = LocalSpark.session();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void areWhatPlainLoopsCount(long seed) {
        List<Line> lines = Line.generated(seed, 2_000);
        IntFunction<String> segments = i -> "s" + i % 3;

        Dataset<Row> cells =
                Cells.of(CATALOGUE, KEYED).of(Line.table(spark, lines, segments).repartition(3));

        List<String> answers = CATALOGUE.rollups().stream()
                .flatMap(rollup -> rollup.measures().stream())
                .flatMap(measure -> measure.answers().stream())
                .map(Column::name)
                .distinct()
                .toList();
        assertThat(Recount.read(cells, answers)).containsExactlyInAnyOrderEntriesOf(Recount.of(lines, segments));
    }

    @Test
    void haveTheirTablesSchemaOnceDigested() {
        Dataset<Row> digested = digested(Line.generated(1, 10));

        StructType schema = SparkSchema.of(CATALOGUE.cells());
        assertThat(digested.schema().fieldNames()).isEqualTo(schema.fieldNames());
        for (int i = 0; i < schema.length(); i++) {
            assertThat(digested.schema().apply(i).dataType())
                    .as(schema.fieldNames()[i])
                    .isEqualTo(schema.apply(i).dataType());
        }
        assertThat(digested(List.of()).collectAsList()).isEmpty();
    }

    @Test
    void haveADigestThatTellsColumnsApartAndForgetsTheSegment() {
        Dataset<Row> cells = digested(Line.generated(1, 50)).where("rollup = 'traffic'");
        Dataset<Row> moved =
                cells.withColumn("method_get", col("method_head")).withColumn("method_head", col("method_get"));
        Dataset<Row> shifted = cells.withColumn("duration_p50_us", lit(null).cast("bigint"))
                .withColumn("duration_p90_us", col("duration_p50_us"));
        Dataset<Row> hashes = cells.withColumn("clients_hashes", expr("concat(clients_hashes, array(1L))"));

        List<Long> digests = digests(cells);

        assertThat(digests(cells.withColumn("segment", lit("other")))).isEqualTo(digests);
        assertThat(digests(moved.where("method_get <> method_head"))).doesNotContainAnyElementsOf(digests);
        assertThat(digests(shifted.where("durations > 0"))).doesNotContainAnyElementsOf(digests);
        assertThat(digests(hashes)).doesNotContainAnyElementsOf(digests);
    }

    @Test
    void mergeAndAreShownAsOneSegmentsAreHoweverLinesAreSplit() {
        List<Line> lines = new ArrayList<>(Line.generated(11, 1_500));
        for (int i = 0; i < 1_600; i++) {
            // One minute with more clients than a distinct count keeps.
            lines.add(Line.accepted(0, "site3.example", "/" + i % 10, "10.0." + i % 7 + "." + i / 7, i));
        }
        List<Line> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(5));
        Cells cells = Cells.of(SMALL, KEYED);
        Dataset<Row> whole = cells.of(Line.table(spark, lines, i -> "s")).cache();
        Dataset<Row> parts =
                cells.of(Line.table(spark, shuffled, i -> "s" + i % 5)).cache();

        assertThat(LocalSpark.rows(cells.merged(parts.withColumn("segment", functions.lit("s")))))
                .isEqualTo(LocalSpark.rows(whole));
        Map<String, List<String>> expected = answers(whole, true);
        assertThat(answers(whole, false)).isEqualTo(expected);
        assertThat(answers(parts, false)).isEqualTo(expected);
        assertThat(expected)
                .hasSize(19)
                .allSatisfy((rollup, rows) -> assertThat(rows)
                        .as("rows of %s folded under (other)", rollup)
                        .anyMatch(row -> row.contains(" | " + Dimension.OTHER + " | ")
                                || rollup.equals("status") && row.contains(" | null | ")));
        whole.unpersist();
        parts.unpersist();
    }

    @Test
    void keepBytesThatAreNoText() {
        Dataset<Row> lines = Line.table(spark, List.of(Line.accepted(0, "x", "/", "192.0.2.1", 1)), i -> "s")
                .withColumn("site", expr("CAST(X'FF00C0' AS STRING)"));

        Row cell = Cells.of(CATALOGUE, KEYED)
                .of(lines)
                .where("rollup = 'sites'")
                .selectExpr("hex(CAST(d1 AS BINARY))")
                .head();

        assertThat(cell.getString(0)).isEqualTo("FF00C0");
    }

    @Test
    void countEachOfSeveralValuesOnceAndWithoutATimeWhereThereIsNoGrain() {
        Dataset<Row> lines = Line.table(spark, List.of(Line.accepted(0, "x", "/", "192.0.2.1", 1)), i -> "s");
        Grouping grouping = new Grouping(
                "tags",
                Optional.empty(),
                Optional.empty(),
                List.of(Dimension.ofMany("tag", "array('a', 'b', CAST(NULL AS STRING), 'a')", 10, "")),
                List.of(Measure.Sum.REQUESTS));

        assertThat(new Cells(List.of(grouping), KEYED)
                        .of(lines)
                        .selectExpr("concat(d1, requests, unix_micros(time))")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrder("a10", "b10");
    }

    @Test
    void aMillionDistinctValuesAreBoundedRows() {
        int lines = 1_000_000;
        int limit = 1_000;
        Grouping paths = new Grouping(
                "paths",
                Optional.empty(),
                Optional.empty(),
                List.of(Dimension.of("path", "concat('/path/', id)", limit, "")),
                List.of(Measure.Sum.REQUESTS));

        List<Row> cells = new Cells(List.of(paths), KEYED)
                .of(spark.range(lines).selectExpr("'s' AS segment", "DATE'2026-03-02' AS day", "id"))
                .select("d1", "requests")
                .collectAsList();

        assertThat(cells).hasSize(limit + 1);
        assertThat(cells)
                .filteredOn(row -> row.getString(0).equals(Dimension.OTHER))
                .singleElement()
                .satisfies(row -> assertThat(row.getLong(1)).isEqualTo(lines - limit));
    }

    private Map<String, List<String>> answers(Dataset<Row> cells, boolean settled) {
        Map<String, List<String>> answers = new TreeMap<>();
        cells.createOrReplaceTempView("visible");
        Optional<String> relation = Optional.of("visible");
        for (Rollup rollup : SMALL.rollups()) {
            RollupView view = new RollupView(rollup, Dialect.SPARK);
            answers.put(
                    rollup.name(),
                    LocalSpark.rows(spark.sql(
                            settled ? view.sql(relation, Optional.empty()) : view.sql(Optional.empty(), relation))));
        }
        spark.catalog().dropTempView("visible");
        return answers;
    }

    private Dataset<Row> digested(List<Line> lines) {
        return Cells.digested(Cells.of(CATALOGUE, KEYED).of(Line.table(spark, lines, i -> "s")), CATALOGUE.cells());
    }

    private static List<Long> digests(Dataset<Row> cells) {
        return Cells.digested(cells, CATALOGUE.cells()).select("digest").collectAsList().stream()
                .map(row -> row.getLong(0))
                .sorted()
                .toList();
    }
}
