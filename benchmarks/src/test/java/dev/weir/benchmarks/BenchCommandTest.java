package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {
    private final StringWriter err = new StringWriter();

    @Test
    void refusesAScenarioThatThereIsNot() {
        assertThat(run("--only", "parse,nonsense")).isEqualTo(2);
        assertThat(err.toString())
                .contains("Invalid scenario: nonsense, must be one of "
                        + Scenarios.ALL.stream().map(Scenario::name).collect(Collectors.joining(", ")));
    }

    @Test
    void refusesWhatAQuickRunLeavesOut() {
        assertThat(run("--quick", "--only", "heap")).isEqualTo(2);
        assertThat(err.toString()).contains("Cannot measure heap: a quick run leaves it out; leave out --quick");
    }

    @Test
    void refusesNoLines() {
        assertThat(run("--lines", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("Invalid --lines: 0, must be 1 or more");
    }

    private int run(String... arguments) {
        return new CommandLine(new BenchCommand())
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
