package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
    @Test
    void coresAreCpuTimeBetweenTheMoments() {
        CpuTimes before = new CpuTimes(-1_000_000_000, Map.of("one", Duration.ofSeconds(5), "idle", Duration.ZERO));
        CpuTimes after = new CpuTimes(3_000_000_000L, Map.of("one", Duration.ofSeconds(11), "idle", Duration.ZERO));

        assertThat(before.cores(after)).isEqualTo(Map.of("one", 1.5, "idle", 0.0));
    }

    @Test
    void whatAProcessUsedIsKnownWhenItHasEnded() throws IOException, InterruptedException {
        double before = CpuTimes.ofEndedChildren();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        assertThat(new ProcessBuilder(java, "-Xshare:off", "-Xint", "-version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();

        assertThat(CpuTimes.ofEndedChildren() - before).isPositive();
    }
}
