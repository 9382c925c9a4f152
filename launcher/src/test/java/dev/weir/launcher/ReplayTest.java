package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.batch.BatchLayer;
import dev.weir.batch.Gate;
import dev.weir.ledger.Digest;
import dev.weir.ledger.Drift;
import dev.weir.ledger.Publication;
import dev.weir.ledger.Staged;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.Milestone;
import dev.weir.warehouse.Milestones;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters that are read after all. */
class ReplayTest {
    private static final String FORMAT = "$remote_addr|$time_iso8601|$request|$status|$body_bytes_sent";

    @TempDir
    Path temp;

    @Test
    void replayedLinesAnswerAsIfTheyHadAlwaysBeenRead() throws IOException {
        Path healthy = write("a.log", Hit.at("2026-11-20T10:00:00Z", 1).ingress(), "garbage");
        Path strange = write(
                "b.log",
                "10.0.0.2|2026-11-20T10:00:30+00:00|GET /strange HTTP/1.1|200|7",
                "10.0.0.3|2026-11-19T10:00:30+00:00|GET /strange HTTP/1.1|404|7",
                "still garbage");
        Scene late = new Scene(temp.resolve("late"));
        late.importFiles(healthy);
        late.importFiles(strange);
        late.batch();
        assertThat(late.ask("SELECT COUNT(*) FROM dead_letters")).containsExactly("4");
        // By one key, cells of the same lines are the same bytes.
        Path same = Files.createDirectories(temp.resolve("early")).resolve("warehouse.json");
        Files.copy(temp.resolve("late/warehouse.json"), same);
        Scene early = new Scene(temp.resolve("early"));
        early.pin(strange.toString(), FORMAT, "UTC");
        early.importFiles(healthy);
        early.importFiles(strange);
        early.batch();

        Object[] replay = {
            "dead-letters",
            "--warehouse",
            late.warehouse.location(),
            "--pin",
            strange + "=" + FORMAT,
            "--replay",
            "--json"
        };
        Cli first = Cli.run(replay);

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("2 dead letters are left");
        assertThat(first.json())
                .hasSize(2)
                .extracting(row -> row.get("sample").asText())
                .containsExactlyInAnyOrder("garbage", "still garbage");
        assertThat(late.answers()).isEqualTo(early.answers());
        assertThat(cells(late)).isEqualTo(cells(early));
        late.requireSound();
        Publication publication =
                late.ledger().publications().get(late.ledger().publications().lastKey());
        Drift drift = Scene.drift(publication, "traffic", "2026-11-20");
        assertThat(drift.healed()).isEqualTo(1);
        assertThat(drift.difference()).isEqualTo(1);
        assertThat(Scene.drift(publication, "traffic", "2026-11-19").healed()).isEqualTo(1);
        JsonNode told = Cli.run("drift", "--warehouse", late.warehouse.location(), "--day", "2026-11-20", "--json")
                .json();
        assertThat(told.get("unexplained").asLong()).isZero();
        assertThat(told.get("drift"))
                .filteredOn(row -> row.get("rollup").asText().equals("traffic"))
                .extracting(row -> row.get("healed").asLong())
                .containsExactly(0L, 1L);

        long position = late.ledger().position();
        Cli second = Cli.run(replay);
        assertThat(second.code()).isZero();
        assertThat(second.err()).contains("Nothing to replay");
        assertThat(late.ledger().position()).isEqualTo(position);
    }

    /** The digests of each day's published cells, where there are any. */
    private static Map<String, Digest> cells(Scene scene) {
        Map<String, Digest> digests = new TreeMap<>();
        scene.ledger().newestBatch().forEach((day, batch) -> {
            Digest digest = batch.segment().digests().get("cells");
            if (!digest.equals(Digest.NONE)) {
                digests.put(day.toString(), digest);
            }
        });
        return digests;
    }

    @Test
    void aStreamThatGoesOnUnderAnotherModelDoesNotMakeABatchEndless() {
        Scene scene = new Scene(temp);
        scene.stream(Hit.at("2026-11-20T10:00:00Z", 0));
        scene.pin("/logs/a.log", "auto", "Europe/Berlin");
        AtomicInteger meanwhile = new AtomicInteger();
        InstantSource whoLooksAtItIsOvertaken = () -> {
            if (meanwhile.get() < 9) {
                overtake(scene, meanwhile.incrementAndGet());
            }
            return scene.clock.instant();
        };

        Staged staged = new BatchLayer(new Job(
                        scene.spark, scene.warehouse, whoLooksAtItIsOvertaken.withZone(ZoneOffset.UTC), Scene.ON))
                .stage(Optional.empty());

        assertThat(scene.ledger().asOf(staged.publication().readThrough()).speedSegments())
                .as("what it could parse by one model")
                .hasSize(3);
        meanwhile.set(9);
        new BatchLayer(scene.job()).publish(staged, Gate.EXPLAINED);
        scene.requireVerified();
        assertThat(scene.batch().orElseThrow().readThrough())
                .isGreaterThan(staged.publication().readThrough());
        scene.requireSound();
    }

    /** Admits a micro-batch whose source was given another zone after it was parsed. */
    private static void overtake(Scene scene, int number) {
        Milestones turnedMeanwhile = milestone -> {
            if (milestone == Milestone.LANDED) {
                scene.pin("/logs/late.log", "auto", number % 2 == 0 ? "Europe/Berlin" : "Asia/Tokyo");
            }
        };
        RawLine line = new RawLine(
                "/logs/late.log",
                "late",
                number,
                Hit.at("2026-11-20T10:00:01Z", number).ingress());
        scene.stream("late", number, List.of(line), turnedMeanwhile);
    }

    private Path write(String name, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(lines));
        return Files.writeString(temp.resolve(name), String.join("\n", all) + "\n", StandardCharsets.UTF_8);
    }
}
