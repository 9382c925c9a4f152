package dev.weir.warehouse;

import static org.apache.spark.sql.functions.broadcast;

import dev.weir.ledger.VisibleSegment;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Narrows a table to the segments that the ledger shows. The days are always part of the condition, as literals: the tables
 * are partitioned by day, and so no file of another day is opened, however long the history.
 */
public final class VisibleRows {
    /** As many names are worth to be compared with what the table says of its files. */
    private static final int FEW = 200;

    /** As many days are named; of more, the first and the last. */
    private static final int FEW_DAYS = 1_000;

    private static final StructType SEGMENTS = new StructType()
            .add("segment", DataTypes.StringType, false)
            .add("day", DataTypes.DateType, false)
            .add("layer", DataTypes.StringType, false);

    private VisibleRows() {}

    /**
     * The rows of some segments, each on its day, with a column {@code layer}.
     *
     * @param table tags each row with its segment's id and event day
     */
    public static Dataset<Row> of(Dataset<Row> table, Collection<VisibleSegment> segments) {
        List<Row> rows = segments.stream()
                .map(visible -> RowFactory.create(
                        visible.segment(),
                        java.sql.Date.valueOf(visible.day()),
                        visible.layer().toString()))
                .toList();
        Dataset<Row> visible = table.sparkSession().createDataFrame(rows, SEGMENTS);
        Dataset<Row> ofDays = table.where(about(table.col("day"), days(segments)));
        List<String> names = names(segments);
        Dataset<Row> candidates = names.size() <= FEW ? ofDays.where(named(table, names)) : ofDays;
        return candidates.join(broadcast(visible), new String[] {"segment", "day"});
    }

    /**
     * The rows of some segments, whether or not they are shown, on some days.
     *
     * @param segments each on all of the days that any of them names and that it has rows of
     */
    public static Dataset<Row> written(Dataset<Row> table, Collection<VisibleSegment> segments) {
        return table.where(named(table.col("day"), days(segments))).where(named(table, names(segments)));
    }

    private static List<String> names(Collection<VisibleSegment> segments) {
        return segments.stream().map(VisibleSegment::segment).distinct().toList();
    }

    private static Column named(Dataset<Row> table, List<String> names) {
        return table.col("segment").isInCollection(names);
    }

    private static SortedSet<LocalDate> days(Collection<VisibleSegment> segments) {
        return segments.stream().map(VisibleSegment::day).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Column named(Column day, SortedSet<LocalDate> days) {
        return day.isInCollection(days.stream().map(java.sql.Date::valueOf).toList());
    }

    private static Column about(Column day, SortedSet<LocalDate> days) {
        return days.size() <= FEW_DAYS ? named(day, days) : day.between(literal(days.first()), literal(days.last()));
    }

    private static Column literal(LocalDate day) {
        return functions.lit(java.sql.Date.valueOf(day));
    }
}
