package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.LocalSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatedHashesTest {
    private final JavaSparkContext spark =
            new JavaSparkContext(LocalSpark.session().sparkContext());

    @ParameterizedTest(name = "seed {0}: {1} hashes, of {2}, in {3} parts")
    @CsvSource({"1, 0, 1, 1", "2, 0, 1, 3", "3, 1, 5, 4", "4, 2000, 1, 3", "5, 2000, 900, 1", "6, 5000, 4000, 7"})
    void thoseThatOccurMoreThanOnceAreFoundOnceEach(long seed, int count, int distinct, int parts) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] values = random.longs(distinct).toArray();
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(values[random.nextInt(distinct)]);
        }
        Map<Long, Long> times =
                hashes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        times.values().removeIf(so -> so < 2);

        JavaRDD<Long> repeated = RepeatedHashes.in(spark.parallelize(hashes, parts));

        assertThat(repeated.collect()).containsExactlyInAnyOrderElementsOf(times.keySet());
    }

    @Test
    void signsAndExtremesAreNothingSpecial() {
        List<Long> hashes =
                List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L);

        assertThat(RepeatedHashes.in(spark.parallelize(hashes, 3)).collect())
                .containsExactlyInAnyOrder(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);
    }

    @Test
    void ofAFloodOfOneLineATaskHandsOutTwo() {
        List<Long> hashes = new ArrayList<>(Collections.nCopies(100_000, 42L));
        hashes.addAll(List.of(7L, 43L));

        assertThat(RepeatedHashes.portion(hashes.iterator())).containsExactly(7, 42, 42, 43);
    }

    @Test
    void whatIsMoreThanATaskLooksThroughAtOnceIsFoundToo() {
        int count = 3 << 20;
        JavaRDD<Long> hashes = spark.parallelize(List.of(0, 1), 2)
                .flatMap(task -> LongStream.range(0, count / 2)
                        .map(i -> i == 0 || i == count / 2 - 1 ? 42 : (2 * i + task) * 0x9E3779B97F4A7C15L)
                        .iterator());

        assertThat(RepeatedHashes.in(hashes).collect()).containsExactly(42L);
    }
}
