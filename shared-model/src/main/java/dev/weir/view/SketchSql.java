package dev.weir.view;

import dev.weir.model.DurationBucket;
import dev.weir.rollup.Sketch;
import dev.weir.sql.Identifier;
import java.util.ArrayList;
import java.util.List;

/**
 * How a sketch's slots become one row a cell, and that one what people read. The slots' rows are told by a condition, so that
 * those of other parts may stand among them.
 */
sealed interface SketchSql {
    static SketchSql of(Sketch sketch, Dialect dialect) {
        if (sketch instanceof Sketch.Distinct distinct) {
            return new DistinctSql(distinct, dialect);
        }
        return new PercentilesSql((Sketch.Percentiles) sketch, dialect);
    }

    /** The view's columns. */
    List<String> columns();

    /** What each row of a slot must know of its cell's others: more of a select list, or nothing. */
    String windows(String mine);

    /** Aggregates over a cell's rows, part of a select list. */
    String summary(String mine);

    /** The view's columns in SQL, over the summary; where there is none, it may be null. */
    List<String> presented();

    /** A distinct count. */
    record DistinctSql(Sketch.Distinct sketch, Dialect dialect) implements SketchSql {
        @Override
        public List<String> columns() {
            return List.of(sketch.name());
        }

        @Override
        public String windows(String mine) {
            return "";
        }

        @Override
        public String summary(String mine) {
            return "SUM(IF(" + mine + ", 1, 0)) AS " + kept() + ", MAX(IF(" + mine + ", `slot`, NULL)) AS " + highest();
        }

        @Override
        public List<String> presented() {
            // Below the limit the count is exact; at it, the highest kept hash tells how densely hashes lie.
            String share = "((CAST(" + highest() + " AS " + dialect.type("DOUBLE")
                    + ") + 9223372036854775808.0) / 18446744073709551616.0)";
            return List.of("CASE WHEN " + kept() + " IS NULL THEN 0 WHEN " + kept() + " < " + Sketch.Distinct.LIMIT
                    + " THEN " + kept() + " ELSE CAST(ROUND(" + (Sketch.Distinct.LIMIT - 1) + " / " + share + ") AS "
                    + dialect.type("BIGINT") + ") END AS " + Identifier.quoted(sketch.name()));
        }

        private String kept() {
            return Identifier.quoted(sketch.name() + "_kept");
        }

        private String highest() {
            return Identifier.quoted(sketch.name() + "_highest");
        }
    }

    /** Percentiles from a histogram. */
    record PercentilesSql(Sketch.Percentiles sketch, Dialect dialect) implements SketchSql {
        private static final List<Integer> PERCENTILES = List.of(50, 90, 95, 99);

        @Override
        public List<String> columns() {
            List<String> columns = new ArrayList<>(List.of(sketch.name() + "s"));
            PERCENTILES.forEach(p -> columns.add(sketch.name() + "_p" + p + "_us"));
            return columns;
        }

        @Override
        public String windows(String mine) {
            String requests = "SUM(IF(" + mine + ", `requests`, 0)) OVER (PARTITION BY `day`, `time`, `d1`, `d2`";
            return ", " + requests + " ORDER BY `part`, `slot`) AS " + column("running") + ", " + requests + ") AS "
                    + column("all");
        }

        @Override
        public String summary(String mine) {
            StringBuilder sql = new StringBuilder("MAX(" + column("all") + ") AS " + column("total"));
            for (int p : PERCENTILES) {
                // The nearest rank: the first bucket by whose end p % of the values have been seen.
                sql.append(", MIN(IF(" + mine + " AND " + column("running") + " * 100 >= " + column("all") + " * ")
                        .append(p)
                        .append(", ")
                        .append(DurationBucket.middleSql("`slot`", dialect.type("BIGINT")))
                        .append(", NULL)) AS ")
                        .append(column("p" + p));
            }
            return sql.toString();
        }

        @Override
        public List<String> presented() {
            List<String> columns = new ArrayList<>(
                    List.of("COALESCE(" + column("total") + ", 0) AS " + Identifier.quoted(sketch.name() + "s")));
            PERCENTILES.forEach(
                    p -> columns.add(column("p" + p) + " AS " + Identifier.quoted(sketch.name() + "_p" + p + "_us")));
            return columns;
        }

        private String column(String what) {
            return Identifier.quoted(sketch.name() + "_" + what);
        }
    }
}
