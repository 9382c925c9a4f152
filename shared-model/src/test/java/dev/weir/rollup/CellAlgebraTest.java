package dev.weir.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.catalogue.Dimension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cells form a commutative monoid: however lines are split into segments, in whatever order and grouping those are merged, and however
 * often a task hands out what it has, the cells are those of one segment, bit for bit.
 */
@SuppressWarnings("deprecation") // JavaConverters: what Scala 2.12 and 2.13 share
class CellAlgebraTest {
    private static final long MOST = LineCombiner.MOST_BYTES;

    static LongStream seeds() {
        return LongStream.range(1, 31);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void segmentsMergeInAnySplitOrderAndGroupingToTheSameCells(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Everything.Line> lines = Everything.lines(seed, random.nextInt(1, 3_000));
        List<String> whole = Everything.texts(Everything.cells(lines, "whole", MOST));

        List<Everything.Line> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(seed));
        int segments = random.nextInt(2, 9);
        List<List<Everything.Line>> parts = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            parts.add(new ArrayList<>());
        }
        shuffled.forEach(line -> parts.get(random.nextInt(segments)).add(line));
        List<Row> stored = new ArrayList<>();
        List<Row> pairs = new ArrayList<>();
        List<Row> before = List.of();
        for (int i = 0; i < segments; i++) {
            List<Row> cells = Everything.cells(parts.get(i), "s" + i, MOST);
            stored.addAll(cells);
            // Merged by twos, and those again.
            if (i % 2 == 1) {
                List<Row> pair = new ArrayList<>(before);
                pair.addAll(cells);
                pairs.addAll(Everything.merged(pair, "p" + i));
            } else if (i == segments - 1) {
                pairs.addAll(cells);
            }
            before = cells;
        }

        assertThat(Everything.texts(Everything.merged(stored, "m"))).isEqualTo(whole);
        assertThat(Everything.texts(Everything.merged(pairs, "m"))).isEqualTo(whole);
        assertThat(Everything.texts(Everything.merged(Everything.cells(lines, "one", MOST), "m")))
                .as("merged alone")
                .isEqualTo(whole);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tasksThatHoldLittleHandOutWhatGivesTheSameCells(long seed) {
        List<Everything.Line> lines = Everything.lines(seed, 5_000);

        assertThat(Everything.texts(Everything.cells(lines, "s", 1)))
                .isEqualTo(Everything.texts(Everything.cells(lines, "s", MOST)));
    }

    @Test
    void limitsFoldAndNeverDrop() {
        List<Row> cells = Everything.cells(Everything.lines(1, 5_000), "s", MOST);
        int site = CellShape.FIRST_DIMENSION;
        Map<List<Object>, Set<String>> sites = new HashMap<>();
        Map<List<Object>, Set<String>> tags = new HashMap<>();
        Map<List<Object>, Set<String>> pages = new HashMap<>();
        long requests = 0;
        for (Row cell : cells) {
            List<Object> time = List.of(cell.get(CellShape.DAY), cell.get(CellShape.TIME));
            String value = text(cell, site);
            add(sites, time, value);
            add(tags, List.of(time, value), text(cell, site + 1));
            add(pages, List.of(time, value, text(cell, site + 1)), text(cell, site + 2));
            requests += cell.getLong(CellShape.FIRST_MEASURE);
            if (value.equals(Dimension.OTHER)) {
                assertThat(cell.getLong(CellShape.FIRST_RANK)).isEqualTo(Long.MAX_VALUE);
            }
        }
        // The limit's values and the rest.
        assertThat(sites.values()).extracting(Set::size).containsOnly(4);
        assertThat(tags.values()).extracting(Set::size).allMatch(size -> size <= 5);
        assertThat(pages.values()).extracting(Set::size).allMatch(size -> size <= 3);
        assertThat(requests)
                .isEqualTo(Everything.lines(1, 5_000).stream()
                        .filter(line -> (Boolean) line.values().get("`outcome` = 'accepted'"))
                        .mapToLong(CellAlgebraTest::cellsOf)
                        .sum());
    }

    /** In how many cells a line counts: once under each of its tags. */
    private static long cellsOf(Everything.Line line) {
        Object tags = line.values().get("CAST(tags AS ARRAY<BINARY>)");
        if (tags == null || line.values().get("CAST(page AS BINARY)") == null) {
            return 0;
        }
        Set<String> distinct = new HashSet<>();
        scala.collection.JavaConverters.seqAsJavaList((scala.collection.Seq<?>) tags)
                .forEach(tag -> distinct.add(new String((byte[]) tag, StandardCharsets.ISO_8859_1)));
        return distinct.size();
    }

    @Test
    void sketchesTellWhatMemoryTheyHold() {
        for (MeasureColumn sketch : List.of(new DistinctColumn(1 << 20), new HistogramColumn())) {
            sketch.reserve(2);
            long empty = sketch.footprint();
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < 1_000; i++) {
                sketch.add(0, CountedValues.middle(random.nextLong(Long.MAX_VALUE) >>> random.nextInt(60)));
            }
            long added = sketch.footprint() - empty;
            sketch.merge(1, sketch, 0);

            assertThat(added).as(sketch.getClass().getSimpleName()).isGreaterThan(8 * 500);
            assertThat(sketch.footprint() - empty - added).isGreaterThan(8 * 500);
        }
    }

    @Test
    void keysAreChosenByNobody() {
        // Which of many values are kept is another matter by another key.
        Set<List<String>> kept = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            KeyedHash keyed = KeyedHash.by(KeyedHash.newKey());
            StringPool strings = new StringPool(keyed);
            CellTable cells = new CellTable(1, List.of(new SumColumn()));
            for (int value = 0; value < 50; value++) {
                int number = strings.number(("site" + value).getBytes(StandardCharsets.UTF_8));
                cells.measures().get(0).add(cells.cell(0, 0, new int[] {number}), 1);
            }
            CellTable left = new CellLimits(List.of(Dimension.of("site", "site", 5, "")), strings).apply(cells);
            assertThat(left.size()).isEqualTo(6);
            List<String> names = new ArrayList<>();
            for (int cell = 0; cell < left.size(); cell++) {
                names.add(new String(strings.string(left.value(cell, 0)), StandardCharsets.UTF_8));
            }
            Collections.sort(names);
            kept.add(names);
        }
        assertThat(kept).hasSizeGreaterThan(1);
    }

    private static void add(Map<List<Object>, Set<String>> map, List<Object> key, String value) {
        map.computeIfAbsent(key, unknown -> new HashSet<>()).add(value);
    }

    private static String text(Row cell, int column) {
        return new String((byte[]) cell.get(column), StandardCharsets.ISO_8859_1);
    }
}
