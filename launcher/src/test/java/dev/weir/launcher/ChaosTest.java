package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.chaos.ChaosVerdict;
import dev.weir.generator.Truth;
import dev.weir.serving.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of the real command, and the proof that it would have noticed. */
class ChaosTest {
    private static final int KILLS = 4;

    /** With it, a stream, a micro-batch, a batch job and a clean-up are killed, and each hazard happens. */
    private static final long SEED = 158;

    @TempDir
    Path temp;

    @Test
    void noKillLosesALineOrCountsOneTwiceAndItWouldBeNoticed() throws IOException {
        Path home = temp.resolve("chaos");

        Cli run = Cli.run("chaos", "--kills", KILLS, "--seed", SEED, "--dir", home, "--json");

        assertThat(run.code()).as("seed " + SEED + ": " + run.err()).isZero();
        JsonNode report = run.json();
        assertThat(report.get("seed").asLong()).isEqualTo(SEED);
        assertThat(report.get("kills").asInt()).isEqualTo(KILLS);
        assertThat(report.get("by_point")).hasSize(KILLS);
        assertThat(report.get("hazards").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "clean_up", "clock_jump", "disk_full", "lost_file", "pause", "power_loss", "torn_file");
        assertThat(report.get("snapshots").asInt()).isPositive();
        assertThat(report.get("lines").asLong()).isGreaterThanOrEqualTo(4000);
        assertThat(report.get("differences").asInt()).isZero();
        assertThat(report.get("balance").asInt()).isZero();
        assertThat(run.err()).contains("kill " + KILLS + "/" + KILLS + ": ");

        Scene scene = new Scene(home.resolve("warehouse"));
        scene.tables
                .cells()
                .where("rollup = 'sites'")
                .limit(1)
                .write()
                .format("delta")
                .mode(SaveMode.Append)
                .save(scene.warehouse.location() + "/tables/cells");
        List<String> differences;
        try (Engine engine = scene.engine()) {
            differences = new ChaosVerdict(scene.job(), engine).differences(Truth.read(home.resolve("generated")));
        }
        assertThat(differences)
                .anyMatch(difference -> difference.startsWith("sites "))
                .anyMatch(difference -> difference.startsWith("not verified: "));
    }

    @Test
    void worksInNoDirectoryThatHoldsSomethingElse() {
        Cli refused = Cli.run("chaos", "--dir", temp.getRoot(), "--kills", 1);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("it holds something else than a chaos run");
        assertThat(Cli.run("chaos", "--kills", 0).err()).contains("Invalid --kills: 0, must be 1 or more");
    }
}
