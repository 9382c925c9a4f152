package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcLogTest {
    @TempDir
    private Path directory;

    @Test
    void peakIsTheFullestHeapBeforeACollection() throws IOException {
        Path log = Files.writeString(directory.resolve("gc.log"), """
                [0.004s][info][gc] Using Parallel
                [1.113s][info][gc] GC(0) Pause Young (Allocation Failure) 512M->40M(1963M) 21.1ms
                [2.001s][info][gc] GC(1) Pause Full (Metadata GC Threshold) 1201M->98M(1963M) 90.2ms
                [3.001s][info][gc] GC(2) Pause Young (Allocation Failure) 610M->100M(1963M) 7.0ms
                """);
        assertThat(GcLog.peakMebibytes(log)).isEqualTo(1201);
    }
}
