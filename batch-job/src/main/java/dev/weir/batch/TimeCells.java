package dev.weir.batch;

import dev.weir.catalogue.CellColumns;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Rollup;
import dev.weir.catalogue.Table;
import dev.weir.rollup.Runs;
import dev.weir.sql.Identifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Counts {@link TimeCell}s of rows of cells, whose sides and signs were written before them. */
final class TimeCells implements MapPartitionsFunction<Row, Row> {
    /** The columns of what was found out: day, rollup, cells, differing, requests by side, unexplained. */
    static final String DAY = Table.DAY;

    static final String ROLLUP = CellColumns.ROLLUP;
    static final String CELLS = "cells";
    static final String DIFFERING = "differing";
    static final String UNEXPLAINED = "unexplained";

    private static final long serialVersionUID = 1;
    private static final String SIDE = "side";
    private static final String SIGN = "sign";
    private static final Column[] TIME_CELL = {
        functions.col(DAY), functions.col(ROLLUP), functions.col(CellColumns.TIME)
    };

    /** Places in a row: side, sign, day, rollup, time, dimensions, sums, histograms. */
    private static final int FIRST_DIMENSION = 5;

    private static final int FIRST_SUM = FIRST_DIMENSION + Rollup.MAX_DIMENSIONS;

    private final List<String> sums;
    private final List<String> histograms;

    /** @param measures what is counted; the first is the requests, those that do not add up are left out */
    TimeCells(List<Measure> measures) {
        this.sums = new ArrayList<>(measures.stream()
                .filter(Measure.Sum.class::isInstance)
                .map(Measure::name)
                .distinct()
                .toList());
        this.histograms = new ArrayList<>(measures.stream()
                .filter(Measure.Histogram.class::isInstance)
                .map(measure -> measure.state().orElseThrow().name())
                .distinct()
                .toList());
    }

    /** The column of a side's requests. */
    static String requests(Side side) {
        return "side_" + side;
    }

    /** That cells count for a side, in SQL. */
    static String isOf(Side side, int sign) {
        return "`" + SIDE + "` = '" + side + "' AND `" + SIGN + "` = " + sign;
    }

    /** Cells of a side. */
    Dataset<Row> sided(Dataset<Row> cells, Side side) {
        return sided(cells, "'" + side + "'", "1");
    }

    /** Cells of sides, {@link SignedSide}s that stand where segments do. */
    Dataset<Row> sided(Dataset<Row> cells) {
        String segment = Identifier.quoted(Table.SEGMENT);
        return sided(cells, SignedSide.side(segment), SignedSide.sign(segment));
    }

    private Dataset<Row> sided(Dataset<Row> cells, String side, String sign) {
        List<String> columns = new ArrayList<>(List.of(
                side + " AS `" + SIDE + "`",
                sign + " AS `" + SIGN + "`",
                Identifier.quoted(DAY),
                Identifier.quoted(ROLLUP),
                Identifier.quoted(CellColumns.TIME)));
        IntStream.range(0, Rollup.MAX_DIMENSIONS)
                .forEach(i -> columns.add(Identifier.quoted(CellColumns.dimension(i))));
        sums.forEach(sum -> columns.add("COALESCE(" + Identifier.quoted(sum) + ", 0L) AS " + Identifier.quoted(sum)));
        histograms.forEach(histogram -> columns.add(Identifier.quoted(histogram)));
        return cells.selectExpr(columns.toArray(String[]::new));
    }

    /** By day and rollup, what was found out; a row each. */
    Dataset<Row> compared(Dataset<Row> sides) {
        StructType schema = new StructType()
                .add(DAY, DataTypes.DateType, false)
                .add(ROLLUP, DataTypes.StringType, false)
                .add(CELLS, DataTypes.LongType, false)
                .add(DIFFERING, DataTypes.LongType, false)
                .add(UNEXPLAINED, DataTypes.LongType, false);
        for (Side side : Side.values()) {
            schema = schema.add(requests(side), DataTypes.LongType, false);
        }
        List<Column> added = new ArrayList<>();
        for (String name : schema.fieldNames()) {
            if (!name.equals(DAY) && !name.equals(ROLLUP)) {
                added.add(functions.sum(Identifier.quoted(name)).as(name));
            }
        }
        return sides.repartition(TIME_CELL)
                .sortWithinPartitions(TIME_CELL)
                .mapPartitions(this, Encoders.row(schema))
                .groupBy(DAY, ROLLUP)
                .agg(added.get(0), added.subList(1, added.size()).toArray(Column[]::new));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Compared(rows);
    }

    private final class Compared implements Iterator<Row> {
        private final Runs<Row> timeCells;

        Compared(Iterator<Row> rows) {
            this.timeCells = new Runs<>(rows, TimeCells::areOfOneTimeCell);
        }

        @Override
        public boolean hasNext() {
            return timeCells.hasNext();
        }

        @Override
        public Row next() {
            Row first = timeCells.first();
            TimeCell cell = new TimeCell();
            timeCells.take(row -> add(row, cell));
            TimeCell.Outcome outcome = cell.outcome();
            List<Object> row = new ArrayList<>(
                    List.of(first.get(2), first.get(3), outcome.cells(), outcome.differing(), outcome.unexplained()));
            for (Side side : Side.values()) {
                row.add(outcome.requests(side));
            }
            return RowFactory.create(row.toArray());
        }
    }

    private void add(Row row, TimeCell cell) {
        Side side = Side.valueOf(row.getString(0));
        int sign = row.getInt(1);
        List<String> dimensions = IntStream.range(0, Rollup.MAX_DIMENSIONS)
                .mapToObj(i -> row.getString(FIRST_DIMENSION + i))
                .toList();
        long[] counted = IntStream.range(0, sums.size())
                .mapToLong(i -> row.getLong(FIRST_SUM + i))
                .toArray();
        cell.add(side, sign, dimensions, counted);
        for (int i = 0; i < histograms.size(); i++) {
            int place = FIRST_SUM + sums.size() + i;
            // A rollup may have got a measure since the cell was written.
            List<Row> buckets = row.isNullAt(place) ? List.of() : row.getList(place);
            for (Row bucket : buckets) {
                cell.add(side, sign, dimensions, i, bucket.getLong(0), bucket.getLong(1));
            }
        }
    }

    private static boolean areOfOneTimeCell(Row one, Row other) {
        return IntStream.range(2, FIRST_DIMENSION).allMatch(i -> Objects.equals(one.get(i), other.get(i)));
    }
}
