package dev.weir.source.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplittingTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void splittingGivesTheSameRowsAsNotSplitting(int round) throws IOException {
        long seed = System.nanoTime() + round;
        System.out.println("SplittingTest seed " + seed);
        Random random = new Random(seed);
        PlannerScene scene = new PlannerScene(directory);
        scene.stride = 1L + random.nextInt(200);
        scene.logs.write("a.log", content(random, 1 + random.nextInt(8000)));

        List<FileRange> ranges = scene.plan(new Budget(1 + random.nextInt(9000), Long.MAX_VALUE));
        List<String> whole = scene.read(ranges);

        assertThat(whole).isNotEmpty();
        for (long splitBytes : new long[] {1, 2, 3, 7, 100, 1 + random.nextInt(3000)}) {
            assertThat(scene.read(ranges, splitBytes))
                    .as("split by %s, seed %s", splitBytes, seed)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyLimitAndAnyCompressionGivesTheSameRows(int round) throws IOException {
        long seed = System.nanoTime() + round;
        System.out.println("SplittingTest seed " + seed);
        Random random = new Random(seed);
        String content = content(random, 1 + random.nextInt(2000));
        List<String> whole = all(content, "plain", Budget.UNLIMITED);
        Budget byBytes = new Budget(1 + random.nextInt(700), Long.MAX_VALUE);
        Budget byRecords = new Budget(Long.MAX_VALUE, 1 + random.nextInt(20));

        assertThat(all(content, "plain", byBytes)).as("seed %s", seed).isEqualTo(whole);
        assertThat(all(content, "plain", byRecords)).as("seed %s", seed).isEqualTo(whole);
        assertThat(all(content, "gzip", byBytes)).as("seed %s", seed).isEqualTo(whole);
        assertThat(all(content, "gzip", byRecords)).as("seed %s", seed).isEqualTo(whole);
    }

    @Test
    void aLineOf64MegabytesIsOneRecordOfWhatIsKeptOfIt() throws IOException {
        byte[] line = new byte[(64 << 20) + 6];
        Arrays.fill(line, (byte) 'x');
        System.arraycopy("a\n".getBytes(US_ASCII), 0, line, 0, 2);
        System.arraycopy("\nb\n".getBytes(US_ASCII), 0, line, line.length - 3, 3);
        PlannerScene scene = new PlannerScene(directory);
        scene.logs.write("a.log", line);

        List<FileRange> ranges = scene.plan(Budget.UNLIMITED);

        assertThat(scene.read(ranges, 5 << 20))
                .extracting(text -> text.substring(0, 8), String::length)
                .containsExactly(tuple("a.log@0=", 9), tuple("a.log@2=", 8 + LineReader.KEPT), tuple("a.log@67", 16));
    }

    private List<String> all(String content, String how, Budget budget) throws IOException {
        Path place = directory.resolve(how + budget.hashCode());
        PlannerScene scene = new PlannerScene(place);
        scene.logs.write("a.log", how.equals("gzip") ? LogDirectory.gzip(content) : content.getBytes(ISO_8859_1));
        scene.clock.pass(PlannerScene.IDLE);
        List<String> lines = new ArrayList<>();
        for (List<FileRange> ranges = scene.plan(budget); !ranges.isEmpty(); ranges = scene.plan(budget)) {
            lines.addAll(scene.read(ranges));
        }
        return lines;
    }

    /** Lines of all lengths, both line ends, empty lines, and sometimes no end at the end. */
    private static String content(Random random, int length) {
        StringBuilder text = new StringBuilder("first\n");
        while (text.length() < length) {
            int line = random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(12);
            for (int i = 0; i < line; i++) {
                text.append((char) (random.nextInt(10) == 0 ? '\r' : 'a' + random.nextInt(26)));
            }
            text.append(random.nextBoolean() ? "\n" : "\r\n");
        }
        return random.nextBoolean() ? text.toString() : text.append("tail").toString();
    }
}
