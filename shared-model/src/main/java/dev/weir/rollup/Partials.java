package dev.weir.rollup;

import dev.weir.model.RowHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rollups' partial results: one row a segment, rollup, part and cell, in one table. Part {@code ''} holds a cell's sums,
 * every other part one slot of a sketch.
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
        return Cells.of(lines, groupings(rollups), Rollups.SUMS);
    }

    /**
     * The partials of accepted lines and the cells of one more grouping, from one pass.
     *
     * @param sums of that grouping, beside {@link Rollups#SUMS}: columns after the partials'
     */
    public static Dataset<Row> with(Grouping other, List<Sum> sums, Dataset<Row> lines) {
        List<Grouping> groupings = new ArrayList<>(groupings(Rollups.ALL));
        groupings.add(other);
        List<Sum> all = new ArrayList<>(Rollups.SUMS);
        all.addAll(sums);
        return Cells.of(lines, groupings, all);
    }

    /** The groupings whose cells are the partials of rollups. */
    private static List<Grouping> groupings(List<Rollup> rollups) {
        Optional<String> condition = Optional.of("`outcome` = 'accepted'");
        List<Grouping> groupings = new ArrayList<>();
        for (Rollup rollup : rollups) {
            List<String> dimensions =
                    rollup.dimensions().stream().map(Dimension::expression).toList();
            Optional<Grain> grain = Optional.of(rollup.grain());
            groupings.add(
                    new Grouping(rollup.name(), SUMS, condition, grain, dimensions, Optional.empty(), rollup.sums()));
            // A sketch's slots are only counted.
            rollup.sketches()
                    .forEach(sketch -> groupings.add(new Grouping(
                            rollup.name(),
                            sketch.name(),
                            condition,
                            grain,
                            dimensions,
                            Optional.of(sketch.slot()),
                            List.of(Sum.REQUESTS))));
        }
        return groupings;
    }

    /** Partials of equal cells of one segment, such as several whose names were made equal, merged. */
    public static Dataset<Row> merged(Dataset<Row> partials) {
        return Cells.merged(partials, Rollups.SUMS);
    }

    /** Adds each row's digest, which leaves out the segment: equal answers have equal digests. */
    public static Dataset<Row> digested(Dataset<Row> partials) {
        List<StructField> columns = Arrays.stream(SCHEMA.fields())
                .filter(column -> !List.of("segment", "day", "digest").contains(column.name()))
                .toList();
        return partials.selectExpr("*", RowHash.sql(columns) + " AS `digest`")
                .select(Arrays.stream(SCHEMA.fieldNames())
                        .map(org.apache.spark.sql.functions::col)
                        .toArray(org.apache.spark.sql.Column[]::new));
    }
}
