package dev.weir.warehouse;

import static org.apache.spark.sql.functions.broadcast;

import dev.weir.ledger.VisibleSegment;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Narrows a table to the segments that the ledger shows. */
public final class VisibleRows {
    /** As many names are worth to be compared with what the table says of its files. */
    private static final int FEW = 200;

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
    public static Dataset<Row> of(SparkSession spark, Dataset<Row> table, Collection<VisibleSegment> segments) {
        List<Row> rows = segments.stream()
                .map(visible -> RowFactory.create(
                        visible.segment(),
                        java.sql.Date.valueOf(visible.day()),
                        visible.layer().toString()))
                .toList();
        Dataset<Row> visible = spark.createDataFrame(rows, SEGMENTS);
        List<String> names =
                segments.stream().map(VisibleSegment::segment).distinct().toList();
        Dataset<Row> candidates =
                names.size() <= FEW ? table.where(table.col("segment").isInCollection(names)) : table;
        return candidates.join(broadcast(visible), new String[] {"segment", "day"});
    }
}
