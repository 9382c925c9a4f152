package dev.weir.batch;

import dev.weir.catalogue.Dimension;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One rollup's cells of one time, counted by side, and what is left of their difference when all that explains it is taken away. Where a
 * limit took effect, which cells were folded into the rest depends on what else was there: all of its cells are compared as one.
 */
final class TimeCell {
    private final Map<List<String>, Sums> cells = new HashMap<>();
    private final Map<Side, Long> requests = new EnumMap<>(Side.class);
    private final Map<Count, Long> left = new HashMap<>();
    private boolean limited;

    /** A count of a histogram in a cell. */
    private record Count(List<String> cell, int histogram, long value) {}

    /** A cell's sums: what is left of the difference, and the difference. */
    private static final class Sums {
        private final long[] left;
        private final long[] difference;

        Sums(int count) {
            this.left = new long[count];
            this.difference = new long[count];
        }

        void add(Sums other) {
            for (int i = 0; i < left.length; i++) {
                left[i] += other.left[i];
                difference[i] += other.difference[i];
            }
        }
    }

    /**
     * What was found out.
     *
     * @param cells on any side
     * @param differing cells whose sums differ
     * @param requests by side
     * @param unexplained the sum over all cells and counts of what is left, without sign
     */
    record Outcome(long cells, long differing, Map<Side, Long> requests, long unexplained) {
        long requests(Side side) {
            return requests.getOrDefault(side, 0L);
        }
    }

    /**
     * Adds a cell of a side.
     *
     * @param sign 1, or -1 where its counts were taken away
     * @param dimensions the values that tell it from others
     * @param sums the first is the requests
     */
    void add(Side side, int sign, List<String> dimensions, long[] sums) {
        limited |= dimensions.contains(Dimension.OTHER);
        requests.merge(side, sign * sums[0], Long::sum);
        Sums cell = cells.computeIfAbsent(dimensions, unknown -> new Sums(sums.length));
        for (int i = 0; i < sums.length; i++) {
            cell.left[i] += weight(side) * sign * sums[i];
            cell.difference[i] += side == Side.BEFORE || side == Side.AFTER ? weight(side) * sign * sums[i] : 0;
        }
    }

    /** Adds how often a value is in a histogram of a cell of a side. */
    void add(Side side, int sign, List<String> dimensions, int histogram, long value, long count) {
        left.merge(new Count(dimensions, histogram, value), weight(side) * sign * count, Long::sum);
    }

    /** after - before - what explains it. */
    private static long weight(Side side) {
        return switch (side) {
            case AFTER -> 1;
            case LATE -> 0;
            case BEFORE, DUPLICATE, HEALED, MODEL -> -1;
        };
    }

    Outcome outcome() {
        if (limited) {
            collapse();
        }
        long differing = cells.values().stream()
                .filter(cell -> Arrays.stream(cell.difference).anyMatch(difference -> difference != 0))
                .count();
        long unexplained = left.values().stream().mapToLong(Math::abs).sum();
        for (Sums cell : cells.values()) {
            unexplained += Arrays.stream(cell.left).map(Math::abs).sum();
        }
        return new Outcome(cells.size(), differing, requests, unexplained);
    }

    private void collapse() {
        List<String> rest = List.of(Dimension.OTHER);
        List<Sums> all = List.copyOf(cells.values());
        cells.clear();
        for (Sums sums : all) {
            cells.computeIfAbsent(rest, unknown -> new Sums(sums.left.length)).add(sums);
        }
        Map<Count, Long> counts = new HashMap<>(left);
        left.clear();
        counts.forEach((count, number) -> left.merge(new Count(rest, count.histogram, count.value), number, Long::sum));
    }
}
