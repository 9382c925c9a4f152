package dev.weir.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    static List<Digest> digests() {
        return List.of(
                Digest.NONE,
                new Digest(1, 0x7f, 0x7f),
                new Digest(3, -1, 0xffff_ffffL),
                new Digest(Long.MAX_VALUE, Long.MIN_VALUE, -1),
                new Digest(2, 0, 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("digests")
    void isReadBackAsItWasWritten(Digest digest) {
        assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"", "1", "1-2", "x-1-2", "1-x-2", "1-2-x", "1-2-3-4", "1--2", "1-2-11112222333344445"})
    void refusesWhatIsNoDigest(String text) {
        assertThatThrownBy(() -> Digest.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid digest: " + text);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void mergesToTheSameInAnyOrderAndSplit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Digest> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(ofRow(random.nextLong()));
        }
        Digest whole = merged(rows);

        Collections.shuffle(rows, new Random(seed));
        int cut = random.nextInt(rows.size());
        Digest left = merged(rows.subList(0, cut));
        Digest right = merged(rows.subList(cut, rows.size()));

        assertThat(left.plus(right)).isEqualTo(whole).isEqualTo(right.plus(left));
        assertThat(whole.plus(Digest.NONE)).isEqualTo(whole).isEqualTo(Digest.NONE.plus(whole));
    }

    @Test
    void tellsARowThatIsThereTwiceFromOneThatIsNot() {
        Digest row = ofRow(0x1234_5678_9abc_def0L);

        assertThat(row.plus(row)).isNotEqualTo(Digest.NONE);
        assertThat(row.plus(row).plus(row)).isNotEqualTo(row);
    }

    private static Digest ofRow(long hash) {
        return new Digest(1, hash >>> 32, hash & 0xffff_ffffL);
    }

    private static Digest merged(List<Digest> digests) {
        return digests.stream().reduce(Digest.NONE, Digest::plus);
    }
}
