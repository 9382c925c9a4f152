package dev.weir.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InSparkTest {
    private static SparkSession spark;

    @TempDir
    Path directory;

    @BeforeAll
    static void startSpark() {
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 1)
                .getOrCreate();
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @Test
    void aMicroBatchThatFailedHasTheSameRowsWhenItIsTriedAgain() throws Exception {
        Map<Long, List<String>> batches = new ConcurrentSkipListMap<>();
        try (Scene scene = new Scene(directory.resolve("unused"))) {
            scene.publish(0, 100);
            assertThat(run(scene, batches, true).exception().isDefined()).isTrue();
            List<String> failed = batches.get(0L);
            assertThat(failed).isNotEmpty();
            batches.clear();
            scene.publish(100, 150);

            StreamingQuery query = run(scene, batches, false);

            assertThat(query.exception().isDefined()).isFalse();
            assertThat(batches.get(0L)).isEqualTo(failed);
            assertThat(batches.values().stream().flatMap(List::stream))
                    .containsExactlyInAnyOrderElementsOf(Scene.lines(0, 150));
            assertThat(query.lastProgress().sources()[0].metrics())
                    .containsEntry("backlogMessages", "0")
                    .containsKeys("pulledMessages", "oldestUnacknowledgedMs");
        }
    }

    private StreamingQuery run(Scene scene, Map<Long, List<String>> batches, boolean failing) throws Exception {
        StreamingQuery query = spark.readStream()
                .format("pubsub")
                .option("subscriptionId", Scene.SUBSCRIPTION)
                .option("emulatorHost", scene.server.host())
                .option("availableNowIdle", "10s")
                .load()
                .writeStream()
                .option("checkpointLocation", directory.resolve("checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .foreachBatch((batch, number) -> {
                    batches.put(
                            number,
                            batch.selectExpr("string(payload)")
                                    .as(Encoders.STRING())
                                    .collectAsList());
                    if (failing) {
                        throw new IOException("a full disk");
                    }
                })
                .start();
        try {
            query.awaitTermination();
        } catch (org.apache.spark.sql.streaming.StreamingQueryException e) {
            assertThat(failing).as(e.getMessage()).isTrue();
        }
        return query;
    }
}
