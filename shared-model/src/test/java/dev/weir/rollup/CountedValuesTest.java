package dev.weir.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountedValuesTest {
    @ParameterizedTest(name = "{0} is counted as {1}")
    @CsvSource({
        "-9223372036854775808, 0",
        "-1, 0",
        "0, 0",
        "1, 1",
        "127, 127",
        "128, 129",
        "129, 129",
        "130, 131",
        "255, 255",
        "256, 258",
        "259, 258",
        "260, 262",
        "1000000, 1003520",
        "4611686018427387903, 4593671619917905920",
        "9223372036854775807, 9187343239835811840",
    })
    void countAValueAsTheMiddleOfItsBucket(long value, long middle) {
        assertThat(CountedValues.middle(value)).isEqualTo(middle);
    }

    @Test
    void areNearEveryValueAndAsTheirOwnMiddles() {
        SplittableRandom random = new SplittableRandom(1);
        Set<Long> values = edges();
        for (int i = 0; i < 20_000; i++) {
            values.add(random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63));
        }
        assertThat(values).allSatisfy(value -> {
            long middle = CountedValues.middle(value);
            assertThat(Math.abs(middle - value)).isLessThanOrEqualTo(value / 128);
            assertThat(CountedValues.middle(middle)).isEqualTo(middle);
        });
    }

    @Test
    void growWithTheValue() {
        long last = -1;
        for (long value = 0; value < 1_000_000; value++) {
            long middle = CountedValues.middle(value);
            assertThat(middle).isGreaterThanOrEqualTo(last);
            last = middle;
        }
    }

    @ParameterizedTest(name = "of {0} values")
    @ValueSource(ints = {1, 2, 3, 99, 100, 101, 5_000})
    void giveTheNearestRankWithinOnePercent(int count) {
        SplittableRandom random = new SplittableRandom(count);
        long[] values = new long[count];
        CountedValues counted = new CountedValues();
        CountedValues one = new CountedValues();
        CountedValues other = new CountedValues();
        for (int i = 0; i < count; i++) {
            values[i] = random.nextLong(1L << random.nextInt(1, 62));
            counted.add(CountedValues.middle(values[i]), 1);
            (random.nextBoolean() ? one : other).add(CountedValues.middle(values[i]), 1);
        }
        one.addAll(other);
        Arrays.sort(values);

        assertThat(counted.total()).isEqualTo(count);
        for (int p : new int[] {1, 50, 90, 95, 99, 100}) {
            long exact = values[(count * p + 99) / 100 - 1];
            assertThat(counted.percentile(p)).isBetween(exact - exact / 100, exact + exact / 100);
            assertThat(one.percentile(p)).isEqualTo(counted.percentile(p));
        }
    }

    @Test
    void ofNothingHaveNoPercentile() {
        assertThat(new CountedValues().percentile(50)).isNull();
        assertThat(new CountedValues().total()).isZero();
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
