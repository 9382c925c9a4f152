package dev.weir.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a line costs: how often each layer takes it from the archive. */
class ParsedOnceTest {
    private static final int LINES = 500;

    @TempDir
    Path temp;

    @Test
    void eachLayerParsesALineOnce() {
        Scene scene = new Scene(temp);
        Hit[] hits = IntStream.range(0, LINES)
                .mapToObj(i -> Hit.at("2026-11-20T10:00:00Z", i))
                .toArray(Hit[]::new);

        assertThat(TableScans.archiveRows(scene.spark, () -> scene.stream(hits)))
                .as("a micro-batch counts what landed, looks for copies, and parses")
                .isEqualTo(3 * LINES);
        assertThat(TableScans.archiveRows(scene.spark, () -> scene.batch()))
                .as("a batch that finds all right looks for copies, and parses")
                .isEqualTo(2 * LINES);
    }
}
