package dev.weir.batch;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.weir.catalogue.Outcome;
import dev.weir.catalogue.Table;
import dev.weir.ledger.VisibleSegment;
import dev.weir.model.Lines;
import dev.weir.model.RawRecords;
import dev.weir.warehouse.VisibleRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Which lines explain how the answers of some days change. All of them are read and counted together, however many sides there are:
 * a line may be a copy and late at once.
 *
 * @param attempt the batch job's run, by which its own lines begin
 * @param corrected what the attempt wrote anew
 * @param unread what arrived after its day had been published
 * @param changed raw segments that were parsed by another model since
 */
record ExplainingLines(String attempt, RawParts corrected, RawParts unread, Set<String> changed) {
    private static final StructType PART = RawParts.PART
            .add("corrected", DataTypes.BooleanType, false)
            .add("unread", DataTypes.BooleanType, false)
            .add("changed", DataTypes.BooleanType, false);

    private static final String[] PLACE = {Lines.RAW_SEGMENT, RawRecords.PARTITION, RawRecords.POSITION};

    /**
     * The lines, each once for every side that it counts for: its segment is a {@link SignedSide}'s text.
     *
     * @param lines the lines table
     * @param shown whose lines answer so far
     * @param staged the attempt's segments
     * @return empty if there is nothing to explain
     */
    Optional<Dataset<Row>> of(Dataset<Row> lines, List<VisibleSegment> shown, List<VisibleSegment> staged) {
        List<VisibleSegment> holders = holders(shown, staged);
        if (holders.isEmpty()) {
            return Optional.empty();
        }
        Dataset<Row> parts = broadcast(lines.sparkSession().createDataFrame(parts(), PART));
        Dataset<Row> concerned = VisibleRows.of(lines, holders)
                .join(parts, new String[] {Table.DAY, Lines.RAW_SEGMENT})
                .withColumn("own", col(Table.SEGMENT).startsWith(attempt));
        Dataset<Row> known = changed.isEmpty() ? concerned.withColumn("dead", lit(false)) : withDead(concerned);
        return Optional.of(known.withColumn(
                Table.SEGMENT,
                expr("explode(array_compact(array(" + duplicate() + ", " + model() + ", " + late() + ")))")));
    }

    private List<VisibleSegment> holders(List<VisibleSegment> shown, List<VisibleSegment> staged) {
        return corrected.none()
                ? shown.stream()
                        .filter(segment -> unread.of(segment.day()).contains(segment.segment()))
                        .toList()
                : Stream.concat(shown.stream(), staged.stream()).toList();
    }

    private List<Row> parts() {
        List<Row> parts = new ArrayList<>();
        SortedSet<LocalDate> days = new TreeSet<>(corrected.days().keySet());
        days.addAll(unread.days().keySet());
        for (LocalDate day : days) {
            SortedSet<String> segments = new TreeSet<>(corrected.of(day));
            segments.addAll(unread.of(day));
            segments.forEach(segment -> parts.add(RowFactory.create(
                    java.sql.Date.valueOf(day),
                    segment,
                    corrected.of(day).contains(segment),
                    unread.of(day).contains(segment),
                    changed.contains(segment))));
        }
        return parts;
    }

    /** Whether a record was a dead letter, wherever its event lies now. */
    private static Dataset<Row> withDead(Dataset<Row> lines) {
        Dataset<Row> dead = lines.where("NOT `own` AND `corrected` AND `changed` AND " + Outcome.REJECTED.condition())
                .select(columns(PLACE))
                .distinct()
                .withColumn("dead", lit(true));
        return lines.join(dead, PLACE, "left").withColumn("dead", coalesce(col("dead"), lit(false)));
    }

    private static Column[] columns(String... names) {
        return Arrays.stream(names).map(functions::col).toArray(Column[]::new);
    }

    private static String duplicate() {
        return "CASE WHEN `corrected` AND " + Outcome.DUPLICATE.condition() + " THEN if(`own`, "
                + text(Side.DUPLICATE, -1) + ", " + text(Side.DUPLICATE, 1) + ") END";
    }

    private static String model() {
        return "CASE WHEN `corrected` AND `changed` AND NOT (" + Outcome.REJECTED.condition()
                + ") THEN CASE WHEN NOT `own` THEN " + text(Side.MODEL, -1) + " WHEN `dead` THEN "
                + text(Side.HEALED, 1) + " ELSE " + text(Side.MODEL, 1) + " END END";
    }

    /** What was corrected is told by the attempt's own lines. */
    private static String late() {
        return "CASE WHEN `unread` AND (`own` OR NOT `corrected`) AND " + Outcome.ACCEPTED.condition() + " THEN "
                + text(Side.LATE, 1) + " END";
    }

    private static String text(Side side, int sign) {
        return "'" + new SignedSide(side, sign) + "'";
    }
}
