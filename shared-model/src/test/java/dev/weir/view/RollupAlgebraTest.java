package dev.weir.view;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.LocalSpark;
import dev.weir.rollup.Dimension;
import dev.weir.rollup.Limits;
import dev.weir.rollup.Line;
import dev.weir.rollup.Partials;
import dev.weir.rollup.Rollup;
import dev.weir.rollup.Rollups;
import dev.weir.rollup.Sum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Partial results form a commutative monoid: however lines are split into segments, in whatever order and grouping the
 * segments are merged and however often an attempt was repeated, the answers are those of one segment, bit for bit.
 * The limits are so small that all of them take effect.
 */
class RollupAlgebraTest {
    private static final List<Rollup> SMALL =
            Rollups.ALL.stream().map(rollup -> limited(rollup, 3)).toList();

    private final SparkSession spark = LocalSpark.session();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 3})
    void segmentsMergeInAnySplitOrderAndGroupingToTheSamePartials(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Line> lines = lines(seed);
        int segments = random.nextInt(2, 7);
        Dataset<Row> parts = partials(shuffled(lines, seed), i -> "s" + random.nextInt(segments));
        // Segments are first merged by twos and threes, those again, and so on up to one.
        Dataset<Row> pairs = regrouped(parts, "hash(segment) % 3");
        Dataset<Row> tree = regrouped(pairs, "0");

        List<String> whole = LocalSpark.rows(regrouped(partials(lines, i -> "s"), "0"));

        assertThat(LocalSpark.rows(regrouped(parts, "0"))).isEqualTo(whole);
        assertThat(LocalSpark.rows(tree)).isEqualTo(whole);
    }

    @Test
    void viewsAnswerTheSameHoweverLinesWereSplitAndAttemptsRepeated() {
        List<Line> lines = lines(11);
        Dataset<Row> whole = partials(lines, i -> "s");
        // Every line is in an attempt that was admitted and in one that was not, over another split.
        Dataset<Row> admitted = partials(shuffled(lines, 5), i -> "admitted-" + i % 5);
        Dataset<Row> repeated = partials(lines, i -> "repeated-" + i % 3);
        Dataset<Row> empty = partials(List.of(), i -> "empty");
        Dataset<Row> table = admitted.union(repeated).union(empty);

        Map<String, List<String>> expected = answers(whole);
        Map<String, List<String>> actual = answers(table.where("segment LIKE 'admitted-%' OR segment = 'empty'"));

        assertThat(actual).isEqualTo(expected);
        assertThat(expected).allSatisfy((rollup, rows) -> assertThat(rows).isNotEmpty());
        for (Rollup rollup : SMALL) {
            assertThat(expected.get(rollup.name()))
                    .as("rows of %s folded under (other)", rollup.name())
                    .anyMatch(row -> row.contains(" | " + Dimension.OTHER + " | "));
        }
    }

    @Test
    void onePassAnswersWhatJoinsDo() {
        Dataset<Row> table = partials(lines(13), i -> "s" + i % 3);

        assertThat(answers(table, view -> view.onePassSql("visible")))
                .isEqualTo(answers(table, view -> view.sql(Optional.empty(), Optional.of("visible"))));
    }

    @Test
    void anEmptyValueIsAValueLikeAnyOther() {
        // Of the rest's sites, an empty path is the rest's too, whichever limit it meets first.
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add(notFound(i < 10 ? Dimension.OTHER : "site" + i % 6, i % 5 == 0 ? "" : "/" + i));
        }
        Dataset<Row> whole = regrouped(partials(lines, i -> "s"), "0").where("rollup = 'not_found'");
        Dataset<Row> split = regrouped(partials(lines, i -> "s" + i / 10), "0").where("rollup = 'not_found'");

        assertThat(LocalSpark.rows(split)).isEqualTo(LocalSpark.rows(whole));
    }

    private static Line notFound(String site, String path) {
        return new Line("accepted", Line.MIDNIGHT, site, path, path, 404L, 1L, "GET", "192.0.2.1", "agent", "-", null);
    }

    @Test
    void limitsFoldAndNeverDrop() {
        List<Line> lines = lines(12);

        Dataset<Row> unlimited = Partials.of(Line.table(spark, lines, i -> "s" + i % 2), SMALL);
        Dataset<Row> limited = Limits.apply(unlimited, SMALL);

        assertThat(LocalSpark.rows(totals(limited))).isEqualTo(LocalSpark.rows(totals(unlimited)));
        List<Row> widest = limited.where("part = ''")
                .groupBy("segment", "day", "rollup", "time")
                .agg(expr("count(DISTINCT d1) AS outer"), expr("count(DISTINCT d1, d2) AS cells"))
                .selectExpr("max(outer)", "max(cells)")
                .collectAsList();
        // Three and the rest, and for each of these three and the rest.
        assertThat(widest.get(0).getLong(0)).isEqualTo(4);
        assertThat(widest.get(0).getLong(1)).isLessThanOrEqualTo(16);
    }

    @Test
    void limitsThatAreNotExceededChangeNothing() {
        Dataset<Row> partials = Partials.of(Line.table(spark, Line.generated(3, 300), i -> "s" + i % 2));

        assertThat(LocalSpark.rows(Limits.apply(partials))).isEqualTo(LocalSpark.rows(partials));
    }

    /** A mixture whose minutes have more sites than the limit, and one minute more clients than a distinct count keeps. */
    private static List<Line> lines(long seed) {
        List<Line> lines = new ArrayList<>(Line.generated(seed, 1_500));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_600; i++) {
            // Two sites, so that a full distinct count is folded in one split and not in another.
            String client = "10.0." + random.nextInt(8) + "." + random.nextInt(256);
            lines.add(
                    Line.accepted(0, "site" + (3 + i % 2) + ".example", "/" + i % 10, client, random.nextLong(1_000)));
        }
        return lines;
    }

    private static List<Line> shuffled(List<Line> lines, long seed) {
        List<Line> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private Dataset<Row> partials(List<Line> lines, java.util.function.IntFunction<String> segments) {
        return Limits.apply(Partials.of(Line.table(spark, lines, segments), SMALL), SMALL)
                .localCheckpoint();
    }

    /** Merges segments into coarser ones, named by an expression. */
    private static Dataset<Row> regrouped(Dataset<Row> partials, String group) {
        Dataset<Row> limited =
                Limits.apply(partials.withColumn("segment", expr("CAST(" + group + " AS STRING)")), SMALL);
        Column[] sums = Rollups.SUMS.stream()
                .map(sum -> expr("SUM(" + sum.name() + ")").as(sum.name()))
                .toArray(Column[]::new);
        return limited.groupBy("segment", "day", "rollup", "part", "time", "d1", "d2", "slot")
                .agg(lit(0), sums);
    }

    private Map<String, List<String>> answers(Dataset<Row> partials) {
        return answers(partials, view -> view.sql(Optional.empty(), Optional.of("visible")));
    }

    private Map<String, List<String>> answers(Dataset<Row> partials, Function<RollupView, String> sql) {
        Map<String, List<String>> answers = new TreeMap<>();
        partials.createOrReplaceTempView("visible");
        for (Rollup rollup : SMALL) {
            answers.put(rollup.name(), LocalSpark.rows(spark.sql(sql.apply(new RollupView(rollup, Dialect.SPARK)))));
        }
        spark.catalog().dropTempView("visible");
        return answers;
    }

    private static Dataset<Row> totals(Dataset<Row> partials) {
        return partials.where("part NOT IN ('clients', 'client_agents')")
                .groupBy("segment", "day", "rollup", "part", "time")
                .agg(
                        lit(0),
                        Rollups.SUMS.stream()
                                .map(Sum::name)
                                .map(name -> expr("SUM(" + name + ")"))
                                .toArray(Column[]::new));
    }

    private static Rollup limited(Rollup rollup, int limit) {
        return new Rollup(
                rollup.name(),
                rollup.grain(),
                rollup.dimensions().stream()
                        .map(d -> new Dimension(d.name(), d.expression(), d.type(), limit))
                        .toList(),
                rollup.sums(),
                rollup.sketches());
    }
}
