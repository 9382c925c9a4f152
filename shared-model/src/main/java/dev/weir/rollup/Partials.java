package dev.weir.rollup;

import dev.weir.model.RowHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rollups' partial results: one row a segment, rollup, part and cell, in one table. Part {@code ''} holds a cell's sums,
 * every other part one slot of a sketch. All of them are one aggregation over the lines (grouping sets), hence one shuffle.
 */
public final class Partials {
    /** The part that holds the sums. */
    public static final String SUMS = "";

    public static final StructType SCHEMA = schema();

    private Partials() {}

    private static StructType schema() {
        StructType schema = new StructType()
                .add("segment", DataTypes.StringType, false)
                .add("day", DataTypes.DateType, false)
                .add("rollup", DataTypes.StringType, false)
                .add("part", DataTypes.StringType, false)
                .add("time", DataTypes.TimestampType, false)
                .add("d1", DataTypes.StringType, false)
                .add("d2", DataTypes.StringType, false)
                .add("slot", DataTypes.LongType, false);
        for (Sum sum : Rollups.SUMS) {
            schema = schema.add(sum.name(), DataTypes.LongType, true);
        }
        return schema.add("digest", DataTypes.LongType, false);
    }

    /**
     * The partials of accepted lines.
     *
     * @param lines rows of the lines table, of any segments and outcomes
     * @return rows of {@link #SCHEMA} without the digest, no limit applied
     */
    public static Dataset<Row> of(Dataset<Row> lines) {
        return of(lines, Rollups.ALL);
    }

    /** The same for some rollups; their sums are among {@link Rollups#SUMS}. */
    public static Dataset<Row> of(Dataset<Row> lines, List<Rollup> rollups) {
        List<CellSet> sets = CellSet.of(rollups);
        Map<String, String> keys = new LinkedHashMap<>();
        sets.forEach(set -> set.expressions().forEach(e -> keys.putIfAbsent(e, "k" + keys.size())));
        List<String> grouped = new ArrayList<>(List.of("segment", "day", "minute", "hour"));
        grouped.addAll(keys.values());

        List<String> inputs = new ArrayList<>(List.of(
                "segment",
                "day",
                "unix_micros(timestamp) DIV " + Grain.MINUTE.micros() + " AS minute",
                "unix_micros(timestamp) DIV " + Grain.HOUR.micros() + " AS hour"));
        keys.forEach((expression, key) -> inputs.add(expression + " AS " + key));
        Rollups.SUMS.forEach(sum -> inputs.add(sum.expression() + " AS " + sum.name()));

        String groupingSets = sets.stream()
                .map(set -> "(" + String.join(", ", set.columns(keys)) + ")")
                .collect(Collectors.joining(", "));
        String sums = Rollups.SUMS.stream()
                .map(sum -> "SUM(" + sum.name() + ") AS " + sum.name())
                .collect(Collectors.joining(", "));
        String view = "lines_" + Integer.toHexString(System.identityHashCode(lines));
        lines.where("outcome = 'accepted'")
                .withColumn("missing_path", org.apache.spark.sql.functions.expr("substring(url_path, 1, 256)"))
                .selectExpr(inputs.toArray(String[]::new))
                .createOrReplaceTempView(view);
        Dataset<Row> cells = lines.sparkSession()
                .sql("SELECT " + String.join(", ", grouped) + ", grouping_id() AS cell_set, " + sums + " FROM " + view
                        + " GROUP BY " + String.join(", ", grouped) + " GROUPING SETS (" + groupingSets + ")");
        lines.sparkSession().catalog().dropTempView(view);
        return named(cells, sets, keys, grouped);
    }

    /** Turns the grouping sets' columns into the partials'. */
    private static Dataset<Row> named(
            Dataset<Row> cells, List<CellSet> sets, Map<String, String> keys, List<String> grouped) {
        Map<Long, CellSet> byId = new LinkedHashMap<>();
        for (CellSet set : sets) {
            CellSet same = byId.put(set.groupingId(grouped, keys), set);
            if (same != null) {
                throw new IllegalArgumentException("Rollups " + same.rollup().name() + " and "
                        + set.rollup().name() + " have the same cells: declare one with the measures of both");
            }
        }
        List<String> columns = new ArrayList<>(List.of("segment", "day"));
        columns.add(choose(byId, set -> "'" + set.rollup().name() + "'") + " AS rollup");
        columns.add(choose(byId, set -> "'" + set.part() + "'") + " AS part");
        columns.add("timestamp_micros(" + choose(byId, CellSet::timeMicros) + ") AS time");
        columns.add(choose(byId, set -> keys.get(set.dimension(0))) + " AS d1");
        columns.add(choose(byId, set -> set.dimensions() > 1 ? keys.get(set.dimension(1)) : "''") + " AS d2");
        columns.add(choose(byId, set -> set.slot().map(keys::get).orElse("CAST(0 AS BIGINT)")) + " AS slot");
        for (Sum sum : Rollups.SUMS) {
            String has = byId.entrySet().stream()
                    .filter(e -> e.getValue().keeps(sum))
                    .map(e -> e.getKey().toString())
                    .collect(Collectors.joining(", "));
            columns.add("IF(cell_set IN (" + (has.isEmpty() ? "NULL" : has) + "), " + sum.name() + ", NULL) AS "
                    + sum.name());
        }
        return cells.selectExpr(columns.toArray(String[]::new))
                .where("d1 IS NOT NULL AND d2 IS NOT NULL AND slot IS NOT NULL");
    }

    private static String choose(Map<Long, CellSet> byId, java.util.function.Function<CellSet, String> value) {
        StringBuilder sql = new StringBuilder("CASE cell_set");
        byId.forEach(
                (id, set) -> sql.append(" WHEN ").append(id).append(" THEN ").append(value.apply(set)));
        return sql.append(" END").toString();
    }

    /** Adds each row's digest, which leaves out the segment: equal answers have equal digests. */
    public static Dataset<Row> digested(Dataset<Row> partials) {
        List<StructField> columns = Arrays.stream(SCHEMA.fields())
                .filter(column -> !List.of("segment", "day", "digest").contains(column.name()))
                .toList();
        return partials.selectExpr("*", RowHash.sql(columns) + " AS digest")
                .select(Arrays.stream(SCHEMA.fieldNames())
                        .map(org.apache.spark.sql.functions::col)
                        .toArray(org.apache.spark.sql.Column[]::new));
    }
}
