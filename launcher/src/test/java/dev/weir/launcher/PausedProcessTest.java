package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import dev.weir.generator.Truth;
import dev.weir.truth.TruthComparison;
import dev.weir.warehouse.Milestones;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that stand still at the worst moments, as on a laptop that sleeps for days, while others clean up; and then go
 * on.
 */
class PausedProcessTest {
    @TempDir
    Path temp;

    @Test
    void whatSleepsWhileOthersCleanUpIsAdmittedWholeOrDoneAgain() throws IOException, InterruptedException {
        Generator.generate(GeneratorOptions.of(1500, 11), temp);
        String warehouse = temp.resolve("warehouse").toString();
        Scene scene = new Scene(warehouse);
        Object[] stream = {
            "stream",
            "--warehouse",
            warehouse,
            "--dir",
            temp.resolve("logs"),
            "--available-now",
            "--max-lines",
            250,
            "--idle",
            0
        };

        // Each in a micro-batch of its own.
        sleepAt(scene, List.of("landed:1", "halfway:2", "written:3", "admitted:4"), stream);
        sleepAt(scene, List.of("staged", "published"), "batch", "--warehouse", warehouse);
        sleepAt(scene, List.of("cleaning"), "clean", "--warehouse", warehouse, "--keep-days", 0);
        scene.batch();

        scene.requireSound();
        scene.register();
        assertThat(new TruthComparison(scene.spark).differences(Truth.read(temp)))
                .isEmpty();
    }

    /** Lets a command sleep at each of these milestones once; it then does what it was about to do, or does it again. */
    private static void sleepAt(Scene scene, List<String> milestones, Object... command)
            throws IOException, InterruptedException {
        List<String> left = new ArrayList<>(milestones);
        try (ChildProcess process = ChildProcess.start(Map.of(Milestones.PAUSE_AT, String.join(",", left)), command)) {
            while (process.awaitStopped()) {
                String where = milestone(process.err());
                assertThat(left.removeIf(milestone -> milestone.startsWith(where)))
                        .as(where)
                        .isTrue();
                scene.clean();
                process.signal("CONT");
            }
            assertThat(process.await())
                    .as(List.of(command) + ": " + process.err())
                    .isZero();
            assertThat(left).as("milestones that were not reached").isEmpty();
        }
    }

    /** Where a process says that it stands. */
    private static String milestone(String err) {
        String said = "Standing still at ";
        return err.substring(err.lastIndexOf(said) + said.length()).strip();
    }
}
