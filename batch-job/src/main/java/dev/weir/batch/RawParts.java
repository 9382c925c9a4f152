package dev.weir.batch;

import static org.apache.spark.sql.functions.broadcast;

import dev.weir.model.Lines;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Parts of raw segments: what of a segment belongs to an event day.
 *
 * @param days raw segments by event day
 */
record RawParts(SortedMap<LocalDate, SortedSet<String>> days) {
    /** One row a part. */
    static final StructType PART =
            new StructType().add("day", DataTypes.DateType, false).add(Lines.RAW_SEGMENT, DataTypes.StringType, false);

    boolean none() {
        return days.values().stream().allMatch(Set::isEmpty);
    }

    /** The raw segments of a day; none of a day that is not known. */
    SortedSet<String> of(LocalDate day) {
        return days.getOrDefault(day, new TreeSet<>());
    }

    /** The raw segments of any day. */
    SortedSet<String> all() {
        return days.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The lines that are of these parts. */
    Dataset<Row> among(Dataset<Row> lines) {
        List<Row> rows = new ArrayList<>();
        days.forEach((day, segments) ->
                segments.forEach(segment -> rows.add(RowFactory.create(java.sql.Date.valueOf(day), segment))));
        Dataset<Row> parts = broadcast(lines.sparkSession().createDataFrame(rows, PART));
        return lines.join(
                parts,
                lines.col("day")
                        .equalTo(parts.col("day"))
                        .and(lines.col(Lines.RAW_SEGMENT).equalTo(parts.col(Lines.RAW_SEGMENT))),
                "left_semi");
    }
}
