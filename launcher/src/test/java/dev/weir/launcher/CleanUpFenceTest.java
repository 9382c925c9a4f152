package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.batch.BatchLayer;
import dev.weir.batch.Gate;
import dev.weir.ledger.Publication;
import dev.weir.ledger.Staged;
import dev.weir.warehouse.CleanUp;
import dev.weir.warehouse.Job;
import dev.weir.warehouse.LedgerLog;
import dev.weir.warehouse.Milestone;
import dev.weir.warehouse.Milestones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clean-ups beside jobs that sleep, for longer than any job should, between what they write and its admission. */
class CleanUpFenceTest {
    private static final Hit HIT = Hit.at("2026-11-20T10:00:00Z", 1);

    @TempDir
    Path temp;

    @Test
    void aMicroBatchThatSleptThroughACleanUpIsDoneAgainWhole() {
        Scene scene = new Scene(temp);
        scene.stream(Hit.at("2026-11-20T09:00:00Z", 2));

        for (Milestone asleep : List.of(Milestone.LANDED, Milestone.WRITTEN)) {
            Milestones sleeping = once(asleep, scene::clean);
            String hit = Hit.at("2026-11-20T10:00:00Z", 10 + asleep.ordinal()).ingress();
            RawLine line = new RawLine("/logs/a.log", "slept at " + asleep, 0, hit);
            scene.stream("slept at " + asleep, 0, List.of(line), sleeping);
        }

        assertThat(scene.ask("SELECT COUNT(*) FROM events")).containsExactly("3");
        assertThat(scene.ledger().givenUp()).hasSize(2);
        scene.requireSound();
    }

    @Test
    void aBatchThatSleptThroughACleanUpRecomputesAgain() {
        Scene scene = new Scene(temp);
        scene.stream(HIT);
        scene.stream(HIT);

        Publication published = scene.batch(Optional.empty(), once(Milestone.STAGED, scene::clean))
                .orElseThrow();

        assertThat(published.readThrough()).as("it read the clean-up").isEqualTo(3);
        assertThat(scene.ask("SELECT COUNT(*) FROM events")).containsExactly("1");
        scene.requireSound();
    }

    @Test
    void whatWasStagedBeforeACleanUpThatGaveItUpIsNotPublished() {
        Scene scene = new Scene(temp);
        scene.stream(HIT);
        BatchLayer layer = new BatchLayer(scene.job());
        Staged staged = layer.stage(Optional.empty());
        scene.warehouse.staging().put("night", staged);

        scene.clean();
        scene.clock.moveTo(staged.publication().written());

        assertThatThrownBy(() -> layer.publish(staged, Gate.EXPLAINED))
                .isInstanceOf(LedgerLog.RefusedException.class)
                .hasMessage(
                        "Cannot append to the ledger: a clean-up gave up every batch that read no further than position"
                                + " 1, and this one read through position 1: its rows may be gone; run the batch again");
        assertThatThrownBy(() -> scene.warehouse.staging().get("night"))
                .hasMessageStartingWith("Cannot publish night: nothing of that name was staged in");
        assertThat(scene.ask("SELECT COUNT(*) FROM events")).containsExactly("1");
    }

    @Test
    void whatMayStillBePublishedStaysStagedHoweverOldItsFileLooks() {
        Scene scene = new Scene(temp);
        scene.stream(HIT);
        BatchLayer layer = new BatchLayer(scene.job());
        scene.warehouse.staging().put("night", layer.stage(Optional.empty()));
        CleanUp cleanUp = new CleanUp(scene.job());
        CleanUp.Plan young = cleanUp.plan(Duration.ZERO);

        cleanUp.run(new CleanUp.Plan(0, 0, List.of(), List.of(), List.of(), List.of("night")));

        assertThat(young.staged()).isEmpty();
        assertThat(scene.warehouse.staging().get("night").publication().segments())
                .hasSize(1);
    }

    @Test
    void aPlanGivesUpNothingThatWasAdmittedSince() {
        Scene scene = new Scene(temp);
        CleanUp cleanUp = new CleanUp(
                new Job(scene.spark, scene.warehouse, Clock.offset(Clock.systemUTC(), Duration.ofDays(2)), Scene.ON));
        CleanUp.Plan[] plan = new CleanUp.Plan[1];
        Milestones planning = once(Milestone.WRITTEN, () -> plan[0] = cleanUp.plan(Duration.ZERO));

        scene.stream("stream", 0, List.of(new RawLine("/logs/a.log", "a", 0, HIT.ingress())), planning);
        assertThat(plan[0].abandoned()).hasSize(1);
        cleanUp.run(plan[0]);

        assertThat(scene.ledger().givenUp()).isEmpty();
        assertThat(scene.ask("SELECT COUNT(*) FROM events")).containsExactly("1");
        scene.requireSound();
    }

    @Test
    void anAttemptThatSleptForDaysIsGivenUpHoweverLongAnswersAreKept() {
        Scene scene = new Scene(temp);
        CleanUp later = new CleanUp(
                new Job(scene.spark, scene.warehouse, Clock.offset(Clock.systemUTC(), Duration.ofDays(8)), Scene.ON));
        Milestones sleeping = once(Milestone.LANDED, () -> later.run(later.plan(Duration.ofDays(14))));

        scene.stream("stream", 0, List.of(new RawLine("/logs/a.log", "a", 0, HIT.ingress())), sleeping);

        assertThat(scene.ledger().givenUp()).as("its files may be deleted").hasSize(1);
        scene.requireSound();
    }

    @Test
    void aClockThatIsAheadOfTheFilesDeletesNothingThatIsNotYetCommitted() throws IOException {
        Scene scene = new Scene(temp);
        scene.stream(HIT);
        Path day = temp.resolve("tables/lines/day=2026-11-20");
        Path uncommitted = Files.writeString(day.resolve("part-of-an-attempt.parquet"), "half");
        FileTime weekAgo = FileTime.from(Instant.now().minus(Duration.ofDays(8)));
        Files.setLastModifiedTime(uncommitted, weekAgo);

        // The files' clock says that the announcement is as old as the attempt's file.
        scene.clean(milestone -> setTime(temp.resolve("ledger/00000000000000000002.json"), weekAgo));

        assertThat(uncommitted).exists();
        scene.clock.forward(Duration.ofDays(2));
        new CleanUp(scene.job()).run(new CleanUp.Plan(2, 3, List.of(), List.of(), List.of(), List.of()));
        assertThat(uncommitted).as("a clock that is right").doesNotExist();
    }

    private static void setTime(Path file, FileTime time) {
        try {
            Files.setLastModifiedTime(file, time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Milestones once(Milestone where, Runnable what) {
        AtomicBoolean done = new AtomicBoolean();
        return milestone -> {
            if (milestone == where && done.compareAndSet(false, true)) {
                what.run();
            }
        };
    }
}
