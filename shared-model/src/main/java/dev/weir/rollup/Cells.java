package dev.weir.rollup;

import dev.weir.sql.Identifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds lines up by several groupings in one pass over them and one shuffle. SQL's grouping sets do the same, but copy each
 * line once for every set and hash all sets' columns with each copy: half as fast.
 */
public final class Cells {
    /** The columns before the sums. */
    static final int KEYS = 8;

    private Cells() {}

    /**
     * The cells of some lines.
     *
     * @param lines with {@code segment}, {@code day}, {@code timestamp} and what the groupings' expressions name
     * @param groupings what to group by
     * @param sums the sums of all groupings
     * @return columns segment, day, rollup, part, time, d1, d2, slot, and a column for each sum: null where the grouping
     *     does not have it, or no line had a value
     */
    public static Dataset<Row> of(Dataset<Row> lines, List<Grouping> groupings, List<Sum> sums) {
        return of(lines, groupings, sums, CellCombiner.MOST_BYTES);
    }

    static Dataset<Row> of(Dataset<Row> lines, List<Grouping> groupings, List<Sum> sums, long mostBytes) {
        Set<String> strings = new LinkedHashSet<>();
        groupings.forEach(grouping -> strings.addAll(grouping.dimensions()));
        List<String> inputs = new ArrayList<>(List.of("CAST(`segment` AS BINARY)", "unix_date(`day`)"));
        Map<String, Integer> numbered = new LinkedHashMap<>();
        strings.forEach(string -> {
            numbered.put(string, numbered.size());
            inputs.add("CAST(" + string + " AS BINARY)");
        });
        Map<String, Integer> columns = new LinkedHashMap<>();
        List<CellCombiner.Columns> combined = new ArrayList<>();
        for (Grouping grouping : groupings) {
            List<String> dimensions = grouping.dimensions();
            combined.add(new CellCombiner.Columns(
                    grouping.name(),
                    grouping.part(),
                    grouping.condition().map(e -> ordinal(e, columns, inputs)).orElse(-1),
                    grouping.grain().map(g -> ordinal(time(g), columns, inputs)).orElse(-1),
                    numbered.get(dimensions.get(0)),
                    dimensions.size() > 1 ? numbered.get(dimensions.get(1)) : -1,
                    grouping.slot().map(e -> ordinal(e, columns, inputs)).orElse(-1),
                    grouping.sums().stream()
                            .map(sum -> ordinal(sum.expression(), columns, inputs))
                            .toList(),
                    grouping.sums().stream()
                            .map(sum -> KEYS + sums.indexOf(sum))
                            .toList()));
        }
        Dataset<Row> cells = lines.selectExpr(inputs.toArray(String[]::new))
                .mapPartitions(
                        new CellCombiner(combined, strings.size(), sums.size(), mostBytes), Encoders.row(schema(sums)));
        return merged(typed(cells, sums), sums);
    }

    /** The input's ordinal of an expression that is no string, added if it is new. */
    private static int ordinal(String expression, Map<String, Integer> columns, List<String> inputs) {
        return columns.computeIfAbsent(expression, added -> {
            inputs.add(added);
            return inputs.size() - 1;
        });
    }

    private static String time(Grain grain) {
        return "unix_micros(`timestamp`) DIV " + grain.micros() + " * " + grain.micros();
    }

    private static StructType schema(List<Sum> sums) {
        StructType schema = new StructType()
                .add("segment", DataTypes.BinaryType, false)
                .add("day", DataTypes.IntegerType, false)
                .add("rollup", DataTypes.StringType, false)
                .add("part", DataTypes.StringType, false)
                .add("time", DataTypes.LongType, false)
                .add("d1", DataTypes.BinaryType, false)
                .add("d2", DataTypes.BinaryType, false)
                .add("slot", DataTypes.LongType, false);
        for (Sum sum : sums) {
            schema = schema.add(sum.name(), DataTypes.LongType, true);
        }
        return schema;
    }

    private static Dataset<Row> typed(Dataset<Row> cells, List<Sum> sums) {
        List<String> columns = new ArrayList<>(List.of(
                "CAST(`segment` AS STRING) AS `segment`",
                "date_from_unix_date(`day`) AS `day`",
                "`rollup`",
                "`part`",
                "timestamp_micros(`time`) AS `time`",
                "CAST(`d1` AS STRING) AS `d1`",
                "CAST(`d2` AS STRING) AS `d2`",
                "`slot`"));
        sums.forEach(sum -> columns.add(Identifier.quoted(sum.name())));
        return cells.selectExpr(columns.toArray(String[]::new));
    }

    /** Adds up equal cells. */
    static Dataset<Row> merged(Dataset<Row> cells, List<Sum> sums) {
        Column[] added = sums.stream()
                .map(sum -> functions.sum(Identifier.quoted(sum.name())).as(sum.name()))
                .toArray(Column[]::new);
        return cells.groupBy("segment", "day", "rollup", "part", "time", "d1", "d2", "slot")
                .agg(added[0], Arrays.copyOfRange(added, 1, added.length));
    }
}
