package dev.weir.rollup;

import static dev.weir.rollup.Dimension.OTHER;

import dev.weir.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps tables bounded whatever a scanner asks for: of the values of a dimension in one time cell, those with the lowest
 * hashes are kept, the rest counts under {@value Dimension#OTHER}; of a distinct count's hashes, the lowest are kept.
 *
 * <p>Merging limited results and limiting again gives what limiting everything at once gives: a value among the lowest of
 * the whole is among the lowest of each part that has it, so its counts were never folded into the rest.
 */
public final class Limits {
    private Limits() {}

    /**
     * Limits and merges the partials of each segment for itself.
     *
     * @param partials rows of {@link Partials#SCHEMA}, without digest
     */
    public static Dataset<Row> apply(Dataset<Row> partials) {
        return apply(partials, Rollups.ALL);
    }

    /** The same for partials of some rollups. */
    public static Dataset<Row> apply(Dataset<Row> partials, List<Rollup> rollups) {
        Exceeded exceeded = Exceeded.in(partials, rollups);
        if (exceeded.none()) {
            return partials;
        }
        String view = "partials_" + Integer.toHexString(System.identityHashCode(partials));
        String quoted = Identifier.quoted(view);
        // To drop a view releases its plan from the cache; this plan is not the cached one, it only reads it.
        partials.select("*").createOrReplaceTempView(view);
        try {
            String columns = Identifier.list(Stream.concat(
                            Stream.of("segment", "day", "rollup", "part", "time", "d1", "d2", "slot"),
                            Rollups.SUMS.stream().map(Sum::name))
                    .toList());
            List<String> parts =
                    new ArrayList<>(List.of("SELECT * FROM " + quoted + " WHERE NOT (" + exceeded.condition() + ")"));
            if (!exceeded.dimensions().isEmpty()) {
                parts.add(sql(
                        "(SELECT * FROM " + quoted + " WHERE " + exceeded.dimensionsCondition() + ")",
                        List.of("segment", "day", "rollup"),
                        Rollups.SUMS,
                        byRollup(rollups, rollup -> rollup.dimensions().get(0).limit()),
                        byRollup(
                                rollups,
                                rollup -> rollup.dimensions()
                                        .get(rollup.dimensions().size() - 1)
                                        .limit()),
                        byRollup(rollups, rollup -> rollup.dimensions().size() > 1),
                        distinctParts(rollups)));
            }
            if (!exceeded.distinct().isEmpty()) {
                parts.add("SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY `segment`, `day`, `rollup`, `part`,"
                        + " `time`, `d1`, `d2` ORDER BY `slot`) AS `rank` FROM " + quoted + " WHERE "
                        + exceeded.distinctCondition() + ") WHERE `rank` <= " + Sketch.Distinct.LIMIT);
            }
            return partials.sparkSession()
                    .sql(parts.stream()
                            .map(part -> "SELECT " + columns + " FROM (" + part + ")")
                            .collect(Collectors.joining(" UNION ALL ")));
        } finally {
            partials.sparkSession().catalog().dropTempView(view);
        }
    }

    /** The same for one rollup's rows of any segments, merged: what its view shows. */
    public static String mergedSql(Rollup rollup, String relation) {
        List<Dimension> dimensions = rollup.dimensions();
        return sql(
                relation,
                List.of("day"),
                rollup.sums(),
                String.valueOf(dimensions.get(0).limit()),
                String.valueOf(dimensions.get(dimensions.size() - 1).limit()),
                String.valueOf(dimensions.size() > 1),
                distinctParts(List.of(rollup)));
    }

    private static String sql(
            String relation,
            List<String> scope,
            List<Sum> sums,
            String limit1,
            String limit2,
            String twoDimensions,
            String distinctParts) {
        String scoped =
                scope.stream().map(column -> Identifier.quoted(column) + ", ").collect(Collectors.joining());
        String names = Identifier.list(sums.stream().map(Sum::name).toList());
        String added = sums.stream()
                .map(sum -> Identifier.quoted(sum.name()))
                .map(sum -> "SUM(" + sum + ") AS " + sum)
                .collect(Collectors.joining(", "));
        String outer = "SELECT *, DENSE_RANK() OVER (PARTITION BY " + scoped + "`time` ORDER BY `d1` = '" + OTHER
                + "', md5(`d1`)) AS `rank1` FROM " + relation;
        String outerKept = "SELECT " + scoped + "`part`, `time`, IF(`rank1` > " + limit1 + ", '" + OTHER
                + "', `d1`) AS `d1`, IF(`rank1` > " + limit1 + " AND " + twoDimensions + ", '" + OTHER
                + "', `d2`) AS `d2`, `slot`, " + names
                + " FROM (" + outer + ")";
        String inner = "SELECT *, DENSE_RANK() OVER (PARTITION BY " + scoped + "`time`, `d1` ORDER BY `d2` = '" + OTHER
                + "', md5(`d2`)) AS `rank2` FROM (" + outerKept + ")";
        String kept2 = "IF(`rank2` > " + limit2 + ", '" + OTHER + "', `d2`)";
        String merged = "SELECT " + scoped + "`part`, `time`, `d1`, " + kept2 + " AS `d2`, `slot`, " + added + " FROM ("
                + inner + ") GROUP BY " + scoped + "`part`, `time`, `d1`, " + kept2 + ", `slot`";
        String ranked = "SELECT *, IF(`part` IN (" + (distinctParts.isEmpty() ? "NULL" : distinctParts)
                + "), ROW_NUMBER() OVER (PARTITION BY " + scoped
                + "`part`, `time`, `d1`, `d2` ORDER BY `slot`), 0) AS `rank3` FROM (" + merged + ")";
        return "SELECT " + scoped + "`part`, `time`, `d1`, `d2`, `slot`, " + names + " FROM (" + ranked
                + ") WHERE `rank3` <= " + Sketch.Distinct.LIMIT;
    }

    private static String byRollup(List<Rollup> rollups, Function<Rollup, Object> value) {
        return rollups.stream()
                .map(rollup -> "WHEN '" + rollup.name() + "' THEN " + value.apply(rollup))
                .collect(Collectors.joining(" ", "CASE `rollup` ", " END"));
    }

    /** The parts of the rollups' distinct counts, as a list of SQL strings; empty if they have none. */
    public static String distinctParts(List<Rollup> rollups) {
        return rollups.stream()
                .flatMap(rollup -> rollup.sketches().stream())
                .filter(Sketch.Distinct.class::isInstance)
                .map(sketch -> "'" + sketch.name() + "'")
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
