package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.LocalSpark;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationBucketTest {
    @ParameterizedTest(name = "{0} us in bucket {1}")
    @CsvSource({
        "-9223372036854775808, 0",
        "-1, 0",
        "0, 0",
        "1, 1",
        "127, 127",
        "128, 128",
        "129, 128",
        "130, 129",
        "255, 191",
        "256, 192",
        "259, 192",
        "260, 193",
        "1000000, 954",
        "4611686018427387903, 3647",
        "4611686018427387904, 3648",
        "9223372036854775807, 3711",
    })
    void holdsTheDuration(long us, long bucket) {
        assertThat(DurationBucket.invoke(us)).isEqualTo(bucket);
    }

    @Test
    void growsWithTheDurationWithoutAGap() {
        long last = -1;
        for (long us = 0; us < 1_000_000; us++) {
            long bucket = DurationBucket.invoke(us);
            assertThat(bucket).isBetween(last, last + 1);
            last = bucket;
        }
    }

    @Test
    void hasAMiddleWithinItsWidthOfEveryValueInIt() {
        List<Long> values = new ArrayList<>(edges());
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            values.add(random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63));
        }

        List<Row> rows = LocalSpark.session()
                .createDataset(values, Encoders.LONG())
                .toDF("us")
                .selectExpr("us", "weir.duration_bucket(us) AS bucket")
                .selectExpr("us", "bucket", DurationBucket.middleSql("bucket", "BIGINT") + " AS middle")
                .collectAsList();

        assertThat(rows).hasSameSizeAs(values).allSatisfy(row -> {
            long us = row.getLong(0);
            long middle = row.getLong(2);
            assertThat(row.getLong(1)).isEqualTo(DurationBucket.invoke(us));
            assertThat(DurationBucket.invoke(middle)).isEqualTo(row.getLong(1));
            if (us < 128) {
                assertThat(middle).isEqualTo(us);
            } else {
                assertThat(Math.abs(middle - us)).isLessThanOrEqualTo(us / 128);
            }
        });
    }

    private static Set<Long> edges() {
        Set<Long> edges = new LinkedHashSet<>();
        for (int bit = 0; bit < Long.SIZE - 1; bit++) {
            edges.add(1L << bit);
            edges.add((1L << bit) - 1);
            edges.add((1L << bit) + (1L << bit) / 2 - 1);
        }
        edges.add(Long.MAX_VALUE);
        return edges;
    }
}
