package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse's directory is a name, whatever stands in it. */
class OddDirectoryTest {
    @TempDir
    Path temp;

    @Test
    void whatWouldBeAPatternElsewhereIsAName() {
        Path directory = temp.resolve("a [b] {c,d} 100% +*?'`é");
        Scene scene = new Scene(directory);
        scene.stream(Hit.at("2026-11-20T10:00:00Z", 1), Hit.at("2026-11-20T10:00:00Z", 2));
        scene.stream(Hit.at("2026-11-20T10:00:00Z", 2), Hit.at("2026-11-21T10:00:00Z", 3));
        scene.batch();
        scene.stream(Hit.at("2026-11-20T11:00:00Z", 4));
        scene.clean();
        scene.requireSound();

        Cli asked = Cli.run("query", "--warehouse", directory, "--csv", "SELECT SUM(requests) AS n FROM traffic");
        assertThat(asked.out())
                .as(asked.err())
                .isEqualTo(
                        "n\n" + scene.ask("SELECT SUM(requests) FROM traffic").get(0) + "\n");
        for (String command : List.of("status", "batch", "clean")) {
            Cli done = Cli.run(command, "--warehouse", directory);
            assertThat(done.code()).as(command + ": " + done.err()).isZero();
        }
        Cli verified = Cli.run("verify", "--warehouse", directory, "--day", "2026-11-20");
        assertThat(verified.code()).as(verified.toString()).isZero();
    }
}
