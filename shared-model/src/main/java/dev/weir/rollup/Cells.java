package dev.weir.rollup;

import dev.weir.catalogue.Catalogue;
import dev.weir.catalogue.CellColumns;
import dev.weir.catalogue.Column;
import dev.weir.catalogue.Rollup;
import dev.weir.catalogue.Table;
import dev.weir.model.RowHash;
import dev.weir.model.SparkSchema;
import dev.weir.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds lines up by several groupings in one pass over them and one shuffle, and merges what was added up. SQL's grouping sets do the
 * same, but copy each line once for every set and hash all sets' columns with each copy: half as fast.
 */
public final class Cells {
    private static final org.apache.spark.sql.Column[] TIME_CELL = {
        functions.col(Table.SEGMENT), functions.col(Table.DAY), functions.col(CellColumns.ROLLUP), functions.col("time")
    };

    private final List<Grouping> groupings;
    private final CellShape shape;

    /** @param keyed the warehouse's hash */
    public Cells(List<Grouping> groupings, KeyedHash keyed) {
        this.groupings = List.copyOf(groupings);
        this.shape = new CellShape(groupings, keyed);
    }

    /** Those of a catalogue's rollups. */
    public static Cells of(Catalogue catalogue, KeyedHash keyed) {
        return new Cells(Grouping.of(catalogue.rollups()), keyed);
    }

    /**
     * The cells of some lines.
     *
     * @param lines with {@code segment}, {@code day}, {@code timestamp} and what the groupings' expressions name
     * @return limited and finished: segment, day, keys, ranks and the measures' columns, null or empty where the grouping does not
     *     have them
     */
    public Dataset<Row> of(Dataset<Row> lines) {
        return of(lines, LineCombiner.MOST_BYTES);
    }

    Dataset<Row> of(Dataset<Row> lines, long mostBytes) {
        LineInputs inputs = new LineInputs();
        LineCombiner combiner = combiner(inputs, mostBytes);
        return merge(lines.selectExpr(inputs.columns().toArray(String[]::new))
                .mapPartitions(combiner, Encoders.row(states())));
    }

    private LineCombiner combiner(LineInputs inputs, long mostBytes) {
        List<LineGrouping> places = groupings.stream()
                .map(grouping -> LineGrouping.of(grouping, inputs))
                .toList();
        return new LineCombiner(shape, inputs, places, mostBytes);
    }

    /**
     * The same lines, whose cells there are once they were written.
     *
     * @param lines as {@link #of(Dataset)} has them, with {@link Table#DIGEST}
     */
    public CountedInPassing inPassing(Dataset<Row> lines) {
        return inPassing(lines, LineCombiner.MOST_BYTES);
    }

    CountedInPassing inPassing(Dataset<Row> lines, long mostBytes) {
        LineInputs inputs = new LineInputs();
        LineCombiner combiner = combiner(inputs, mostBytes);
        LeftStates left = new LeftStates(lines.sparkSession().sparkContext());
        // Not deterministic, as Spark has it: it may neither leave the function out nor call it twice.
        var adding = functions
                .udf(new PassingLines(combiner, left), DataTypes.LongType)
                .asNonNullable()
                .asNondeterministic();
        var columns = inputs.columns().stream().map(functions::expr).toArray(org.apache.spark.sql.Column[]::new);
        Dataset<Row> counted =
                lines.withColumn(Table.DIGEST, adding.apply(functions.col(Table.DIGEST), functions.struct(columns)));
        return new CountedInPassing(this, counted, left);
    }

    /** The cells of states, rows such as tasks left. */
    Dataset<Row> ofStates(SparkSession spark, JavaRDD<Row> states) {
        return merge(spark.createDataFrame(states, states()));
    }

    /** Cells such as were stored, those of one segment's name merged and limited: what a view shows of them. */
    public Dataset<Row> merged(Dataset<Row> cells) {
        List<String> columns = new ArrayList<>(
                List.of("CAST(`segment` AS BINARY)", "unix_date(`day`)", "`rollup`", "unix_micros(`time`)"));
        dimensions().forEach(name -> columns.add("CAST(" + Identifier.quoted(name) + " AS BINARY)"));
        IntStream.range(0, Rollup.MAX_DIMENSIONS).forEach(i -> columns.add(Identifier.quoted(CellColumns.rank(i))));
        CellShape.columns(groupings).forEach(column -> columns.add(Identifier.quoted(column.name())));
        return merge(
                cells.selectExpr(columns.toArray(String[]::new)).map(new StoredCells(shape), Encoders.row(states())));
    }

    private Dataset<Row> merge(Dataset<Row> states) {
        Dataset<Row> cells = states.repartition(TIME_CELL)
                .sortWithinPartitions(TIME_CELL)
                .mapPartitions(new CellMerger(shape), Encoders.row(finished()));
        return typed(cells);
    }

    private static StructType keys() {
        StructType keys = new StructType()
                .add(Table.SEGMENT, DataTypes.BinaryType, false)
                .add(Table.DAY, DataTypes.IntegerType, false)
                .add(CellColumns.ROLLUP, DataTypes.StringType, false)
                .add(CellColumns.TIME, DataTypes.LongType, false);
        for (String name : dimensions()) {
            keys = keys.add(name, DataTypes.BinaryType, false);
        }
        return keys;
    }

    private static StructType states() {
        return keys().add("state", DataTypes.BinaryType, false);
    }

    private StructType finished() {
        StructType schema = keys();
        List<Column> measured = new ArrayList<>(CellColumns.ranks());
        measured.addAll(CellShape.columns(groupings));
        for (var field : SparkSchema.of(measured).fields()) {
            schema = schema.add(field);
        }
        return schema;
    }

    private static List<String> dimensions() {
        return IntStream.range(0, Rollup.MAX_DIMENSIONS)
                .mapToObj(CellColumns::dimension)
                .toList();
    }

    private Dataset<Row> typed(Dataset<Row> cells) {
        List<String> columns = new ArrayList<>(List.of(
                "CAST(`segment` AS STRING) AS `segment`",
                "date_from_unix_date(`day`) AS `day`",
                "`rollup`",
                "timestamp_micros(`time`) AS `time`"));
        for (String name : dimensions()) {
            columns.add("CAST(" + Identifier.quoted(name) + " AS STRING) AS " + Identifier.quoted(name));
        }
        CellColumns.ranks().forEach(column -> columns.add(Identifier.quoted(column.name())));
        CellShape.columns(groupings).forEach(column -> columns.add(Identifier.quoted(column.name())));
        return cells.selectExpr(columns.toArray(String[]::new));
    }

    /**
     * Cells as the table has them: each with its digest, which leaves out the segment.
     *
     * @param more columns beside the table's
     */
    public static Dataset<Row> digested(Dataset<Row> cells, Table table, String... more) {
        return cells.drop(Table.DIGEST)
                .withColumn(Table.DIGEST, functions.expr(RowHash.sql(table)))
                .select(Stream.concat(table.names().stream(), Stream.of(more))
                        .map(functions::col)
                        .toArray(org.apache.spark.sql.Column[]::new));
    }
}
