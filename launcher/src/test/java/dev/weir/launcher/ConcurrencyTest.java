package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.batch.BatchLayer;
import dev.weir.ledger.Ledger;
import dev.weir.model.RawRecords;
import dev.weir.serving.spark.ServingViews;
import dev.weir.streaming.SpeedLayer;
import dev.weir.warehouse.HadoopSettings;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Tables;
import dev.weir.warehouse.Warehouse;
import dev.weir.warehouse.WarehouseException;
import io.delta.tables.DeltaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers and readers of one warehouse at the same time, each with a session of its own as processes have. */
class ConcurrencyTest {
    private static final int BATCHES = 3;
    private static final int LINES = 4;

    @TempDir
    Path temp;

    /** A reader's ledger, and what the views said as of it. */
    private record Reading(Ledger ledger, String events, String requests, String clients, String deadLetters) {}

    @Test
    void tablesAreMadeWhereSomebodyElseIsMakingThemOrDiedWhileHeDid() throws Exception {
        Warehouse.openOrCreate(temp.toString(), HadoopSettings.ofProcess());
        Files.createDirectories(temp.resolve("tables/cells/_delta_log/_commits"));
        Files.writeString(
                Files.createDirectories(temp.resolve("tables/lines/day=2026-11-20"))
                        .resolve("a.parquet"),
                "");

        Scene scene = new Scene(temp);
        scene.stream(Hit.at("2026-11-20T09:00:00Z", 999));

        assertThat(scene.ask("SELECT SUM(requests) FROM traffic")).containsExactly("1");
        assertThat(scene.ask("SELECT COUNT(*) FROM events")).containsExactly("1");
        assertThat(DeltaTable.forPath(scene.spark, temp.resolve("tables/cells").toString())
                        .detail()
                        .selectExpr("description", "partitionColumns[0]", "properties['delta.checkpointInterval']")
                        .head()
                        .toString())
                .isEqualTo("[" + scene.tables.catalogue().cells().says() + ",day,50]");
    }

    @Test
    void whileTwoStreamsAndABatchWriteEveryReadingIsOneLedgerPosition() throws Exception {
        Scene scene = new Scene(temp);
        scene.stream(Hit.at("2026-11-20T09:00:00Z", 999));
        CyclicBarrier start = new CyclicBarrier(4);
        CountDownLatch streams = new CountDownLatch(2);
        List<Callable<List<Reading>>> workers = new ArrayList<>();
        for (String stream : List.of("one", "two")) {
            workers.add(() -> {
                start.await();
                try {
                    stream(scene, stream);
                } finally {
                    streams.countDown();
                }
                return List.of();
            });
        }
        workers.add(() -> {
            start.await();
            while (streams.getCount() > 0) {
                batch(scene);
            }
            return List.of();
        });
        workers.add(() -> {
            start.await();
            List<Reading> readings = new ArrayList<>();
            do {
                readings.add(read(scene));
            } while (streams.getCount() > 0);
            return readings;
        });
        List<Reading> readings = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(workers.size());
        try {
            for (Future<List<Reading>> done : threads.invokeAll(workers)) {
                readings.addAll(done.get());
            }
        } finally {
            threads.shutdown();
        }

        for (Reading reading : readings) {
            String accepted =
                    Long.toString(reading.ledger().accounting().merged().accepted());
            assertThat(List.of(reading.events(), reading.requests(), reading.clients()))
                    .as("answers at position %s", reading.ledger().position())
                    .containsOnly(accepted);
            assertThat(reading.deadLetters())
                    .isEqualTo(
                            Long.toString(reading.ledger().accounting().merged().rejected()));
        }
        scene.batch();
        assertThat(scene.ledger().accounting().merged().accepted())
                .as("both streams brought the same events")
                .isEqualTo(1 + BATCHES * LINES);
        scene.requireSound();
    }

    @Test
    void aQueryWhoseRowsWereCleanedUpWhileItRanFailsClearly() {
        Scene scene = new Scene(temp);
        Hit hit = Hit.at("2026-11-20T10:00:00Z", 1);
        scene.stream(hit);
        Ledger began = scene.ledger();
        requireAnswers(scene, began);
        scene.stream(hit);
        scene.batch();
        requireAnswers(scene, began);
        Ledger now = scene.ledger();

        scene.clean();

        assertThat(scene.ask(began, "SELECT SUM(requests) FROM traffic"))
                .as("the rows are gone")
                .doesNotContain("1");
        assertThatThrownBy(() -> scene.warehouse.requireStanding(began))
                .isInstanceOf(WarehouseException.class)
                .hasMessage("Cannot trust this answer: a clean-up deleted rows that it needs while the query ran; ask"
                        + " again, and clean with more --keep-days");
        requireAnswers(scene, now);
    }

    private static void requireAnswers(Scene scene, Ledger ledger) {
        scene.warehouse.requireStanding(ledger);
        assertThat(scene.ask(ledger, "SELECT SUM(requests) FROM traffic"))
                .containsExactly(Long.toString(ledger.accounting().merged().accepted()));
    }

    private static void stream(Scene scene, String stream) {
        SparkSession spark = scene.spark.newSession();
        SpeedLayer layer = new SpeedLayer(job(scene, spark));
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < LINES; i++) {
                int id = batch * LINES + i;
                String line = Hit.at("2026-11-20T10:0" + batch + ":00Z", id).ingress();
                rows.add(new RawLine("/logs/" + stream, stream, id, line)
                        .row(Clock.systemUTC().instant()));
            }
            rows.add(new RawLine("/logs/" + stream, stream, 1000 + batch, "no log line")
                    .row(Clock.systemUTC().instant()));
            layer.process(spark.createDataFrame(rows, RawRecords.SCHEMA), stream, batch);
        }
    }

    private static void batch(Scene scene) {
        SparkSession spark = scene.spark.newSession();
        new BatchLayer(job(scene, spark)).run(Optional.empty());
    }

    private static Job job(Scene scene, SparkSession spark) {
        return new Job(spark, scene.warehouse, Clock.systemUTC(), Scene.ON);
    }

    private static Reading read(Scene scene) {
        SparkSession spark = scene.spark.newSession();
        Ledger ledger = scene.ledger();
        new ServingViews(spark, new Tables(spark, scene.warehouse)).register(ledger);
        return new Reading(
                ledger,
                one(spark, "SELECT COUNT(*) FROM events"),
                one(spark, "SELECT SUM(requests) FROM traffic"),
                one(spark, "SELECT SUM(requests) FROM clients"),
                one(spark, "SELECT COUNT(*) FROM dead_letters"));
    }

    private static String one(SparkSession spark, String sql) {
        return spark.sql(sql).first().mkString();
    }
}
