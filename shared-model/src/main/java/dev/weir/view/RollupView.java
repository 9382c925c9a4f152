package dev.weir.view;

import dev.weir.rollup.Dimension;
import dev.weir.rollup.Limits;
import dev.weir.rollup.Partials;
import dev.weir.rollup.Rollup;
import dev.weir.rollup.Sketch;
import dev.weir.rollup.Sum;
import dev.weir.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL that merges one rollup's visible partials into answers, measures presented. It says nothing of which partials
 * are visible, and is the same in both dialects but for the types' names.
 *
 * <p>It has two forms of equal answers. The one that joins each sketch to the sums suits an engine that leaves out a join of
 * which a query wants nothing, as Spark does; the other reads its relation once.
 */
public final class RollupView {
    private static final String CELL = "`day`, `time`, `d1`, `d2`";

    private final Rollup rollup;
    private final Dialect dialect;

    public RollupView(Rollup rollup, Dialect dialect) {
        this.rollup = rollup;
        this.dialect = dialect;
    }

    /**
     * The view's query, by joins.
     *
     * @param settled a relation of the partials of days that one segment answers for alone, so that there is nothing to
     *     merge; empty if there is no such day
     * @param live a relation of the partials of all other days, which never share a time cell with those; empty if there is
     *     none, but not both
     */
    public String sql(Optional<String> settled, Optional<String> live) {
        String rows = Stream.of(live.map(this::merged), settled.map(this::mine))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" UNION ALL "));
        StringBuilder joins = new StringBuilder();
        for (Sketch sketch : rollup.sketches()) {
            joins.append(" LEFT JOIN (SELECT ")
                    .append(CELL)
                    .append(", ")
                    .append(SketchSql.of(sketch, dialect).summary("TRUE"))
                    .append(" FROM (SELECT *")
                    .append(SketchSql.of(sketch, dialect).windows("TRUE"))
                    .append(" FROM `merged` WHERE ")
                    .append(isPart(sketch.name()))
                    .append(") GROUP BY ")
                    .append(CELL)
                    .append(") ")
                    .append(Identifier.quoted("of_" + sketch.name()))
                    .append(" USING (")
                    .append(CELL)
                    .append(")");
        }
        return "WITH `merged` AS (" + rows + ") SELECT " + presented() + " FROM (SELECT * FROM `merged` WHERE "
                + isPart(Partials.SUMS) + ") `s`" + joins;
    }

    /**
     * The view's query, in one pass over the partials.
     *
     * @param partials a relation, named once
     */
    public String onePassSql(String partials) {
        List<String> measures = new ArrayList<>();
        StringBuilder windows = new StringBuilder();
        rollup.sums().forEach(sum -> {
            String name = Identifier.quoted(sum.name());
            measures.add("SUM(IF(" + isPart(Partials.SUMS) + ", " + name + ", NULL)) AS " + name);
        });
        for (Sketch sketch : rollup.sketches()) {
            SketchSql sql = SketchSql.of(sketch, dialect);
            measures.add(sql.summary(isPart(sketch.name())));
            windows.append(sql.windows(isPart(sketch.name())));
        }
        return "SELECT " + presented() + " FROM (SELECT " + CELL + ", " + String.join(", ", measures)
                + " FROM (SELECT *" + windows + " FROM (" + merged(partials) + ")) GROUP BY " + CELL
                + " HAVING SUM(IF(" + isPart(Partials.SUMS) + ", 1, 0)) > 0)";
    }

    /** The view's columns. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("day", "time"));
        rollup.dimensions().forEach(dimension -> columns.add(dimension.name()));
        rollup.sums().forEach(sum -> columns.add(sum.name()));
        rollup.sketches()
                .forEach(sketch -> columns.addAll(SketchSql.of(sketch, dialect).columns()));
        return columns;
    }

    /** The select list over one row a cell, with its sums and the summaries of its sketches. */
    private String presented() {
        List<String> columns = new ArrayList<>(List.of("`day`", "`time`"));
        for (int i = 0; i < rollup.dimensions().size(); i++) {
            Dimension dimension = rollup.dimensions().get(i);
            columns.add(dialect.parsed(Identifier.quoted("d" + (i + 1)), dimension.type()) + " AS "
                    + Identifier.quoted(dimension.name()));
        }
        rollup.sums().forEach(sum -> {
            String name = Identifier.quoted(sum.name());
            columns.add("COALESCE(" + name + ", 0) AS " + name);
        });
        rollup.sketches()
                .forEach(sketch -> columns.addAll(SketchSql.of(sketch, dialect).presented()));
        return String.join(", ", columns);
    }

    private String merged(String partials) {
        return Limits.mergedSql(rollup, "(" + mine(partials) + ")");
    }

    private String mine(String partials) {
        return "SELECT `day`, `part`, `time`, `d1`, `d2`, `slot`, "
                + Identifier.list(rollup.sums().stream().map(Sum::name).toList()) + " FROM " + partials
                + " WHERE `rollup` = '" + rollup.name() + "'";
    }

    private static String isPart(String part) {
        return "`part` = '" + part + "'";
    }
}
