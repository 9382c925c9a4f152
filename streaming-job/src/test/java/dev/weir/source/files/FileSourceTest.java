package dev.weir.source.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.model.RawRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
    private static SparkSession spark;

    @TempDir
    Path directory;

    private final TestingClock clock = new TestingClock();
    /** What each micro-batch held, in order. */
    private final List<List<String>> batches = new ArrayList<>();

    private final List<List<Instant>> arrivals = new ArrayList<>();

    private LogDirectory logs;
    private boolean failing;

    @BeforeAll
    static void startSpark() {
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.task.maxFailures", 1)
                .getOrCreate();
        spark.sparkContext().setLogLevel("FATAL");
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @BeforeEach
    void makeDirectory() throws IOException {
        logs = new LogDirectory(Files.createDirectory(directory.resolve("logs")), clock);
    }

    @Test
    void streamsWhatLandsAndGrows() throws Exception {
        logs.write("a.log", "one\ntwo\n");
        StreamingQuery query = query(stream()).start();
        try {
            query.processAllAvailable();
            logs.append("a.log", "three\n");
            logs.write("b.log.gz", LogDirectory.gzip("four\n"));
            query.processAllAvailable();
            query.processAllAvailable();
        } finally {
            query.stop();
        }

        assertThat(batches)
                .containsExactly(List.of("a.log@0=one", "a.log@4=two"), List.of("a.log@8=three", "b.log.gz@0=four"));
    }

    @Test
    void goesOnFromItsCheckpoint() throws Exception {
        logs.write("a.log", "#Fields: x\none\n");
        runAvailable(stream());
        logs.append("a.log", "two\n");
        logs.rename("a.log", "a.log.1");
        logs.write("a.log", "#Fields: y\nthree\n");
        runAvailable(stream());
        runAvailable(stream());

        assertThat(batches)
                .containsExactly(List.of("a.log@11={x}one"), List.of("a.log.1@15={x}two", "a.log@11={y}three"));
    }

    @Test
    void availableNowKeepsToItsLimitsAndEnds() throws Exception {
        logs.write("a.log", "one\ntwo\nthree\n");
        logs.write("b.log", "four\n");
        runAvailable(stream().option("maxRecordsPerTrigger", 2));

        assertThat(batches)
                .containsExactly(List.of("a.log@0=one", "a.log@4=two"), List.of("a.log@8=three", "b.log@0=four"));
    }

    @Test
    void availableNowLeavesWhatComesAfterItsStart() throws Exception {
        logs.write("a.log", "one\ntwo\n");
        DataStreamWriter<Row> writer = query(stream().option("maxRecordsPerTrigger", 1), () -> {
            logs.append("a.log", "late\n");
            logs.write("late.log", "late too\n");
        });
        writer.trigger(Trigger.AvailableNow()).start().awaitTermination();

        assertThat(batches).containsExactly(List.of("a.log@0=one"), List.of("a.log@4=two"));
    }

    @Test
    void aBatchThatFailedIsReplayedWithTheSameRowsThoughFilesChanged() throws Exception {
        logs.write("a.log", "one\n");
        failing = true;
        assertThatThrownBy(() -> runAvailable(stream())).isInstanceOf(StreamingQueryException.class);

        failing = false;
        logs.append("a.log", "two\n");
        logs.rename("a.log", "a.log.1");
        logs.write("a.log", "three\n");
        runAvailable(stream());

        assertThat(batches)
                .containsExactly(
                        List.of("a.log@0=one"), List.of("a.log@0=one"), List.of("a.log.1@4=two", "a.log@0=three"));
        assertThat(arrivals).hasSize(3);
        assertThat(arrivals.get(1)).isEqualTo(arrivals.get(0));
    }

    @Test
    void anEntryThatSparkNeverHeardOfIsServedAfterRestart() throws Exception {
        logs.write("a.log", "one\n");
        runAvailable(stream());
        logs.append("a.log", "two\n");
        runAvailable(stream());
        // As if killed between the source's log and Spark's: the offset of batch 1 was never written.
        for (String log : List.of("offsets", "commits")) {
            Files.delete(directory.resolve("checkpoint").resolve(log).resolve("1"));
            Files.deleteIfExists(directory.resolve("checkpoint").resolve(log).resolve(".1.crc"));
        }
        logs.append("a.log", "three\n");
        runAvailable(stream());

        assertThat(batches)
                .containsExactly(
                        List.of("a.log@0=one"),
                        List.of("a.log@4=two"),
                        List.of("a.log@4=two"),
                        List.of("a.log@8=three"));
        assertThat(arrivals.get(2)).isEqualTo(arrivals.get(1));
    }

    @Test
    void theFirstEntryIsServedAfterAKillBeforeTheFirstOffset() throws Exception {
        logs.write("a.log", "one\n");
        runAvailable(stream());
        for (String log : List.of("offsets", "commits")) {
            deleteAll(directory.resolve("checkpoint").resolve(log));
        }
        logs.append("a.log", "two\n");
        runAvailable(stream());

        assertThat(batches).containsExactly(List.of("a.log@0=one"), List.of("a.log@0=one"), List.of("a.log@4=two"));
    }

    @Test
    void failsInWordsWhenItsLogIsGone() throws Exception {
        logs.write("a.log", "one\n");
        runAvailable(stream());
        deleteAll(directory.resolve("checkpoint").resolve("sources"));
        logs.append("a.log", "two\n");

        assertThatThrownBy(() -> runAvailable(stream()))
                .hasMessageContaining("Cannot go on after entry 1 of the source log: its last is 0");
    }

    @Test
    void failsInWordsWhenAPlannedFileIsGone() throws Exception {
        logs.write("a.log", "one\n");
        failing = true;
        assertThatThrownBy(() -> runAvailable(stream())).isInstanceOf(StreamingQueryException.class);
        failing = false;
        logs.delete("a.log");

        assertThatThrownBy(() -> runAvailable(stream()))
                .hasStackTraceContaining("Cannot read " + logs.path("a.log") + ": it is gone");
    }

    @Test
    void theLogStaysShort() throws Exception {
        StringBuilder content = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 100; i < 160; i++) {
            content.append(i).append('\n');
            expected.add("a.log@" + (i - 100) * 4 + "=" + i);
        }
        logs.write("a.log", content.toString());
        runAvailable(stream().option("maxRecordsPerTrigger", 1));
        logs.append("a.log", "last\n");
        runAvailable(stream());
        expected.add("a.log@240=last");

        assertThat(batches).hasSize(61).allMatch(batch -> batch.size() == 1);
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(expected);
        try (Stream<Path> entries = Files.list(directory.resolve("checkpoint/sources/0/files"))) {
            assertThat(entries.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".json")))
                    .hasSize(12)
                    .contains("0000000050.json", "0000000061.json");
        }
    }

    @Test
    void readsABatchByPathOrByRanges() throws IOException {
        logs.write("a.log", "one\r\ntwo");
        FilePlanner planner = new FilePlanner(spark.sessionState().newHadoopConf());
        List<FileRange> ranges = planner.plan(List.of(logs.path("*.log").toString()), List.of(), clock, Duration.ZERO);

        Dataset<Row> byRanges = spark.read()
                .format(FileSource.class.getName())
                .option("ranges", FileRanges.toJson(ranges))
                .load();
        Dataset<Row> byPath =
                spark.read().format("weir-files").load(logs.path("").toString());

        assertThat(byRanges.schema()).isEqualTo(RawRecords.SCHEMA);
        assertThat(lines(byRanges)).containsExactly("a.log@0=one", "a.log@5=two");
        assertThat(lines(byPath)).isEqualTo(lines(byRanges));
        assertThat(byRanges.select("arrived").distinct().as(Encoders.INSTANT()).collectAsList())
                .containsExactly(clock.instant());
        assertThat(byPath.count()).isEqualTo(2);
        assertThat(byRanges.select("partition").first().getString(0))
                .isEqualTo(ranges.get(0).partition().toString());
    }

    @Test
    void namesAPathThatIsNotThere() {
        String missing = logs.path("missing").toString();

        assertThatThrownBy(() -> spark.read().format("weir-files").load(missing).count())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot read " + missing + ": no such file or directory");
        assertThatThrownBy(() -> spark.read().format("weir-files").load().count())
                .hasMessageContaining("none named");
        assertThatThrownBy(() -> spark.read()
                        .format("weir-files")
                        .option("idel", "1s")
                        .load(missing)
                        .count())
                .hasMessageStartingWith("Invalid option: idel, must be one of path,");
    }

    private DataStreamReader stream() {
        return spark.readStream()
                .format("weir-files")
                .option("path", logs.path("").toString());
    }

    private void runAvailable(DataStreamReader stream) throws Exception {
        query(stream).trigger(Trigger.AvailableNow()).start().awaitTermination();
    }

    private DataStreamWriter<Row> query(DataStreamReader stream) {
        return query(stream, () -> {});
    }

    private interface Meanwhile {
        void run() throws IOException;
    }

    private DataStreamWriter<Row> query(DataStreamReader stream, Meanwhile meanwhile) {
        VoidFunction2<Dataset<Row>, Long> batch = (rows, id) -> {
            batches.add(lines(rows));
            arrivals.add(rows.select("arrived").as(Encoders.INSTANT()).collectAsList());
            meanwhile.run();
            if (failing) {
                throw new IllegalStateException("The test wants this batch to fail");
            }
        };
        return stream.load()
                .writeStream()
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .foreachBatch(batch);
    }

    private List<String> lines(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(this::text).toList();
    }

    private String text(Row row) {
        String header = row.isNullAt(4) ? "" : "{" + row.getString(4) + "}";
        String name = logs.path("").relativize(Path.of(row.getString(0))).toString();
        return name + "@" + row.getLong(2) + "=" + header + new String((byte[]) row.get(5), ISO_8859_1);
    }

    private static void deleteAll(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
