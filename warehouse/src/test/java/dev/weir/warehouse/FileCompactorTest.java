package dev.weir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files become one, so that they stay few and none is written again all the time. */
class FileCompactorTest {
    private static final int MANY = 64;
    private static final int MICRO_BATCHES_A_DAY = 43_200;

    /** Sizes are up to so many times as large as the smallest. */
    @ParameterizedTest(name = "seed {0}: {1} bytes, up to {2} times")
    @CsvSource({"1, 12000, 1", "2, 12000, 3", "3, 30000, 100", "4, 1500000, 2", "5, 1000000, 50", "6, 80000000, 4"})
    void aDayOfMicroBatchesStaysFewFilesAndWritesNoByteOften(long seed, long least, int times) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> sizes = new ArrayList<>();
        long written = 0;
        long rewritten = 0;
        int most = 0;
        for (int microBatch = 1; microBatch <= MICRO_BATCHES_A_DAY; microBatch++) {
            for (int file = 0; file < 2; file++) {
                long size = least * random.nextLong(1, times + 1L);
                sizes.add(size);
                written += size;
            }
            if (microBatch % (MANY / 4) == 0) {
                most = Math.max(most, notFull(sizes));
                rewritten += merge(sizes);
            }
        }
        assertThat(most).as("files that are not full, at any moment").isLessThanOrEqualTo(MANY + 2 * MANY / 4);
        assertThat(rewritten).as("bytes written again").isLessThanOrEqualTo(5 * written);
        assertThat(sizes.stream().mapToLong(Long::longValue).sum()).isEqualTo(written);
    }

    @Test
    void fewFilesAndFullOnesStayAsTheyAre() {
        assertThat(FileCompactor.small(Collections.nCopies(MANY, 10L), MANY)).isEmpty();
        assertThat(FileCompactor.small(Collections.nCopies(10 * MANY, FileCompactor.FULL), MANY))
                .isEmpty();
        assertThat(FileCompactor.small(Collections.nCopies(MANY + 1, 10L), MANY))
                .hasValue(11);
    }

    @Test
    void aLargeFileIsNotWrittenAgainForTheSakeOfSmallOnes() {
        List<Long> sizes = new ArrayList<>(Collections.nCopies(MANY, 10L));
        sizes.add(10L * MANY);

        assertThat(FileCompactor.small(sizes, MANY)).hasValue(11);
    }

    /** What Delta makes of it: full files at most. Returns the bytes that are written. */
    private static long merge(List<Long> sizes) {
        OptionalLong small = FileCompactor.small(sizes, MANY);
        if (small.isEmpty()) {
            return 0;
        }
        long sum = sizes.stream()
                .filter(size -> size < small.getAsLong())
                .mapToLong(Long::longValue)
                .sum();
        sizes.removeIf(size -> size < small.getAsLong());
        long full = sum / FileCompactor.FULL;
        LongStream.range(0, full).forEach(file -> sizes.add(FileCompactor.FULL));
        sizes.add(sum - full * FileCompactor.FULL);
        return sum;
    }

    private static int notFull(List<Long> sizes) {
        return (int) sizes.stream().filter(size -> size < FileCompactor.FULL).count();
    }
}
