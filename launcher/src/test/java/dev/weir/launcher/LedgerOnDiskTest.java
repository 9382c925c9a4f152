package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.ledger.Cleanup;
import dev.weir.ledger.Entry;
import dev.weir.ledger.Ledger;
import dev.weir.ledger.SettingsChange;
import dev.weir.model.ModelSettings;
import dev.weir.warehouse.CleanUp;
import dev.weir.warehouse.LedgerLog;
import dev.weir.warehouse.Milestone;
import dev.weir.warehouse.Warehouse;
import dev.weir.warehouse.WarehouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerOnDiskTest {
    private static final String DAY = "2026-11-20";
    private static final int WRITERS = 4;
    private static final int ENTRIES = 50;

    @TempDir
    Path temp;

    @Test
    void writersRaceForPositionsAndNoneIsLost() throws InterruptedException, ExecutionException {
        Warehouse.openOrCreate(temp.toString(), new Configuration());
        List<Callable<List<Long>>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = "writer-" + writer;
            // Each opens the warehouse for itself, as processes do.
            LedgerLog ledger =
                    Warehouse.open(temp.toString(), new Configuration()).ledger();
            writers.add(() -> {
                List<Long> positions = new ArrayList<>();
                for (int entry = 0; entry < ENTRIES; entry++) {
                    positions.add(ledger.append(settings(name + "-" + entry)));
                }
                return positions;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Long> taken = new ArrayList<>();
        try {
            for (Future<List<Long>> positions : threads.invokeAll(writers)) {
                assertThat(positions.get()).isSorted();
                taken.addAll(positions.get());
            }
        } finally {
            threads.shutdown();
        }

        Ledger ledger =
                Warehouse.open(temp.toString(), new Configuration()).ledger().read();
        assertThat(taken).doesNotHaveDuplicates().hasSize(WRITERS * ENTRIES);
        assertThat(ledger.position()).isEqualTo(WRITERS * ENTRIES);
        assertThat(ledger.entries()).doesNotHaveDuplicates();
        assertThat(temp.resolve("ledger")).isDirectoryNotContaining("glob:**.tmp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "null", "{\"kind\":\"unknown\"}", "{\"kind\":\"cleanup\",\"horizon\":\"x\"}", "\0\0"})
    void aDamagedEntryIsToldAndNotSkipped(String content) throws IOException {
        LedgerLog ledger = withEntries(2);
        Files.writeString(temp.resolve("ledger").resolve(name(2)), content);

        assertThatThrownBy(() -> Warehouse.open(temp.toString(), new Configuration())
                        .ledger()
                        .read())
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining(name(2))
                .hasMessageContaining("restore it from a backup");
        assertThat(ledger.read().position()).as("who read it before knows it").isEqualTo(2);
    }

    @Test
    void aMissingEntryIsTold() throws IOException {
        withEntries(3);
        Files.delete(temp.resolve("ledger").resolve(name(2)));

        assertThatThrownBy(() -> Warehouse.open(temp.toString(), new Configuration())
                        .ledger()
                        .read())
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("entry 2 is missing");
    }

    @Test
    void cleanUpDeletesWhatNoAnswerNeedsAndNothingElse() {
        Scene scene = new Scene(temp);
        Hit one = Hit.at(DAY + "T10:00:00Z", 1);
        scene.stream(one);
        scene.stream(one, Hit.at(DAY + "T10:05:00Z", 2));
        scene.batch();
        scene.stream(Hit.at(DAY + "T11:00:00Z", 3));
        String orphan = abandonAnAttempt(scene);
        List<String> before = scene.outline();

        Milestone reached = Milestone.CLEANING;
        assertThatThrownBy(() -> scene.clean(milestone -> {
                    assertThat(milestone).isEqualTo(reached);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(scene.outline()).as("after a kill").isEqualTo(before);
        CleanUp.Plan plan = scene.clean();

        assertThat(scene.outline()).isEqualTo(before);
        assertThat(plan.abandoned()).containsExactly(orphan);
        assertThat(plan.superseded()).hasSize(2);
        assertThat(segments(scene))
                .isEqualTo(scene.ledger().visible().stream()
                        .map(v -> v.segment())
                        .sorted()
                        .toList());
        scene.requireSound();
        long position = scene.ledger().position();
        CleanUp.Plan again = scene.clean();
        assertThat(again.abandoned()).isEmpty();
        assertThat(scene.outline()).isEqualTo(before);
        long horizon = again.horizon();
        assertThat(scene.ledger().asOf(horizon).position()).isEqualTo(horizon);
        assertThat(horizon).isGreaterThanOrEqualTo(plan.horizon()).isLessThanOrEqualTo(position);
        assertThatThrownBy(() -> scene.ledger().asOf(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot answer as of position 1: ")
                .hasMessageContaining("cleaned up");
        assertThatThrownBy(() -> scene.ledger().asOf(Instant.EPOCH)).hasMessageContaining("cleaned up");
    }

    @Test
    void aBatchFromAnOldSnapshotIsRefusedAndTheAnswersStay() {
        Scene scene = new Scene(temp);
        scene.stream(Hit.at(DAY + "T10:00:00Z", 1));

        assertThatThrownBy(() -> scene.batch(Optional.empty(), milestone -> {
                    if (milestone == Milestone.STAGED) {
                        assertThat(scene.batch()).isPresent();
                    }
                }))
                .isInstanceOf(LedgerLog.RefusedException.class)
                .hasMessageContaining("another batch job published " + DAY)
                .hasMessageContaining("run the batch again");

        assertThat(scene.ledger().publications()).hasSize(1);
        scene.requireSound();
        assertThat(scene.batch()).isEmpty();
    }

    @Test
    void whatStreamsWhileABatchRunsCountsAtOnceAndOnce() {
        Scene scene = new Scene(temp);
        Hit one = Hit.at(DAY + "T10:00:00Z", 1);
        scene.stream(one);

        scene.batch(Optional.empty(), milestone -> {
            if (milestone == Milestone.STAGED) {
                scene.stream(one, Hit.at(DAY + "T10:05:00Z", 2));
            }
        });

        assertThat(scene.ask("SELECT SUM(requests) FROM traffic"))
                .as("the copy is found by the next batch")
                .containsExactly("3");
        assertThat(scene.batch()).isPresent();
        assertThat(scene.ask("SELECT SUM(requests) FROM traffic")).containsExactly("2");
        scene.requireSound();
    }

    @Test
    void settingsThatChangeWhileAMicroBatchRunsApplyToTheNext() {
        Scene scene = new Scene(temp);
        RawLine line =
                new RawLine("/logs/a.log", "a", 0, Hit.at(DAY + "T23:30:00Z", 1).seed("21/Nov/2026:00:30:00"));

        scene.stream("stream", 0, List.of(line), milestone -> {
            if (milestone == Milestone.WRITTEN) {
                scene.pin("/logs/*", "seed", "Europe/Berlin");
            }
        });

        assertThat(scene.ask("SELECT day FROM events")).containsExactly("2026-11-21");
        scene.requireSound();
        scene.batch();
        assertThat(scene.ask("SELECT day FROM events")).containsExactly(DAY);
        scene.requireSound();
    }

    /** Rows and raw records of an attempt that died before the ledger knew. */
    private static String abandonAnAttempt(Scene scene) {
        List<RawLine> lines = List.of(
                new RawLine("/logs/b.log", "b", 0, Hit.at(DAY + "T12:00:00Z", 9).ingress()));
        assertThatThrownBy(() -> scene.stream("dead", 0, lines, milestone -> {
                    if (milestone == Milestone.WRITTEN) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");
        List<String> found = new ArrayList<>(segments(scene));
        found.removeAll(scene.ledger().admitted());
        return found.get(0);
    }

    private static List<String> segments(Scene scene) {
        return scene.tables.cells().select("segment").distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }

    @Test
    void ofTwoChangesOfTheSettingsAtOnceBothAreKept() {
        LedgerLog one = withEntries(1);
        LedgerLog other = Warehouse.open(temp.toString(), new Configuration()).ledger();
        ModelSettings.Pin berlin = new ModelSettings.Pin("/logs/a", "auto", "Europe/Berlin");
        ModelSettings.Pin tokyo = new ModelSettings.Pin("/logs/b", "auto", "Asia/Tokyo");

        one.change(
                settings -> {
                    other.change(meanwhile -> meanwhile.withPin(tokyo), Clock.systemUTC());
                    return settings.withPin(berlin);
                },
                Clock.systemUTC());

        assertThat(one.read().settings().pins()).containsExactly(tokyo, berlin);
    }

    private LedgerLog withEntries(int count) {
        LedgerLog ledger =
                Warehouse.openOrCreate(temp.toString(), new Configuration()).ledger();
        for (int i = 0; i < count; i++) {
            ledger.append(new Cleanup(Instant.EPOCH, 0));
        }
        ledger.read();
        return ledger;
    }

    private static String name(int position) {
        return String.format("%020d.json", position);
    }

    private static Entry settings(String source) {
        return new SettingsChange(
                Instant.EPOCH, ModelSettings.DEFAULT.withPin(new ModelSettings.Pin(source, "auto", "UTC")));
    }
}
