package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.emulators.Troubles;
import dev.weir.generator.Generator;
import dev.weir.generator.GeneratorOptions;
import dev.weir.generator.Truth;
import dev.weir.warehouse.Milestones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        // Each sleeps before, as on a laptop, until a clean-up has given it up; so it does its work again, and is
        // killed.
        List<Death> streams = List.of(
                new Death("landed:1", "landed:2"),
                new Death("halfway:1", "written:2"),
                new Death("written:1", "admitted:1"));
        killAnywhere(warehouse, temp.resolve("logs").toString(), 800, streams, new Death("staged:1", "staged:2"));
        requireNothingLostOrCountedTwice(warehouse);
        // One that sleeps while others do what it was about to do.
        run(new Death("cleaning", ""), warehouse, 0, "clean", "--warehouse", warehouse, "--keep-days", 0);
        new Scene(warehouse).requireSound();
    }

    @Test
    void norIsItInCloudStorageThatIsBusyAndStumbles() throws IOException, InterruptedException {
        Generator.generate(GeneratorOptions.of(300, 11), temp);
        Troubles troubles = Troubles.some();
        try (CloudStorage storage = CloudStorage.start(temp.resolve("storage"), troubles)) {
            String warehouse = storage.path("warehouse");
            List<Death> streams = List.of(Death.at("landed:2"), Death.at("written"), Death.at("admitted"));
            killAnywhere(warehouse, storage.put(temp.resolve("logs"), "logs"), 80, streams, Death.at("staged"));
            // Proofs wait for nobody.
            troubles.end();
            requireNothingLostOrCountedTwice(warehouse);
        }
    }

    /**
     * How a process ends.
     *
     * @param sleepsAt the milestone at which it stands still while others clean up; empty for none
     * @param at the milestone at which it is killed; empty for none
     */
    private record Death(String sleepsAt, String at) {
        static Death at(String milestone) {
            return new Death("", milestone);
        }
    }

    private static void killAnywhere(String warehouse, String logs, int maxLines, List<Death> streams, Death staged)
            throws IOException, InterruptedException {
        Object[] stream = {
            "stream", "--warehouse", warehouse, "--dir", logs, "--available-now", "--max-lines", maxLines, "--idle", 0
        };
        Object[] batch = {"batch", "--warehouse", warehouse};

        for (Death death : streams) {
            run(death, warehouse, KILLED, stream);
        }
        assertThat(Cli.run(stream).code()).isZero();
        Scene scene = new Scene(warehouse);
        assertThat(scene.ask("SELECT SUM(requests) FROM traffic")).doesNotContain("0");
        List<String> before = scene.outline();
        run(staged, warehouse, KILLED, batch);
        assertThat(scene.outline()).as("nothing of a staged batch is seen").isEqualTo(before);
        run(Death.at("published"), warehouse, KILLED, batch);
        assertThat(scene.batch()).as("what was published needs no other batch").isEmpty();
    }

    private void requireNothingLostOrCountedTwice(String warehouse) throws IOException {
        Scene scene = new Scene(warehouse);
        scene.requireSound();
        assertThat(scene.ledger().speedSegments()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(scene.differences(Truth.read(temp))).isEmpty();
        assertThat(scene.clean().abandoned())
                .as("what the killed ones left goes: of the batch two days, and more where nobody cleaned up before")
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(scene.differences(Truth.read(temp))).isEmpty();
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
                stream.awaitUntil(() -> scene.ledger().summary().segments() > 0);
                stream.signal(signal);
                assertThat(stream.await()).as(signal + ": " + stream.err()).isEqualTo(TERMINATED);
                assertThat(stream.err()).doesNotContain("Exception").contains("Stopping after the micro-batch");
                assertThat(landed(temp.resolve(signal)))
                        .as("a micro-batch that began has ended")
                        .isEqualTo(scene.ledger().summary().segments());
            }
        }
    }

    private static int landed(Path warehouse) throws IOException {
        try (Stream<Path> found = Files.walk(warehouse.resolve("archive"), 2)) {
            return (int) found.filter(path -> path.getFileName().toString().startsWith("raw_segment="))
                    .count();
        }
    }

    private static void run(Death death, String warehouse, int code, Object... arguments)
            throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(Milestones.PAUSE_AT, death.sleepsAt(), Milestones.KILL_AT, death.at());
        try (ChildProcess process = ChildProcess.start(environment, arguments)) {
            if (!death.sleepsAt().isEmpty()) {
                assertThat(process.awaitStopped()).as(process.err()).isTrue();
                new Scene(warehouse).clean();
                process.signal("CONT");
            }
            assertThat(process.await())
                    .as(death + " of " + Arrays.toString(arguments) + ": " + process.err())
                    .isEqualTo(code);
        }
    }
}
