package dev.weir.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowestHashesTest {
    @ParameterizedTest(name = "{0} hashes of {1} values, {2} kept")
    @CsvSource({
        "0, 1, 16",
        "5, 1, 16",
        "100, 3, 16",
        "15, 1000000, 16",
        "16, 1000000, 16",
        "10000, 500, 64",
        "50000, 1000000, 1024"
    })
    void areTheLowestOfASet(int count, int values, int most) {
        SplittableRandom random = new SplittableRandom(count);
        long[] all = random.longs(values, 0, Long.MAX_VALUE).toArray();
        LowestHashes lowest = new LowestHashes(most);
        LowestHashes one = new LowestHashes(most);
        LowestHashes other = new LowestHashes(most);
        TreeSet<Long> expected = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            long hash = all[random.nextInt(values)];
            lowest.add(hash);
            (random.nextBoolean() ? one : other).add(hash);
            expected.add(hash);
        }

        assertThat(lowest.ascending())
                .containsExactly(
                        expected.stream().limit(most).mapToLong(Long::longValue).toArray());
        one.addAll(other);
        assertThat(one.ascending()).containsExactly(lowest.ascending());
        assertThat(lowest.estimate())
                .isCloseTo(
                        expected.size(), Percentage.withPercentage(expected.size() < most ? 0 : 400 / Math.sqrt(most)));
    }
}
