package dev.weir.rollup;

import dev.weir.catalogue.Dimension;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps cells bounded whatever a scanner asks for: of the values of a dimension in one time cell, and under the same earlier
 * dimensions, those with the lowest ranks are kept, the rest counts under {@value Dimension#OTHER}.
 *
 * <p>Merging limited cells and limiting again gives what limiting everything at once gives: a value among the lowest of the
 * whole is among the lowest of each part that has it, so nothing of it was ever folded into the rest.
 */
final class CellLimits {
    private final int[] limits;
    private final StringPool strings;

    CellLimits(List<Dimension> dimensions, StringPool strings) {
        this.limits = dimensions.stream().mapToInt(Dimension::limit).toArray();
        this.strings = strings;
    }

    /** The cells, or a table of those that are left where a limit is exceeded. */
    CellTable apply(CellTable cells) {
        if (Arrays.stream(limits).allMatch(limit -> cells.size() <= limit)) {
            return cells;
        }
        int[] folded = foldedFrom(cells);
        if (Arrays.stream(folded).allMatch(level -> level == limits.length)) {
            return cells;
        }
        CellTable left = cells.empty();
        int other = strings.other();
        int[] values = new int[limits.length];
        for (int cell = 0; cell < cells.size(); cell++) {
            for (int level = 0; level < limits.length; level++) {
                values[level] = level < folded[cell] ? cells.value(cell, level) : other;
            }
            left.merge(left.cell(cells.place(cell), cells.time(cell), values), cells, cell);
        }
        return left;
    }

    /** By cell, the first dimension that is over its limit; the number of dimensions if none is. */
    private int[] foldedFrom(CellTable cells) {
        int[] order = IntStream.range(0, cells.size())
                .boxed()
                .sorted(byRank(cells))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] folded = new int[cells.size()];
        int[] kept = new int[limits.length];
        int before = -1;
        for (int cell : order) {
            boolean begins =
                    before < 0 || cells.place(cell) != cells.place(before) || cells.time(cell) != cells.time(before);
            folded[cell] = limits.length;
            for (int level = 0; level < limits.length; level++) {
                if (begins) {
                    kept[level] = 1;
                } else if (cells.value(cell, level) != cells.value(before, level)) {
                    begins = true;
                    // Values of one rank are kept or folded together, as where SQL ranks them.
                    if (rank(cells, cell, level) != rank(cells, before, level)) {
                        kept[level]++;
                    }
                }
                if (kept[level] > limits[level] && folded[cell] == limits.length) {
                    folded[cell] = level;
                }
            }
            before = cell;
        }
        return folded;
    }

    private Comparator<Integer> byRank(CellTable cells) {
        Comparator<Integer> order =
                Comparator.<Integer>comparingLong(cells::place).thenComparingLong(cells::time);
        for (int level = 0; level < limits.length; level++) {
            int at = level;
            order = order.thenComparingLong(cell -> rank(cells, cell, at))
                    .thenComparingInt(cell -> cells.value(cell, at));
        }
        return order;
    }

    private long rank(CellTable cells, int cell, int level) {
        return strings.rank(cells.value(cell, level));
    }
}
