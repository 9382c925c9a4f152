package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.Dimension;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule by which the layers are held against each other, without either. */
class TimeCellTest {
    private static final List<String> SITE = List.of("a.example", "");
    private static final List<String> OTHER_SITE = List.of("b.example", "");

    @ParameterizedTest(name = "before {0}, after {1}, duplicates {2}, healed {3}, model {4}: {5} unexplained")
    @CsvSource({
        "5, 5, 0, 0, 0, 0",
        "5, 3, -2, 0, 0, 0",
        "5, 6, 0, 1, 0, 0",
        "5, 4, 0, 1, -2, 0",
        "5, 4, 0, 0, 0, 1",
        "5, 6, -1, 0, 0, 2",
        "0, 0, 0, 0, 0, 0",
    })
    void whatNoSideExplainsIsLeft(long before, long after, long duplicate, long healed, long model, long unexplained) {
        TimeCell cell = new TimeCell();
        add(cell, Side.BEFORE, SITE, before);
        add(cell, Side.AFTER, SITE, after);
        add(cell, Side.DUPLICATE, SITE, duplicate);
        add(cell, Side.HEALED, SITE, healed);
        add(cell, Side.MODEL, SITE, model);
        add(cell, Side.LATE, SITE, 100);

        TimeCell.Outcome outcome = cell.outcome();

        assertThat(outcome.unexplained()).isEqualTo(unexplained);
        assertThat(outcome.requests(Side.BEFORE)).isEqualTo(before);
        assertThat(outcome.requests(Side.AFTER)).isEqualTo(after);
        assertThat(outcome.requests(Side.DUPLICATE)).isEqualTo(duplicate);
        assertThat(outcome.requests(Side.LATE)).isEqualTo(100);
        assertThat(outcome.cells()).isOne();
        assertThat(outcome.differing()).isEqualTo(before == after ? 0 : 1);
    }

    @Test
    void errorsDoNotCancelAcrossCellsSumsOrCounts() {
        TimeCell cells = new TimeCell();
        add(cells, Side.BEFORE, SITE, 1);
        add(cells, Side.AFTER, OTHER_SITE, 1);
        assertThat(cells.outcome().unexplained()).as("cells").isEqualTo(2);
        assertThat(cells.outcome().differing()).isEqualTo(2);

        TimeCell sums = new TimeCell();
        sums.add(Side.BEFORE, 1, SITE, new long[] {3, 10, 0});
        sums.add(Side.AFTER, 1, SITE, new long[] {3, 0, 10});
        assertThat(sums.outcome().unexplained()).as("sums").isEqualTo(20);

        TimeCell counts = new TimeCell();
        counts.add(Side.BEFORE, 1, SITE, 0, 127, 2);
        counts.add(Side.AFTER, 1, SITE, 0, 129, 2);
        assertThat(counts.outcome().unexplained()).as("counts").isEqualTo(4);

        TimeCell histograms = new TimeCell();
        histograms.add(Side.BEFORE, 1, SITE, 0, 127, 2);
        histograms.add(Side.AFTER, 1, SITE, 1, 127, 2);
        assertThat(histograms.outcome().unexplained()).as("histograms").isEqualTo(4);
    }

    @Test
    void cellsOfATimeThatALimitFoldedAreComparedAsOne() {
        List<String> rest = List.of(Dimension.OTHER, Dimension.OTHER);
        TimeCell cell = new TimeCell();
        add(cell, Side.BEFORE, SITE, 2);
        add(cell, Side.BEFORE, rest, 3);
        add(cell, Side.AFTER, OTHER_SITE, 1);
        add(cell, Side.AFTER, rest, 4);
        cell.add(Side.BEFORE, 1, SITE, 0, 127, 2);
        cell.add(Side.AFTER, 1, rest, 0, 127, 2);

        TimeCell.Outcome outcome = cell.outcome();

        assertThat(outcome.unexplained()).isZero();
        assertThat(outcome.cells()).isOne();
        assertThat(outcome.differing()).isZero();

        add(cell, Side.AFTER, rest, 1);
        assertThat(cell.outcome().unexplained())
                .as("a difference of the whole is seen")
                .isOne();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isZeroExactlyWhereTheSidesAddUpCellByCell(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TimeCell cell = new TimeCell();
        for (int i = 0; i < 20; i++) {
            List<String> dimensions = List.of("site" + random.nextInt(6), "path" + random.nextInt(3));
            long before = random.nextLong(100);
            long healed = random.nextLong(10);
            long duplicate = -random.nextLong(10);
            add(cell, Side.BEFORE, dimensions, before);
            add(cell, Side.HEALED, dimensions, healed);
            cell.add(Side.DUPLICATE, -1, dimensions, new long[] {-duplicate, 0, 0});
            add(cell, Side.AFTER, dimensions, before + healed + duplicate);
        }
        assertThat(cell.outcome().unexplained()).isZero();

        add(cell, Side.AFTER, List.of("site1", "path1"), 1);
        assertThat(cell.outcome().unexplained()).isOne();
    }

    private static void add(TimeCell cell, Side side, List<String> dimensions, long requests) {
        cell.add(side, 1, dimensions, new long[] {requests, 0, 0});
    }
}
