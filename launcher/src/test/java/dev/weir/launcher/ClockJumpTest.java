package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.model.EventTimes;
import dev.weir.warehouse.CleanUp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that jump by a year: of the servers that wrote the lines, and of the machine that reads them. */
class ClockJumpTest {
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir
    Path temp;

    @Test
    void whateverTheClocksSayTheLayersAgreeAndNothingIsLost() {
        Scene scene = new Scene(temp);
        scene.believe(new EventTimes(null, null));
        Hit now = Hit.at("2026-11-22T10:00:00Z", 1);
        Hit ahead = Hit.at("2027-11-22T10:00:00Z", 2);
        Hit back = Hit.at("2025-11-22T10:00:00Z", 3);

        scene.stream(now, ahead);
        scene.clock.forward(YEAR);
        scene.stream(back, now);
        scene.batch();
        scene.clock.forward(YEAR.multipliedBy(-2));
        scene.stream(ahead, Hit.at("2026-11-22T10:00:30Z", 4));
        String speed = scene.ask("SELECT SUM(requests) FROM traffic").get(0);
        scene.batch();

        assertThat(speed).as("the copy is found by the batch").isEqualTo("5");
        assertThat(scene.ask("SELECT day, COUNT(*) FROM events GROUP BY day ORDER BY day"))
                .containsExactly("2025-11-221", "2026-11-222", "2027-11-221");
        assertThat(scene.ledger().newestBatch())
                .containsOnlyKeys(
                        LocalDate.parse("2025-11-22"), LocalDate.parse("2026-11-22"), LocalDate.parse("2027-11-22"));
        scene.requireSound();
        assertThat(scene.batch()).as("nothing is left to do").isEmpty();
    }

    @Test
    void statusShowsTheLastArrivalAndNoNegativeTime() {
        Scene scene = new Scene(temp);
        scene.clock.forward(YEAR.multipliedBy(10));
        scene.stream(Hit.at("2026-11-22T10:00:00Z", 1));

        assertThat(status(scene).get("seconds_since_last_arrival").asLong()).isZero();
        scene.clock.forward(YEAR.multipliedBy(-11));
        scene.stream(Hit.at("2026-11-22T10:00:00Z", 2));

        assertThat(status(scene).get("last_arrival").asText()).startsWith("2025-11-");
        assertThat(status(scene).get("seconds_since_last_arrival").asLong()).isPositive();
        assertThat(status(scene).get("lag_seconds").asDouble()).isNotNegative();
    }

    @Test
    void cleanUpKeepsWhatIsYoungThoughALaterEntryLooksOld() {
        Scene scene = new Scene(temp);
        Hit hit = Hit.at("2026-11-22T10:00:00Z", 1);
        scene.stream(hit);
        scene.batch();
        scene.clock.forward(YEAR.multipliedBy(-1));
        scene.stream(hit);
        scene.clock.forward(YEAR);

        CleanUp.Plan plan = new CleanUp(scene.job()).plan(Duration.ofDays(30));

        assertThat(plan.horizon()).isZero();
        assertThat(plan.superseded()).isEmpty();
    }

    @Test
    void oneEntryFromTheFutureDoesNotKeepWhatWasSupersededBesideIt() {
        Scene scene = new Scene(temp);
        Hit hit = Hit.at("2026-11-22T10:00:00Z", 1);
        scene.clock.forward(YEAR.multipliedBy(50));
        scene.stream(hit);
        scene.clock.forward(YEAR.multipliedBy(-50));
        scene.stream(hit);
        scene.batch();
        scene.clock.forward(Duration.ofDays(40));
        scene.stream(hit);

        CleanUp.Plan plan = new CleanUp(scene.job()).plan(Duration.ofDays(30));

        assertThat(plan.horizon()).isEqualTo(3);
        assertThat(plan.superseded()).hasSize(2);
    }

    private static JsonNode status(Scene scene) {
        return Cli.run("status", "--warehouse", scene.warehouse.location(), "--json")
                .json();
    }
}
