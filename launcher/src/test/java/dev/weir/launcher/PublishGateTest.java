package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.batch.BatchLayer;
import dev.weir.batch.Gate;
import dev.weir.ledger.Publication;
import dev.weir.ledger.SpeedSegment;
import dev.weir.ledger.Staged;
import dev.weir.warehouse.LedgerLog;
import dev.weir.warehouse.WarehouseException;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch whose result waits for somebody's consent. */
class PublishGateTest {
    private static final String DAY = "2026-11-20";
    private static final Hit FIRST = Hit.at(DAY + "T10:00:00Z", 1);
    private static final Hit SECOND = Hit.at(DAY + "T10:01:00Z", 2);

    @TempDir
    Path temp;

    private Scene scene;

    @BeforeEach
    void openWarehouse() {
        scene = new Scene(temp.resolve("warehouse"));
    }

    @Test
    void whatIsStagedIsSeenWhenItIsPublishedAndWithAllThatCameInBetween() {
        scene.stream(FIRST);
        scene.stream(FIRST);
        assertThat(requests()).isEqualTo("2");

        Cli staged = weir("--stage", "tonight", "--json");

        assertThat(staged.code()).as(staged.err()).isZero();
        assertThat(staged.json().get("staged").asText()).isEqualTo("tonight");
        assertThat(staged.json().get("days").asInt()).isOne();
        assertThat(staged.json().get("duplicates").asInt()).isOne();
        assertThat(staged.json().get("unexplained").asInt()).isZero();
        assertThat(requests()).isEqualTo("2");
        assertThat(scene.ledger().publications()).isEmpty();
        scene.stream(SECOND);

        Cli published = weir("--publish", "tonight");

        assertThat(published.code()).as(published.err()).isZero();
        assertThat(published.err()).contains("Published 1 days: 1 events, 1 duplicates, 0 dead letters");
        assertThat(requests()).isEqualTo("2");
        assertThat(scene.ledger().publications()).hasSize(1);
        scene.requireSound();

        Cli again = weir("--publish", "tonight");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("Published 1 days: 1 events, 1 duplicates, 0 dead letters");
        assertThat(scene.ledger().publications()).hasSize(1);
        scene.batch();
        scene.requireSound();
    }

    @Test
    void aDifferenceThatNothingExplainsKeepsTheAnswersAsTheyAre() {
        SpeedSegment damaged = scene.stream(FIRST);
        scene.stream(SECOND);
        DeltaTable.forPath(scene.spark, temp.resolve("warehouse/tables/cells").toString())
                .delete("segment = '" + damaged.id() + "'");
        assertThat(requests()).isEqualTo("1");
        assertThat(weir("--stage", "tonight").err()).contains("differences without explanation");

        for (Cli refused : List.of(weir(), weir("--publish", "tonight"))) {
            assertThat(refused.code()).as(refused.err()).isEqualTo(3);
            assertThat(refused.err())
                    .contains("Cannot publish: differences between the layers have no explanation (" + DAY);
        }
        assertThat(requests()).isEqualTo("1");
        assertThat(scene.ledger().publications()).isEmpty();

        Cli accepted = weir("--publish", "tonight", "--accept-unexplained");

        assertThat(accepted.code()).as(accepted.err()).isZero();
        assertThat(requests()).isEqualTo("2");
        assertThat(Scene.unexplained(scene.ledger())).isPositive();
    }

    @Test
    void whatALaterBatchHasPublishedIsNotReplacedByAnOlderOne() {
        scene.stream(FIRST);
        Staged older = stage();
        scene.stream(SECOND);
        Publication newer = scene.batch().orElseThrow();

        assertThatThrownBy(() -> publish(older))
                .isInstanceOf(LedgerLog.RefusedException.class)
                .hasMessageContaining("another batch job published " + DAY);
        assertThat(scene.ledger().publications().values()).containsExactly(newer);
        scene.requireSound();
    }

    @Test
    void whatWaitsTooLongIsRefusedBeforeACleanUpTakesItsRows() {
        scene.stream(FIRST);
        Staged staged = stage();
        scene.warehouse.staging().put("tonight", staged);
        assertThat(scene.warehouse.staging().get("tonight")).isEqualTo(staged);
        scene.clock.forward(Staged.VALID.plus(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> publish(staged))
                .isInstanceOf(WarehouseException.class)
                .hasMessageStartingWith(
                        "Cannot publish what was staged at 2026-11-22T12:00:02Z, more than 12 hours ago");

        assertThat(scene.clean().staged()).hasSize(1);
        assertThat(weir("--publish", "tonight").err())
                .contains("Cannot publish tonight: nothing of that name was staged in");
        scene.requireSound();
    }

    @Test
    void nothingToDoIsStagedAndPublishedAsNothing() {
        scene.stream(FIRST);
        scene.batch();

        for (String step : List.of("--stage", "--publish")) {
            Cli done = weir(step, "tonight");
            assertThat(done.code()).as(done.err()).isZero();
            assertThat(done.err()).contains("Nothing to do");
        }
        assertThat(scene.ledger().publications()).hasSize(1);
    }

    @Test
    void theSampleThatTheNightlyDagIsTestedWithIsWhatWeirStages() throws IOException {
        Path sample = Path.of("..", "dataproc", "composer", "tests", "staged.json");
        Path copy = temp.resolve("warehouse/staged/copy.json");
        Files.createDirectories(copy.getParent());
        Files.copy(sample, copy);

        scene.warehouse.staging().put("again", scene.warehouse.staging().get("copy"));

        JsonMapper json = new JsonMapper();
        assertThat(json.readTree(temp.resolve("warehouse/staged/again.json").toFile()))
                .isEqualTo(json.readTree(sample.toFile()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--stage a --publish a | Invalid --publish: it goes without --stage",
                "--publish a --day 2026-11-20 | Invalid --day: what --publish publishes was chosen by --stage",
                "--stage a --accept-unexplained | Invalid --accept-unexplained: it belongs to --publish",
                "--publish ../a | Invalid name: ../a, must be 1 to 64 letters, digits, - and _",
                "--stage ../a | Invalid name: ../a, must be 1 to 64 letters, digits, - and _",
            })
    void wordsThatDoNotFitAreRefused(String words, String message) {
        Cli refused = weir((Object[]) words.split(" "));

        assertThat(refused.code()).isOne();
        assertThat(refused.err()).contains(message);
        assertThat(scene.ledger().position()).isZero();
    }

    private Staged stage() {
        scene.clock.forward(Duration.ofSeconds(1));
        return layer().stage(Optional.empty());
    }

    private void publish(Staged staged) {
        layer().publish(staged, Gate.EXPLAINED);
    }

    private BatchLayer layer() {
        return new BatchLayer(scene.job());
    }

    private String requests() {
        return scene.ask("SELECT SUM(requests) FROM traffic").get(0);
    }

    private Cli weir(Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "batch";
        all[1] = "--warehouse";
        all[2] = temp.resolve("warehouse");
        System.arraycopy(words, 0, all, 3, words.length);
        return Cli.run(all);
    }
}
