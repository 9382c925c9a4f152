package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.answers.Answers;
import dev.weir.batch.Verification;
import dev.weir.ledger.Layer;
import dev.weir.ledger.VisibleSegment;
import dev.weir.warehouse.VisibleRows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked about one day opens files of that day, however many days there are. */
class PartitionPruningTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final int SHORT = 3;
    private static final int LONG = 12;

    @TempDir
    Path temp;

    @Test
    void allThatBothLayersAskOfADayReadsThatDayOnly() {
        Map<String, List<TableScans.Scan>> few = scans(SHORT);
        requireOneDay(few);
        Map<String, List<TableScans.Scan>> many = scans(LONG);
        requireOneDay(many);

        assertThat(many.keySet()).isEqualTo(few.keySet());
        few.forEach((work, scans) ->
                assertThat(many.get(work)).as("scans of " + work).hasSameSizeAs(scans));
    }

    private static void requireOneDay(Map<String, List<TableScans.Scan>> scans) {
        scans.forEach((work, all) -> assertThat(all).as(work).isNotEmpty().allSatisfy(scan -> {
            assertThat(scan.partitionFilters()).isNotEqualTo("[]");
            // None where the table's statistics say that it has no such row.
            assertThat(scan.days()).isLessThanOrEqualTo(1);
            assertThat(scan.files() > 0).isEqualTo(scan.days() > 0);
        }));
        assertThat(scans.get("a batch that corrects"))
                .as("something is read")
                .anySatisfy(scan -> assertThat(scan.days()).isOne());
    }

    @Test
    void manySegmentsOfADayAreLookedForOnThatDay() {
        List<VisibleSegment> segments = IntStream.range(0, 500)
                .mapToObj(i -> new VisibleSegment("s" + i, DAY, Layer.SPEED))
                .toList();
        List<Integer> read = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        for (int days : new int[] {SHORT, LONG}) {
            Scene scene = history(days);
            for (Dataset<Row> table : List.of(scene.tables.lines(), scene.tables.cells())) {
                read.add(VisibleRows.of(table, segments).inputFiles().length);
                Dataset<Row> written = VisibleRows.written(table, segments);
                read.add(written.inputFiles().length);
                bytes.add(written.queryExecution()
                        .optimizedPlan()
                        .stats()
                        .sizeInBytes()
                        .toLong());
            }
        }

        assertThat(bytes.subList(2, 4))
                .as("what Spark takes for their size, by which they are divided for BigQuery")
                .allMatch(size -> size <= 2 * Math.max(bytes.get(0), bytes.get(1)));
        assertThat(read).hasSize(8);
        assertThat(read.subList(0, 4)).isEqualTo(read.subList(4, 8)).allMatch(files -> files == 1);
    }

    /** A scene of so many days, the last of which is {@link #DAY}. */
    private Scene history(int days) {
        // How many files a segment's rows fill otherwise is its random name's lot.
        Scene scene = new Scene(temp.resolve("days-" + days)).writingOneFileADay();
        Hit[] hits = IntStream.range(0, days)
                .mapToObj(ago -> Hit.at(DAY.minusDays(ago) + "T10:00:00Z", ago))
                .toArray(Hit[]::new);
        scene.stream(hits);
        return scene;
    }

    private Map<String, List<TableScans.Scan>> scans(int days) {
        Scene scene = history(days);
        scene.stream(
                new RawLine("/logs/b.log", "b", 0, Hit.at(DAY + "T13:00:00Z", 3).seed("22/Nov/2026:13:00:00")));
        Map<String, List<TableScans.Scan>> scans = new LinkedHashMap<>();
        add(scans, scene, "a batch that finds all right", () -> scene.batch(DAY.toString()));
        // A copy in another micro-batch is to be corrected, lines are late, and others move by an hour.
        scene.stream(Hit.at(DAY + "T10:00:00Z", 0), Hit.at(DAY + "T11:00:00Z", 1));
        scene.pin("/logs/b.log", "seed", "Europe/Berlin");
        add(scans, scene, "a batch that corrects", () -> scene.batch(DAY.toString()));
        scene.stream(Hit.at(DAY + "T14:00:00Z", 4));
        add(scans, scene, "verify", () -> new Verification(scene.job()).of(DAY));
        for (String view : Answers.CATALOGUE.names()) {
            if (!Set.of("ledger", "drift").contains(view)) {
                add(
                        scans,
                        scene,
                        view,
                        () -> scene.askSpark("SELECT * FROM " + view + " WHERE day = DATE'" + DAY + "'"));
            }
        }
        return scans;
    }

    private static void add(Map<String, List<TableScans.Scan>> scans, Scene scene, String name, Runnable work) {
        scans.put(name, TableScans.during(scene.spark, work));
    }
}
