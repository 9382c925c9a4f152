package dev.weir.rollup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One grouping set: the sums of a rollup, or one sketch of it. */
record CellSet(Rollup rollup, Optional<Sketch> sketch) {
    static List<CellSet> of(List<Rollup> rollups) {
        List<CellSet> sets = new ArrayList<>();
        for (Rollup rollup : rollups) {
            sets.add(new CellSet(rollup, Optional.empty()));
            rollup.sketches().forEach(sketch -> sets.add(new CellSet(rollup, Optional.of(sketch))));
        }
        return sets;
    }

    String part() {
        return sketch.map(Sketch::name).orElse(Partials.SUMS);
    }

    Optional<String> slot() {
        return sketch.map(Sketch::slot);
    }

    int dimensions() {
        return rollup.dimensions().size();
    }

    String dimension(int index) {
        return rollup.dimensions().get(index).expression();
    }

    /** Whether the set's rows hold a sum: a sketch's slots are only counted. */
    boolean keeps(Sum sum) {
        return sketch.isEmpty() ? rollup.sums().contains(sum) : sum.equals(Sum.REQUESTS);
    }

    /** The key expressions beside segment, day and time. */
    List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        rollup.dimensions().forEach(dimension -> expressions.add(dimension.expression()));
        slot().ifPresent(expressions::add);
        return expressions;
    }

    String timeColumn() {
        return rollup.grain().name().toLowerCase(Locale.ROOT);
    }

    String timeMicros() {
        return timeColumn() + " * " + rollup.grain().micros();
    }

    /** The columns that this set groups by. */
    List<String> columns(Map<String, String> keys) {
        List<String> columns = new ArrayList<>(List.of("segment", "day", timeColumn()));
        expressions().forEach(expression -> columns.add(keys.get(expression)));
        return columns;
    }

    /** What SQL's {@code grouping_id()} gives for this set: a bit for each column that is not in it. */
    long groupingId(List<String> grouped, Map<String, String> keys) {
        List<String> mine = columns(keys);
        long id = 0;
        for (String column : grouped) {
            id = id << 1 | (mine.contains(column) ? 0 : 1);
        }
        return id;
    }
}
