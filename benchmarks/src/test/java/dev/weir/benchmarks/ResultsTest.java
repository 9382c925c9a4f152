package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final Machine MACHINE = new Machine("processor", 2, 4, "system", "java");

    @TempDir
    private Path directory;

    @Test
    void whatWasKeptStaysWhenOneScenarioIsMeasuredAgain() throws IOException {
        Path file = directory.resolve("results.json");
        Results first = Results.empty();
        first.versions().put("GoAccess", "1.7");
        first.scenarios().put("parse", measured(1));
        first.scenarios().put("batch", measured(2));
        first.write(file);

        Results second = Results.read(file);
        second.scenarios().put("batch", measured(3));
        second.write(file);

        Results read = Results.read(file);
        assertThat(read.versions()).containsEntry("GoAccess", "1.7");
        assertThat(read.scenarios()).containsEntry("parse", measured(1)).containsEntry("batch", measured(3));
    }

    @Test
    void nothingKeptIsNothingMeasured() throws IOException {
        assertThat(Results.read(directory.resolve("none.json")).scenarios()).isEmpty();
    }

    @Test
    void pageShowsScenariosInTheirOrderWhateverWasMeasuredFirst() {
        Results results = Results.empty();
        results.scenarios().put("batch", measured(2));
        results.scenarios().put("parse", measured(1));
        assertThat(Report.markdown(results, MACHINE, "./weir bench", false))
                .containsSubsequence("./weir bench", "2 cores", "## parse", "| a | 1.00 | ratio | <= 1.5 | yes | 1 |")
                .containsSubsequence("## parse", "## batch", "| a | 2.00 | ratio | <= 1.5 | **no** | 1 |")
                .doesNotContain("quick");
    }

    @Test
    void pageOfAQuickRunSaysSo() {
        assertThat(Report.markdown(Results.empty(), MACHINE, "./weir bench --quick", true))
                .contains("A quick run on small inputs");
    }

    private static Results.Measured measured(double value) {
        return new Results.Measured(
                Instant.EPOCH, 10, List.of(Measurement.of("a", "ratio", Target.atMost(1.5), value)));
    }

    @Test
    void terminalTableHasOneLineAFigure() {
        String table = Report.table(List.of(
                Measurement.of("a", "s", Optional.empty(), List.of(1.0, 2.0, 3.0)),
                Measurement.missing("b", "s", Target.atMost(1), "no GoAccess")));
        assertThat(table.lines().map(String::strip))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("a ") && line.endsWith(" 3"))
                .anyMatch(line -> line.startsWith("b ") && line.endsWith("no GoAccess"));
    }
}
