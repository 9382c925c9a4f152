package dev.weir.view;

import dev.weir.model.DurationBucket;
import dev.weir.rollup.Dimension;
import dev.weir.rollup.Limits;
import dev.weir.rollup.Partials;
import dev.weir.rollup.Rollup;
import dev.weir.rollup.Sketch;
import dev.weir.rollup.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL that merges one rollup's visible partials into answers, measures presented. It says nothing of which partials
 * are visible, and is the same in both dialects but for the types' names.
 */
public final class RollupView {
    private static final int[] PERCENTILES = {50, 90, 95, 99};

    private final Rollup rollup;
    private final Dialect dialect;

    public RollupView(Rollup rollup, Dialect dialect) {
        this.rollup = rollup;
        this.dialect = dialect;
    }

    /**
     * The view's query.
     *
     * @param settled a relation of the partials of days that one segment answers for alone, so that there is nothing to
     *     merge; empty if there is no such day
     * @param live a relation of the partials of all other days, which never share a time cell with those; empty if there is
     *     none, but not both
     */
    public String sql(Optional<String> settled, Optional<String> live) {
        String rows = Stream.of(
                        live.map(relation -> Limits.mergedSql(rollup, "(" + mine(relation) + ")")),
                        settled.map(this::mine))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" UNION ALL "));
        List<String> columns = new ArrayList<>(List.of("s.day", "s.time"));
        StringBuilder joins = new StringBuilder();
        for (int i = 0; i < rollup.dimensions().size(); i++) {
            Dimension dimension = rollup.dimensions().get(i);
            columns.add("CAST(s.d" + (i + 1) + " AS " + dialect.type(dimension.type()) + ") AS " + dimension.name());
        }
        rollup.sums().forEach(sum -> columns.add("COALESCE(s." + sum.name() + ", 0) AS " + sum.name()));
        for (Sketch sketch : rollup.sketches()) {
            columns.addAll(presented(sketch));
            joins.append(" LEFT JOIN (")
                    .append(summary(sketch))
                    .append(") ")
                    .append(sketch.name())
                    .append(" USING (day, time, d1, d2)");
        }
        return "WITH merged AS (" + rows + ") SELECT "
                + String.join(", ", columns) + " FROM (SELECT * FROM merged WHERE part = '" + Partials.SUMS + "') s"
                + joins;
    }

    /** The view's columns. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("day", "time"));
        rollup.dimensions().forEach(dimension -> columns.add(dimension.name()));
        rollup.sums().forEach(sum -> columns.add(sum.name()));
        for (Sketch sketch : rollup.sketches()) {
            if (sketch instanceof Sketch.Distinct) {
                columns.add(sketch.name());
            } else {
                columns.add(sketch.name() + "s");
                for (int p : PERCENTILES) {
                    columns.add(sketch.name() + "_p" + p + "_us");
                }
            }
        }
        return columns;
    }

    private String mine(String partials) {
        return "SELECT day, part, time, d1, d2, slot, "
                + rollup.sums().stream().map(Sum::name).collect(Collectors.joining(", ")) + " FROM " + partials
                + " WHERE rollup = '" + rollup.name() + "'";
    }

    /** One row a cell, from the sketch's slots. */
    private String summary(Sketch sketch) {
        String slots = "SELECT day, time, d1, d2, slot, requests FROM merged WHERE part = '" + sketch.name() + "'";
        if (sketch instanceof Sketch.Distinct) {
            return "SELECT day, time, d1, d2, COUNT(*) AS kept, MAX(slot) AS highest FROM (" + slots
                    + ") GROUP BY day, time, d1, d2";
        }
        String running = "SELECT *, SUM(requests) OVER (PARTITION BY day, time, d1, d2 ORDER BY slot) AS running, "
                + "SUM(requests) OVER (PARTITION BY day, time, d1, d2) AS total FROM (" + slots + ")";
        StringBuilder sql = new StringBuilder("SELECT day, time, d1, d2, MAX(total) AS total");
        for (int p : PERCENTILES) {
            // The nearest rank: the first bucket by whose end p % of the values have been seen.
            sql.append(", MIN(IF(running * 100 >= total * ")
                    .append(p)
                    .append(", ")
                    .append(DurationBucket.middleSql("slot", dialect.type("BIGINT")))
                    .append(", NULL)) AS p")
                    .append(p);
        }
        return sql + " FROM (" + running + ") GROUP BY day, time, d1, d2";
    }

    private List<String> presented(Sketch sketch) {
        String name = sketch.name();
        if (sketch instanceof Sketch.Distinct) {
            // Below the limit the count is exact; at it, the highest kept hash tells how densely hashes lie.
            String share = "((CAST(" + name + ".highest AS " + dialect.type("DOUBLE")
                    + ") + 9223372036854775808.0) / 18446744073709551616.0)";
            return List.of("CASE WHEN " + name + ".kept IS NULL THEN 0 WHEN " + name + ".kept < "
                    + Sketch.Distinct.LIMIT + " THEN " + name + ".kept ELSE CAST(ROUND("
                    + (Sketch.Distinct.LIMIT - 1) + " / " + share + ") AS " + dialect.type("BIGINT") + ") END AS "
                    + name);
        }
        List<String> columns = new ArrayList<>(List.of("COALESCE(" + name + ".total, 0) AS " + name + "s"));
        for (int p : PERCENTILES) {
            columns.add(name + ".p" + p + " AS " + name + "_p" + p + "_us");
        }
        return columns;
    }
}
