package dev.weir.rollup;

import dev.weir.catalogue.CellColumns;
import dev.weir.catalogue.Dimension;
import dev.weir.catalogue.Grain;
import dev.weir.catalogue.Measure;
import dev.weir.catalogue.Rollup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.JavaConverters;

/**
 * A rollup with three dimensions, one of them an array, and every kind of measure, and how its cells are made in this process: by the
 * functions that Spark's tasks run, without Spark.
 */
@SuppressWarnings("deprecation") // JavaConverters: what Scala 2.12 and 2.13 share
public final class Everything {
    /** Its limits and sizes are so small that all of them take effect. */
    public static final Rollup ROLLUP = new Rollup(
            "everything",
            "What a test needs",
            Grain.TEN_MINUTES,
            List.of(
                    Dimension.of("site", "site", 3, "A site"),
                    Dimension.ofMany("tag", "tags", 4, "A tag"),
                    Dimension.of("page", "page", 2, "A page")),
            List.of(
                    Measure.Sum.REQUESTS,
                    new Measure.Sum("bytes", "bytes", "bytes", "Bytes"),
                    Measure.Extreme.least("first", "number", "", "The least number"),
                    Measure.Extreme.greatest("last", "number", "", "The greatest number"),
                    new Measure.Distinct("visitors", List.of("client", "agent"), 8, "Visitors"),
                    new Measure.Histogram("size", "bytes", "bytes", "a size")));

    private static final KeyedHash KEYED = KeyedHash.by("00112233445566778899aabbccddeeff");
    private static final LineInputs INPUTS = new LineInputs();
    private static final List<LineGrouping> GROUPINGS = List.of(LineGrouping.of(Grouping.of(ROLLUP), INPUTS));
    private static final CellShape SHAPE = new CellShape(List.of(Grouping.of(ROLLUP)), KEYED);
    private static final int DAY = 20_000;

    private Everything() {}

    /** A line: what the inputs' columns hold, but for the segment. */
    public record Line(Map<String, Object> values) {}

    /** Lines of two days, with values that are null, empty and called like the rest. */
    public static List<Line> lines(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> values = new TreeMap<>();
            int day = DAY + random.nextInt(2);
            values.put("unix_date(`day`)", day);
            values.put("unix_micros(`timestamp`)", day * 86_400_000_000L + random.nextLong(1_800_000_000L));
            values.put("`outcome` = 'accepted'", random.nextInt(10) > 0);
            values.put("CAST(site AS BINARY)", text(random, "site", 7));
            values.put("CAST(page AS BINARY)", random.nextInt(20) == 0 ? null : text(random, "page", 6));
            values.put("CAST(tags AS ARRAY<BINARY>)", random.nextInt(20) == 0 ? null : tags(random));
            values.put("CAST(client AS BINARY)", random.nextInt(9) == 0 ? null : text(random, "client", 40));
            values.put("CAST(agent AS BINARY)", random.nextInt(9) == 0 ? null : text(random, "agent", 3));
            values.put("bytes", random.nextInt(9) == 0 ? null : random.nextLong(1L << random.nextInt(1, 40)));
            values.put("number", random.nextInt(3) == 0 ? null : random.nextLong());
            values.put("CAST(1 AS BIGINT)", 1L);
            lines.add(new Line(values));
        }
        return lines;
    }

    private static byte[] text(SplittableRandom random, String name, int values) {
        int value = random.nextInt(values);
        if (value == 0) {
            return new byte[] {(byte) 0xff, 1};
        }
        String text = value == 1 ? Dimension.OTHER : value == 2 ? "" : name + value;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Object tags(SplittableRandom random) {
        List<byte[]> tags = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add(text(random, "tag", 9));
        }
        return JavaConverters.asScalaBuffer(tags).toSeq();
    }

    /**
     * The cells of a segment.
     *
     * @param mostBytes how much a task holds
     */
    public static List<Row> cells(List<Line> lines, String segment, long mostBytes) {
        List<Row> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(RowFactory.create(INPUTS.columns().stream()
                    .map(column -> column.equals("CAST(`segment` AS BINARY)")
                            ? segment.getBytes(StandardCharsets.UTF_8)
                            : line.values().get(column))
                    .toArray()));
        }
        return merged(new LineCombiner(SHAPE, INPUTS, GROUPINGS, mostBytes).call(rows.iterator()));
    }

    /** Cells of segments merged into one. */
    public static List<Row> merged(List<Row> cells, String segment) {
        StoredCells stored = new StoredCells(SHAPE);
        List<Row> states = new ArrayList<>();
        for (Row cell : cells) {
            Object[] values = values(stored.call(external(cell)));
            values[CellShape.SEGMENT] = segment.getBytes(StandardCharsets.UTF_8);
            states.add(RowFactory.create(values));
        }
        return merged(states.iterator());
    }

    private static List<Row> merged(Iterator<Row> states) {
        List<Row> sorted = new ArrayList<>();
        states.forEachRemaining(sorted::add);
        // A shuffle brings them in any order.
        Collections.shuffle(sorted, new java.util.Random(sorted.size()));
        sorted.sort(Comparator.<Row, String>comparing(row -> text((byte[]) row.get(CellShape.SEGMENT)))
                .thenComparing(row -> row.getInt(CellShape.DAY))
                .thenComparing(row -> row.getLong(CellShape.TIME)));
        List<Row> cells = new ArrayList<>();
        new CellMerger(SHAPE).call(sorted.iterator()).forEachRemaining(cells::add);
        return cells;
    }

    /** As Spark gives rows back: arrays as sequences. */
    private static Row external(Row cell) {
        return RowFactory.create(Arrays.stream(values(cell))
                .map(value -> value instanceof long[] hashes
                        ? JavaConverters.asScalaBuffer(
                                Arrays.stream(hashes).boxed().toList())
                        : value instanceof Object[] rows ? JavaConverters.asScalaBuffer(Arrays.asList(rows)) : value)
                .toArray());
    }

    private static Object[] values(Row row) {
        return IntStream.range(0, row.length()).mapToObj(row::get).toArray();
    }

    /** Cells as texts, in order, without their segments. */
    public static List<String> texts(List<Row> cells) {
        return cells.stream()
                .map(cell -> IntStream.range(1, cell.length())
                        .mapToObj(i -> text(cell.get(i)))
                        .toList()
                        .toString())
                .sorted()
                .toList();
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return text(bytes);
        }
        if (value instanceof long[] hashes) {
            return Arrays.toString(hashes);
        }
        return value instanceof Object[] rows ? Arrays.toString(rows) : String.valueOf(value);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The names of the columns of a cell's row. */
    public static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("segment", "day", "rollup", "time"));
        IntStream.range(0, Rollup.MAX_DIMENSIONS).forEach(i -> columns.add(CellColumns.dimension(i)));
        CellColumns.ranks().forEach(column -> columns.add(column.name()));
        CellColumns.measures(ROLLUP.measures()).forEach(column -> columns.add(column.name()));
        return columns;
    }
}
