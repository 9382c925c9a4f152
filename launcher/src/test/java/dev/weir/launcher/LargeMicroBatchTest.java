package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.batch.BatchLayer;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Tally;
import dev.weir.serving.spark.ScalaCollections;
import dev.weir.warehouse.Milestones;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Micro-batches of so many lines that they are added up while they are written, instead of being kept for it. */
class LargeMicroBatchTest {
    private static final int LINES = 25_000;
    private static final String DAY = "2026-11-20";

    @TempDir
    Path temp;

    private Scene scene;

    @BeforeEach
    void openWarehouse() {
        scene = new Scene(temp.resolve("warehouse"));
    }

    @Test
    void areWhatTheBatchLayerComputesAndWhatSmallOnesAddUpTo() {
        SpeedSegment segment = scene.stream("large", 0, lines(), Scene.ON).segment();

        assertThat(segment.tally()).isEqualTo(new Tally(LINES - 2, 1, 1));
        scene.requireSound();
        List<String> large = scene.outline();
        BatchLayer.Outcome batch = scene.outcome(Optional.empty(), Scene.ON);
        assertThat(batch.publication().orElseThrow().segments())
                .isNotEmpty()
                .allSatisfy(day ->
                        assertThat(day.rewritten()).as("lines that differ").isEmpty());
        scene.requireSound();
        assertThat(scene.outline()).isEqualTo(large);
        assertThat(small()).isEqualTo(large);
    }

    /** As where an executor dies after it has written its lines. */
    @Test
    void areDoneAgainWhereWhatTheyAddUpToIsLost() {
        List<String> reached = Collections.synchronizedList(new ArrayList<>());
        Milestones losing = milestone -> {
            reached.add(milestone.label());
            if (reached.size() == 1) {
                new Thread(() -> loseWhatIsKept(() -> reached.size() < 3)).start();
            }
        };

        SpeedSegment segment = scene.stream("large", 0, lines(), losing).segment();

        assertThat(reached).containsExactly("landed", "halfway", "landed", "halfway", "written", "admitted");
        assertThat(segment.received()).isEqualTo(LINES);
        assertThat(scene.ledger().speedSegments()).hasSize(1);
        scene.requireSound();
        assertThat(scene.batch()).isPresent();
        scene.requireSound();
    }

    /** The answers of a warehouse that got the same lines a few at a time. */
    private List<String> small() {
        Scene other = new Scene(temp.resolve("small"));
        List<RawLine> lines = lines();
        for (int from = 0, batch = 0; from < lines.size(); from += LINES / 2, batch++) {
            other.stream("small", batch, lines.subList(from, Math.min(from + LINES / 2, lines.size())));
        }
        return other.outline();
    }

    /** One is a copy of another, one cannot be read. */
    private static List<RawLine> lines() {
        List<RawLine> lines = new ArrayList<>();
        for (int i = 0; i < LINES - 1; i++) {
            String time = String.format("%sT10:%02d:%02dZ", i % 3 == 0 ? "2026-11-19" : DAY, i / 60 % 60, i % 60);
            lines.add(new RawLine(
                    "/logs/a.log",
                    "p",
                    i,
                    i == 17 ? "no log line" : Hit.at(time, i).ingress()));
        }
        lines.add(
                2,
                new RawLine("/logs/b.log", "q", 0, Hit.at(DAY + "T10:00:01Z", 1).ingress()));
        return lines;
    }

    private static void loseWhatIsKept(BooleanSupplier goesOn) {
        BlockManager blocks = SparkEnv.get().blockManager();
        while (goesOn.getAsBoolean()) {
            for (BlockId block : ScalaCollections.list(blocks.getMatchingBlockIds(BlockId::isRDD))) {
                blocks.removeBlock(block, true);
            }
            Thread.onSpinWait();
        }
    }
}
