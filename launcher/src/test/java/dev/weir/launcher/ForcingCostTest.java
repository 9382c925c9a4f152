package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.warehouse.Disk;
import dev.weir.warehouse.Sessions;
import dev.weir.warehouse.SyncedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs to be safe from a power failure, counted: a disk takes some milliseconds each time. */
class ForcingCostTest {
    @TempDir
    Path temp;

    @Test
    void aMicroBatchForcesAFewFilesHoweverManyWereBefore() {
        SparkSession spark = Sessions.start("tests");
        System.setProperty("spark.hadoop." + Disk.SETTING, Counted.class.getName());
        spark.conf().set(Disk.SETTING, Counted.class.getName());
        try {
            Scene scene = new Scene(temp).writingOneFileADay();
            List<Integer> forced = new ArrayList<>();
            for (int microBatch = 0; microBatch < 5; microBatch++) {
                Counted.FORCED.set(0);
                scene.stream(Hit.at("2026-11-20T10:00:00Z", microBatch));
                forced.add(Counted.FORCED.get());
            }

            // The first makes the days' directories.
            assertThat(forced.get(1)).as("%s", forced).isBetween(8, 24);
            assertThat(forced.get(4)).as("%s", forced).isEqualTo(forced.get(1));
        } finally {
            System.clearProperty("spark.hadoop." + Disk.SETTING);
            spark.conf().unset(Disk.SETTING);
            DeltaLog.clearCache();
        }
    }

    /** The real disk, and how often it was asked. */
    public static final class Counted implements Disk {
        private static final AtomicInteger FORCED = new AtomicInteger();
        private final Disk disk = new SyncedDisk();

        @Override
        public void forceFile(Path file) throws IOException {
            FORCED.incrementAndGet();
            disk.forceFile(file);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            FORCED.incrementAndGet();
            disk.forceDirectory(directory);
        }
    }
}
