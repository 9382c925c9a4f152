package dev.weir.rollup;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.LocalSpark;
import dev.weir.answers.Answers;
import java.time.Duration;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.BlockId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;

/** Lines that are added up while they are written. */
@SuppressWarnings("deprecation") // JavaConverters: what Scala 2.12 and 2.13 share
class CountedInPassingTest {
    private static final Cells CELLS = Cells.of(Answers.CATALOGUE, KeyedHash.by("00112233445566778899aabbccddeeff"));

    private final SparkSession spark = LocalSpark.session();

    @ParameterizedTest(name = "handing out what is more than {0} bytes")
    @ValueSource(longs = {LineCombiner.MOST_BYTES, 1})
    void haveTheCellsThatTheyHaveByThemselves(long mostBytes) {
        Dataset<Row> lines = lines(5_000);

        try (CountedInPassing counted = CELLS.inPassing(lines, mostBytes)) {
            assertThat(LocalSpark.rows(counted.lines())).isEqualTo(LocalSpark.rows(lines));

            assertThat(LocalSpark.rows(counted.cells())).isEqualTo(LocalSpark.rows(CELLS.of(lines)));
        }
    }

    @Test
    void ofWhichThereAreNoneHaveNoCells() {
        try (CountedInPassing counted = CELLS.inPassing(lines(100).where("outcome = 'none such'"))) {
            assertThat(counted.lines().collectAsList()).isEmpty();

            assertThat(counted.isWhole()).isTrue();
            assertThat(counted.cells().collectAsList()).isEmpty();
        }
    }

    @Test
    void sayWhereWhatTheyAddUpToIsLost() {
        try (CountedInPassing counted = CELLS.inPassing(lines(100))) {
            counted.lines().collectAsList();
            assertThat(counted.isWhole()).isTrue();

            left().forEach(block -> SparkEnv.get().blockManager().removeBlock(block, true));

            assertThat(counted.isWhole()).isFalse();
            Dataset<Row> cells = counted.cells();
            assertThatThrownBy(cells::collectAsList).hasMessageContaining("which a task left: its executor is lost");
        }
    }

    @Test
    void leaveNothingBehind() {
        List<BlockId> before = left();
        CountedInPassing counted = CELLS.inPassing(lines(100));
        counted.lines().collectAsList();
        assertThat(left()).hasSizeGreaterThan(before.size());

        counted.close();

        // Spark deletes in the background.
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            while (left().size() > before.size()) {
                Thread.sleep(5);
            }
        });
    }

    private Dataset<Row> lines(int count) {
        return Line.table(spark, Line.generated(7, count), i -> "s" + i % 2)
                .withColumn("digest", expr("xxhash64(segment, timestamp, outcome)"))
                .repartition(3);
    }

    private static List<BlockId> left() {
        return List.copyOf(
                JavaConverters.seqAsJavaList(SparkEnv.get().blockManager().getMatchingBlockIds(BlockId::isRDD)));
    }
}
