package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario for real, on a handful of lines. */
class SpeedScenarioTest {
    @TempDir
    private Path directory;

    @Test
    void measuresTheWayIntoAWarehouseEvenWhereNoPeerCanBeHad() throws Exception {
        Path install = Files.writeString(directory.resolve("install"), "#!/bin/sh\necho not here >&2\nexit 1\n");
        assertThat(install.toFile().setExecutable(true)).isTrue();
        Progress progress = new Progress(System.err);
        Bench bench = new Bench(
                new Sizes(200, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0),
                directory,
                new Logs(directory.resolve("logs"), progress),
                new Launcher(directory, directory.resolve("weir.log")),
                new Peers(directory, directory, directory, new LinkedHashMap<>(), progress),
                progress);
        assertThat(new SpeedScenario().measure(bench))
                .extracting(
                        Measurement::name,
                        Measurement::unit,
                        m -> m.runs().size(),
                        m -> m.why().orElse(""))
                .containsExactly(
                        tuple("speed_stream", "lines/s", 1, ""),
                        tuple("speed_stream_to_chdb_parse", "ratio", 0, "not here"));
    }
}
