package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.emulators.Troubles;
import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import dev.weir.generator.Truth;
import dev.weir.truth.TruthComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die at the worst moments, and are started again. */
class KilledProcessTest {
    private static final int KILLED = 137;
    private static final int TERMINATED = 0;

    @TempDir
    Path temp;

    @Test
    void killedAnywhereNothingIsLostOrCountedTwice() throws IOException, InterruptedException {
        Generator.generate(GeneratorOptions.of(3000, 11), temp);
        String warehouse = temp.resolve("warehouse").toString();
        killAnywhere(warehouse, temp.resolve("logs").toString(), 800);
        requireNothingLostOrCountedTwice(warehouse);
    }

    @Test
    void norIsItInCloudStorageThatIsBusyAndStumbles() throws IOException, InterruptedException {
        Generator.generate(GeneratorOptions.of(300, 11), temp);
        Troubles troubles = Troubles.some();
        try (CloudStorage storage = CloudStorage.start(temp.resolve("storage"), troubles)) {
            String warehouse = storage.path("warehouse");
            killAnywhere(warehouse, storage.put(temp.resolve("logs"), "logs"), 80);
            // Proofs wait for nobody.
            troubles.end();
            requireNothingLostOrCountedTwice(warehouse);
        }
    }

    private static void killAnywhere(String warehouse, String logs, int maxLines)
            throws IOException, InterruptedException {
        Object[] stream = {
            "stream", "--warehouse", warehouse, "--dir", logs, "--available-now", "--max-lines", maxLines, "--idle", 0
        };
        Object[] batch = {"batch", "--warehouse", warehouse};

        kill("landed:2", stream);
        kill("written", stream);
        kill("admitted", stream);
        assertThat(Cli.run(stream).code()).isZero();
        Scene scene = new Scene(warehouse);
        assertThat(scene.ask("SELECT SUM(requests) FROM traffic")).doesNotContain("0");
        List<String> before = scene.outline();
        kill("staged", batch);
        assertThat(scene.outline()).as("nothing of a staged batch is seen").isEqualTo(before);
        kill("published", batch);
        assertThat(scene.batch()).as("what was published needs no other batch").isEmpty();
    }

    private void requireNothingLostOrCountedTwice(String warehouse) throws IOException {
        Scene scene = new Scene(warehouse);
        scene.requireSound();
        assertThat(scene.ledger().speedSegments()).hasSizeGreaterThanOrEqualTo(4);
        scene.register();
        assertThat(new TruthComparison(scene.spark).differences(Truth.read(temp)))
                .isEmpty();
        assertThat(scene.clean().abandoned())
                .as(
                        "what the killed ones left goes: two raw segments of the stream, the rows of one, two days of the batch")
                .hasSizeGreaterThanOrEqualTo(4);
        scene.register();
        assertThat(new TruthComparison(scene.spark).differences(Truth.read(temp)))
                .isEmpty();
    }

    @Test
    void signalsEndAStreamAfterItsMicroBatch() throws IOException, InterruptedException {
        List<String> signals = ChildProcess.ignoresInterrupts() ? List.of("TERM") : List.of("TERM", "INT");
        Path logs = temp.resolve("logs");
        Generator.generate(GeneratorOptions.of(1000, 3), temp);
        List<ChildProcess> streams = new ArrayList<>();
        for (String signal : signals) {
            Path directory = temp.resolve(signal);
            streams.add(ChildProcess.start(
                    "",
                    "stream",
                    "--warehouse",
                    directory,
                    "--dir",
                    logs,
                    "--trigger",
                    100,
                    "--max-lines",
                    300,
                    "--idle",
                    0));
        }

        for (int i = 0; i < streams.size(); i++) {
            String signal = signals.get(i);
            try (ChildProcess stream = streams.get(i)) {
                Scene scene = new Scene(temp.resolve(signal));
                stream.awaitUntil(() -> !scene.ledger().speedSegments().isEmpty());
                stream.signal(signal);
                assertThat(stream.await()).as(signal + ": " + stream.err()).isEqualTo(TERMINATED);
                assertThat(stream.err()).doesNotContain("Exception").contains("Stopping after the micro-batch");
                assertThat(landed(temp.resolve(signal)))
                        .as("a micro-batch that began has ended")
                        .isEqualTo(scene.ledger().speedSegments().size());
            }
        }
    }

    private static int landed(Path warehouse) throws IOException {
        try (Stream<Path> found = Files.walk(warehouse.resolve("archive"), 2)) {
            return (int) found.filter(path -> path.getFileName().toString().startsWith("raw_segment="))
                    .count();
        }
    }

    private static void kill(String milestone, Object... arguments) throws IOException, InterruptedException {
        try (ChildProcess process = ChildProcess.start(milestone, arguments)) {
            assertThat(process.await())
                    .as(milestone + " of " + Arrays.toString(arguments) + ": " + process.err())
                    .isEqualTo(KILLED);
        }
    }
}
