package dev.weir.rollup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.LocalSpark;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialsTest {
    private final SparkSession spark = LocalSpark.session();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void equalARecountInPlainJava(long seed) {
        List<Line> lines = Line.generated(seed, 3_000);
        IntFunction<String> segments = i -> "s" + i % 3;

        Dataset<Row> partials = Partials.of(Line.table(spark, lines, segments));

        assertThat(Recount.read(partials)).isEqualTo(Recount.of(lines, segments));
    }

    @Test
    void haveTheirSchemaOnceDigested() {
        Dataset<Row> lines = Line.table(spark, Line.generated(1, 10), i -> "s");

        Dataset<Row> digested = Partials.digested(Partials.of(lines));

        assertThat(digested.schema().fieldNames()).isEqualTo(Partials.SCHEMA.fieldNames());
        for (int i = 0; i < Partials.SCHEMA.length(); i++) {
            assertThat(digested.schema().apply(i).dataType())
                    .isEqualTo(Partials.SCHEMA.apply(i).dataType());
        }
    }

    @Test
    void ofNoLinesAreNone() {
        assertThat(Partials.of(Line.table(spark, List.of(), i -> "s")).collectAsList())
                .isEmpty();
    }

    @Test
    void leaveNoTemporaryViewBehind() {
        Partials.of(Line.table(spark, Line.generated(1, 10), i -> "s"));

        assertThat(spark.catalog().listTables().collectAsList()).isEmpty();
    }

    @Test
    void ofSomeRollupsAreThoseOfAllOfThem() {
        Dataset<Row> lines = Line.table(spark, Line.generated(7, 500), i -> "s");

        List<String> some = LocalSpark.rows(Partials.of(lines, List.of(Rollups.STATUS, Rollups.REFERRERS)));

        assertThat(some)
                .isEqualTo(LocalSpark.rows(Partials.of(lines).where("rollup IN ('status', 'referrers')")))
                .isNotEmpty();
    }

    @Test
    void haveADigestThatTellsColumnsApart() {
        Dataset<Row> partials = Partials.of(Line.table(spark, Line.generated(1, 50), i -> "s"), List.of(Rollups.STATUS))
                .where("bytes IS NOT NULL");
        Dataset<Row> moved = partials.withColumn("status_1xx", col("bytes"))
                .withColumn("bytes", lit(null).cast("bigint"));

        List<Long> digests = digests(partials);

        assertThat(digests(partials.withColumn("segment", lit("other")))).isEqualTo(digests);
        assertThat(digests(moved)).doesNotContainAnyElementsOf(digests);
    }

    private static List<Long> digests(Dataset<Row> partials) {
        return Partials.digested(partials).select("digest").collectAsList().stream()
                .map(row -> row.getLong(0))
                .sorted()
                .toList();
    }
}
