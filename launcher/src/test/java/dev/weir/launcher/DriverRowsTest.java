package dev.weir.launcher;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Lines;
import dev.weir.warehouse.Accounts;
import dev.weir.warehouse.SegmentWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes to the driver does not grow with the number of raw segments. */
class DriverRowsTest {
    private static final int FEW = 20;
    private static final int MANY = 2_000;

    /** What a task tells beside its rows differs a little. */
    private static final long SLACK = 20_000;

    @TempDir
    Path temp;

    @Test
    void accountsOfManyRawSegmentsAreAddedUpByTasks() {
        Scene scene = new Scene(temp);
        scene.stream(Hit.at("2026-11-20T10:00:00Z", 1));
        SegmentWriter writer = new SegmentWriter(scene.tables);

        long few = bytes(scene.spark, () -> requireAll(writer.cells(lines(scene, FEW)), FEW));
        long many = bytes(scene.spark, () -> requireAll(writer.cells(lines(scene, MANY)), MANY));

        assertThat(many).isLessThan(few + SLACK);
    }

    /** One line in each of so many raw segments. */
    private static Dataset<Row> lines(Scene scene, int rawSegments) {
        return scene.tables
                .lines()
                .crossJoin(scene.spark.range(rawSegments).toDF("n"))
                .withColumn(Lines.RAW_SEGMENT, concat(lit("s-"), expr("md5(CAST(n AS STRING))")))
                .drop("n");
    }

    private static void requireAll(Accounts accounts, long lines) {
        assertThat(accounts.tallies().values())
                .singleElement()
                .satisfies(tally -> assertThat(tally.accepted()).isEqualTo(lines));
        assertThat(accounts.formats().values()).containsExactly(lines);
        assertThat(accounts.lines().values())
                .singleElement()
                .satisfies(digest -> assertThat(digest.rows()).isEqualTo(lines));
    }

    /** How many bytes the tasks of some work send to the driver as their results. */
    private static long bytes(SparkSession spark, Runnable work) {
        AtomicLong bytes = new AtomicLong();
        SparkListener listener = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                bytes.addAndGet(end.taskMetrics().resultSize());
            }
        };
        spark.sparkContext().addSparkListener(listener);
        try {
            work.run();
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        } finally {
            spark.sparkContext().removeSparkListener(listener);
        }
        return bytes.get();
    }
}
