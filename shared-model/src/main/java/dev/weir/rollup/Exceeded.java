package dev.weir.rollup;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which limits may be exceeded somewhere: a cheap count of cells, which spares most partials the sorting.
 *
 * @param dimensions rollups one of whose dimensions has too many values in a time cell
 * @param distinct of all other rollups, the distinct counts with too many hashes in a cell
 */
record Exceeded(SortedSet<String> dimensions, SortedSet<Part> distinct) {
    /** A part of a rollup, see {@link Partials}. */
    record Part(String rollup, String part) implements Comparable<Part> {
        @Override
        public int compareTo(Part other) {
            int byRollup = rollup.compareTo(other.rollup);
            return byRollup != 0 ? byRollup : part.compareTo(other.part);
        }
    }

    static Exceeded in(Dataset<Row> partials, List<Rollup> rollups) {
        SortedSet<String> dimensions = new TreeSet<>();
        SortedSet<Part> distinct = new TreeSet<>();
        Dataset<Row> most = partials.groupBy("segment", "day", "rollup", "part", "time", "d1")
                .agg(count("*").as("cells"))
                .groupBy("rollup", "part", "segment", "time")
                .agg(max("cells").as("cells"), count("*").as("groups"))
                .groupBy("rollup", "part")
                .agg(max("cells"), max("groups"));
        for (Row row : most.collectAsList()) {
            Rollup rollup = rollups.stream()
                    .filter(candidate -> candidate.name().equals(row.getString(0)))
                    .findFirst()
                    .orElseThrow();
            String part = row.getString(1);
            List<Dimension> limits = rollup.dimensions();
            if (row.getLong(3) > limits.get(0).limit()
                    || part.equals(Partials.SUMS)
                            && row.getLong(2) > limits.get(limits.size() - 1).limit()) {
                dimensions.add(rollup.name());
            } else if (isDistinct(rollup, part) && row.getLong(2) > Sketch.Distinct.LIMIT) {
                distinct.add(new Part(rollup.name(), part));
            }
        }
        distinct.removeIf(part -> dimensions.contains(part.rollup()));
        return new Exceeded(dimensions, distinct);
    }

    private static boolean isDistinct(Rollup rollup, String part) {
        return rollup.sketches().stream()
                .anyMatch(sketch ->
                        sketch instanceof Sketch.Distinct && sketch.name().equals(part));
    }

    boolean none() {
        return dimensions.isEmpty() && distinct.isEmpty();
    }

    /** Which rows are concerned, Spark SQL; names come from the declarations. */
    String condition() {
        return Stream.of(dimensionsCondition(), distinctCondition())
                .filter(condition -> !condition.isEmpty())
                .collect(Collectors.joining(" OR "));
    }

    String dimensionsCondition() {
        return dimensions.isEmpty()
                ? ""
                : dimensions.stream().collect(Collectors.joining("', '", "`rollup` IN ('", "')"));
    }

    String distinctCondition() {
        return distinct.stream()
                .map(part -> "`rollup` = '" + part.rollup() + "' AND `part` = '" + part.part() + "'")
                .collect(Collectors.joining(" OR "));
    }
}
